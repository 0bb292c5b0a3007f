/** Raw macros: what an ad platform or a mail tool should have filled in, and did not. */

import { LIMITS } from '../../wire/event.ts'

/** Where such a form occurs in a value, it is a macro. */
const ANYWHERE = [
  // Meta, LinkedIn, Reddit, Google, Microsoft, mail tools: {{campaign.name}}, {campaignid}, {keyword:shoes}, ${NAME}
  /\{[^{}]{1,100}\}|\{\{|\}\}/,
  // TikTok, Kwai, Mintegral: __CAMPAIGN_NAME__
  /(?:^|[^A-Za-z0-9])__[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*__(?:$|[^A-Za-z0-9])/,
  // Campaign Manager, The Trade Desk, Marketing Cloud: %%CAMPAIGN%%, %%=v(@campaign)=%%. Not `50%% off 20%%`.
  /%%\w(?:[\w .:-]{0,98}\w)?%%|%%=.{1,100}=%%/,
  // Mailchimp: *|CAMPAIGN|*; templates: <%= name %>; AdRoll: [[campaign]]; Awin: !!!affid!!!. Not `!!!SALE!!!`.
  /\*\|[^|]{1,100}\|\*|<%.{0,100}%>|\[\[[^[\]]{1,100}\]\]|!!!(?:[a-z]{0,30}(?:id|ref|name|type)|awc|merchant)!!!/,
]

const WORD =
  '(?:utm|campaigns?|camp|[ac]id|ads?|adsets?|adv|creative|placement|keyword|term|source|medium|content|site|publisher|network|device|click|sub|zone|lineitem|insertion|banner|geo|country|target|match)'
const WORDS = `${WORD}(?:[ _.-]?(?:${WORD}|id|name|type|title|group|set|code|\\d{1,2})){0,3}`
/** These marks may be a campaign's own: `[Brand] Ukraine`, `__new__`. Only one of these words alone is a macro. */
const MARKED_WORD = new RegExp(`^(?:\\[${WORDS}\\]|__${WORDS}__)$`, 'i')

/** Forms that are macros only if they are the whole value: %CAMPAIGN%, $ad_id$, #campaign#, <campaign>. */
const WHOLE = /^(?:%[a-z_][a-z_.]{3,}%|\$[a-z_]+\$|#[a-z_]+#|<[\w .-]{1,100}>)$/i

/** Who fills in macros of a form: an ad platform, or some other tool. */
export const MACRO_OWNERS = ['meta', 'google', 'tiktok', 'other'] as const
export type MacroOwner = (typeof MACRO_OWNERS)[number]

/** By the form of the macro. Other platforms share these forms: LinkedIn and Reddit that of Meta, Microsoft that of Google. */
export function macroOwner(macro: string): MacroOwner {
  if (macro.includes('{{')) return 'meta'
  if (/\$\{/.test(macro)) return 'other'
  if (macro.includes('{')) return 'google'
  return /__\w+__/.test(macro) ? 'tiktok' : 'other'
}

/** @param raw the value as it is written in the address; @param text the same, read */
export function isMacro(raw: string, text: string): boolean {
  // Decoding reads `%%campaign%%` as `%` and the byte CA.
  const written = raw.slice(0, LIMITS.campaign_chars).replace(/%25/gi, '%')
  return [written, text, decoded(text)].some(
    (value) => ANYWHERE.some((form) => form.test(value)) || MARKED_WORD.test(value) || WHOLE.test(value),
  )
}

/** Links are encoded by each tool that they pass: `%7B` may still be left. */
const decoded = (text: string): string =>
  text.replace(/%(?:25)*(7[bd]|5[bdf]|24|2a|3[ce]|7c|23|21)/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
