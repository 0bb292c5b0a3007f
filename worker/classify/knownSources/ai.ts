/** AI assistants that send visitors, in the notation that ../knownSources.ts explains. */
export const ai = `
chatgpt openai chat-gpt chatgptpilot chatgpt.com chat.openai.com labs.openai.com operator.chatgpt.com searchgpt
chatgpt @com.openai.chatgpt
gemini bard gemini.google.com bard.google.com @com.google.android.apps.bard
notebooklm notebooklm.google.com notebooklm.google
aistudio aistudio.google.com
copilot bing-copilot copilot.microsoft.com copilot.cloud.microsoft m365.cloud.microsoft copilot.com
copilot edgeservices.bing.com sydney.bing.com @com.microsoft.copilot
claude anthropic claude.ai claude.com @com.anthropic.claude
perplexity perplexity.ai pplx.ai perplexity.com @ai.perplexity.app.android
deepseek deepseek.com chat.deepseek.com @com.deepseek.chat
grok grok.com grok.x.ai x.ai @ai.x.grok
meta-ai meta.ai ai.meta.com
mistral lechat chat.mistral.ai mistral.ai
-you you.com
-poe poe.com
-phind phind.com
kimi kimi.com kimi.ai kimi.moonshot.cn moonshot.cn
qwen qwen.ai chat.qwen.ai chat.qwenlm.ai tongyi.aliyun.com tongyi.com qianwen.com qianwen.aliyun.com
doubao doubao.com
yuanbao yuanbao.tencent.com
ernie yiyan.baidu.com ernie.baidu.com ai.baidu.com chat.baidu.com wenxiaobai.com
chatglm chatglm.cn chat.z.ai z.ai
minimax minimax.io hailuoai.com
metaso metaso.cn
-manus manus.im
genspark genspark.ai
-felo felo.ai
-liner liner.com getliner.com
iask iask.ai
-andi andisearch.com
-komo komo.ai
-exa exa.ai
-consensus consensus.app
-pi pi.ai heypi.com
-character character.ai beta.character.ai
-jasper app.jasper.ai jasper.ai
chatplus chatplus.com chat-gpt.org
duck.ai duck.ai
lumo lumo.proton.me
-leo leo.brave.com
-venice venice.ai
lmarena lmarena.ai chat.lmsys.org
huggingchat hf.chat
openrouter openrouter.ai
huggingface huggingface.co/chat
-cohere cohere.com
-t3 t3.chat
-monica monica.im
-sider sider.ai
chatsonic writesonic.com
alice-yandex alice.yandex.ru alisa.yandex.ru
gigachat giga.chat gigachat.ru gigachat.sberbank.ru
chathub chathub.gg
`
