/** Video sites that send visitors, in the notation that ../knownSources.ts explains. */
export const video = `
youtube yt youtube.* youtube.com youtu.be youtube-nocookie.com ytimg.com @com.google.android.youtube
youtube @com.google.android.apps.youtube.music @com.google.android.youtube.tv
vimeo vimeo.com vimeopro.com @com.vimeo.android.videoapp
twitch twitch.tv @tv.twitch.android.app
justin.tv justin.tv
viadeo viadeo.journaldunet.com
dailymotion dailymotion.com dai.ly
netflix netflix.com
wistia wistia.com wistia.net wi.st
iqiyi iqiyi.com iq.com
bilibili bilibili.com bilibili.tv b23.tv @tv.danmaku.bili
rutube rutube.ru
vkvideo vkvideo.ru
megogo megogo.net
disneyplus disneyplus.com
d.tube d.tube
ted ted.com
-kick kick.com
rumble rumble.com
odysee odysee.com
bitchute bitchute.com
peertube joinpeertube.org
nimo nimo.tv
trovo trovo.live
-loom loom.com
vidyard vidyard.com
brightcove brightcove.com brightcove.net
* crackle.com curiositystream.com hulu.com utreon.com veoh.com youku.com metacafe.com liveleak.com
- break.com
* streamable.com vidio.com aparat.com nebula.tv floatplane.com coub.com primevideo.com
`
