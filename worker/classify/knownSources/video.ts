/** Video sites that send visitors, in the notation that ../knownSources.ts explains. */
export const video = `
youtube yt youtube.* youtube.com youtu.be youtube-nocookie.com ytimg.com
youtube @com.google.android.apps.youtube @com.google.android.youtube @com.google.ios.youtube @544007664
vimeo vimeo.com vimeopro.com @com.vimeo
twitch twitch.tv @tv.twitch
justin.tv justin.tv
viadeo viadeo.journaldunet.com
dailymotion dailymotion.com dai.ly @com.dailymotion
netflix netflix.com @com.netflix
wistia wistia.com wistia.net wi.st
iqiyi iqiyi.com iq.com
bilibili bilibili.com bilibili.tv b23.tv @tv.danmaku.bili
rutube rutube.ru
vkvideo vkvideo.ru
megogo megogo.net
disneyplus disneyplus.com @com.disney.disneyplus
primevideo primevideo.com @com.amazon.avod @com.amazon.amazonvideo @com.amazon.aiv
hbomax hbomax.com @com.hbo @com.wbd.hbomax
peacock peacocktv.com @com.peacocktv
paramountplus paramountplus.com @com.cbs.app @com.cbs.ott @com.paramountplus
. @com.hulu @com.plexapp @com.crunchyroll @com.mxtech @com.bitchute @com.rumble @com.kick @org.videolan @ru.rutube
. @com.vanced @tv.pluto @com.tubitv @com.apple.tv =max.com tv.apple.com appletv.com @com.ted @com.megogo @net.megogo @com.odysee
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
* streamable.com vidio.com aparat.com nebula.tv floatplane.com coub.com vevo.com discoveryplus.com triller.co likee.video niconico.jp
`
