/** Social networks that send visitors, in the notation that ../knownSources.ts explains. */
export const social = `
facebook fb facebook.com fb.com fb.me fb.gg fb.watch m.me @com.facebook
facebook facebook_ads facebookads meta workplace.com @com.facebook.katana @com.facebook.lite @284882215
messenger msg messenger.com @com.facebook.orca @com.facebook.mlite @com.facebook.messenger @454638411
instagram ig insta instagram.com ig.me instagr.am @com.instagram @com.burbn.instagram @389801252
audience_network an
threads th threads.net threads.com @com.instagram.barcelona @com.burbn.barcelona @6446901002
whatsapp wa whatsapp.com whatsapp.net wa.me wa.link @com.whatsapp @net.whatsapp @310633997
twitter x twitter.com x.com t.co tweetdeck.com tweetdeck @com.twitter @com.atebits.tweetie2 @333903271
linkedin linkedin.com lnkd.in linkedin.cn @com.linkedin @288429040
pinterest pinterest.* pinterest.com pin.it pinimg.com @com.pinterest @pinterest @429047995
reddit reddit.com redd.it redditmedia.com @com.reddit @1064216828 @io.syncapps.lemmy_sync
reddit @com.laurencedawson.reddit_sync @com.andrewshu.android.reddit @com.rubenmayayo.reddit
tiktok tt tiktok.com tiktokv.com vt.tiktok.com musical.ly douyin.com @com.zhiliaoapp.musically @835599320
tiktok @com.ss.android.ugc.trill @com.ss.android.ugc.aweme @com.tiktok @com.zhiliaoapp.musically.go
snapchat snapchat.com snap.com @com.snapchat @com.toyopagroup.picaboo @447188370
telegram tg telegram.org telegram.me t.me telegram.im web.telegram.org telesco.pe @org.telegram @ph.telegra
telegram @org.thunderdog.challegram @org.telegram.plus @org.aka.messenger @686449807
viber viber.com vb.me @com.viber @382617920
discord discord.com discord.gg discordapp.com @com.discord @com.hammerandchisel.discord @985746746
signal signal.org signal.me @org.thoughtcrime.securesms @org.whispersystems.signal @874139669
skype =skype.com web.skype.com @com.skype.raider
line line.me lin.ee liff.line.me @jp.naver.line @443904275
wechat weixin wechat.com weixin.qq.com mp.weixin.qq.com @com.tencent.mm @com.tencent.xin @414478124
qzone qzone.qq.com
qq =qq.com @com.tencent.mobileqq
tencent tencent.com
drugs-forum drugs-forum.com
weibo weibo.com weibo.cn t.cn @com.sina.weibo
xiaohongshu xiaohongshu.com xhslink.com
kakao kakao.com kakaocorp.com kakaotalk kakaotalk.com story.kakao.com @com.kakao @com.iwilab.kakaotalk
zalo zalo.me chat.zalo.me @com.zing.zalo
vk vkontakte vk.com vk.ru vkontakte.ru vk.cc vk.me @com.vkontakte @com.vk
odnoklassniki ok ok.ru odnoklassniki.ru odnoklassniki.ua odkl.ru @ru.ok
mail.ru my.mail.ru
bluesky bsky bsky.app go.bsky.app bsky.social bsky.link bluesky.app @xyz.blueskyweb
mastodon mastodon.social mas.to fosstodon.org phanpy.social hachyderm.io infosec.exchange joinmastodon.org elk.zone
mastodon techhub.social c.im toot.community pawoo.net mamot.fr chaos.social social.tchncs.de universeodon.com
mastodon kolektiva.social scholar.social octodon.social ioc.exchange journa.host sfba.social indieweb.social
mastodon mindly.social social.vivaldi.net vivaldi.net/@ front-end.social hostux.social ruby.social tech.lgbt
mastodon ohai.social defcon.social snowfall.social botsin.space fedibird.com gc2.jp counter.social newsie.social
mastodon norden.social social.linux.pizza nrw.social troet.cafe det.social piaille.fr framapiaf.org mathstodon.xyz
mastodon genomic.social aus.social home.social theblower.au noc.social social.coop social.network.europa.eu
mastodon dju.social bark.lgbt wandering.shop merveilles.town livellosegreto.it feddit.social tooot.im qoto.org
mastodon @org.joinmastodon @com.keylesspalace.tusky @app.fedilab @at.connyduck.tusky @com.tapbots.ivory
pixelfed pixelfed.social pxlmo.com pixey.org gram.social metapixl.com @com.pixelfed
farcaster farcaster.xyz warpcast.com @com.farcaster
lemmy lemmy.world lemmy.ml lemm.ee beehaw.org feddit.org feddit.de sh.itjust.works programming.dev sopuli.xyz
truthsocial truthsocial.com truth.social @com.truthsocial
gab gab.com
gettr gettr.com
parler parler.com
mewe mewe.com
nextdoor nextdoor.com nextdoor.co.uk @com.nextdoor
clubhouse clubhouse.com joinclubhouse.com
bereal bere.al bereal.com @com.bereal
. @im.vector.app @com.clubhouse.app @com.vsco @com.facebook.pages.app
tumblr tmblr.co tumblr.com t.umblr.com href.li umblr.com @com.tumblr
medium medium.com @com.medium.reader
substack substack.com @com.substack.app
quora quora.com @com.quora.android
github github.com gist.github.com @com.github.android
gitlab gitlab.com
stackoverflow stackoverflow.com
stackexchange stackexchange.com
hackernews hn news.ycombinator.com hckrnews.com hn.algolia.com @io.github.hidroh.materialistic
lobsters lobste.rs
producthunt producthunt.com
indiehackers indiehackers.com
slashdot slashdot.org
sourceforge sourceforge.net
wordpress wordpress.com wordpress.org wp.me
blogger blogger.com
blogspot blogspot.*
livejournal livejournal.com livejournal.ru
livedoor livedoorblog livedoor.com livedoor.jp
ameba ameba.jp ameblo.jp
hatena hatena.ne.jp hatenablog.com
goo gooblog blog.goo.ne.jp oshiete.goo.ne.jp
naver blog.naver.com cafe.naver.com kin.naver.com band.us
yahoo answers.yahoo.com chiebukuro.yahoo.co.jp blog.yahoo.co.jp bookmarks.yahoo.co.jp bookmarks.yahoo.com
yahoo messages.yahoo.co.jp pulse.yahoo.com groups.yahoo.com
google+ googleplus plus.google.com plus.url.google.com url.google.com @com.google.android.apps.plus
google groups.google.* sites.google.com messages.google.com googlegroups.com
newsshowcase newsshowcase.google.com
msn spaces.live.com
aol lifestream.aol.com aolanswers.com aolanswers
xing xing.com @com.xing.android
viadeo viadeo.com
goldenline goldenline.pl
nk nk.pl nasza-klasa.pl
moikrug moikrug.ru career.habr.com
habr habr.com habrahabr.ru
pikabu pikabu.ru
dzen dzen.ru
-vc vc.ru
dtf dtf.ru
tenchat tenchat.ru
yappy yappy.media
draugiem draugiem.lv
tagged tagged.com login.tagged.com taggedmail.com taggedmail
cyworld cyworld.com
lastfm last.fm lastfm.*
eksisozluk eksi sourtimes.org eksisozluk.com sozluk.com
uludagsozluk uludagsozluk.com ulusozluk.com
incisozluk incisozluk.com incisozluk.cc inci.sozlukspot.com
nairaland nairaland.com
paltalk paltalk.com
slideshare slideshare.net
imgur imgur.com
9gag 9gag.com
patreon patreon.com @com.patreon.android
bitly bit.ly
tinyurl tinyurl.com
buffer buffer.com buff.ly
hootsuite hootsuite.com ow.ly ht.ly
sproutsocial sprout.social
dlvr dlvr.it
disqus disqus.com disq.us redirect.disqus.com
sharethis sharethis.com shareit ushareit.com
addthis addthis.com
flipboard flipboard.com flipboard.app flip.it @flipboard.app
pocket getpocket.com pocket.co
feedly feedly.com
yelp yelp.com yelp.* @com.yelp.android
trustpilot trustpilot.*
social
tildes tildes.net @com.talklittle.android.tildes
tripadvisor tripadvisor.* @com.tripadvisor.tripadvisor
foursquare foursquare.com swarmapp.com
hi5 hi5.com
hyves hyves.nl hyves.net
jappy jappy.com jappy.de
mixi mixi.jp
mbga mbga.jp yahoo-mbga.jp
niconico nicovideo.jp
imageshack imageshack.com imageshack.us
over-blog over-blog.com overblog.com
livelib livelib.ru
stackapps stackapps.com superuser.com serverfault.com askubuntu.com superuser serverfault askubuntu
stackapps mathoverflow.net
-slack =slack.com app.slack.com @com.slack @com.tinyspeck.chatlyio @618783545
-teams teams.microsoft.com teams.live.com statics.teams.cdn.office.net @com.microsoft.teams
whirlpool forums.whirlpool.net.au
-ibm video.ibm.com
homeadvisor pro.homeadvisor.com
copainsdavant copainsdavant.linternaute.com
-opera my.opera.com
wiki.answers wiki.answers.com
feedspot feedspot.com
* 43things.com activerain.com activeworlds.com alumniclass.com americantowns.com anobii.com answerbag.com
* artstation.com athlinks.com baby-gaga.com babyblog.ru badoo.com bebo.com beforeitsnews.com bharatstudent.com
* blackplanet.com blogher.com bloglines.com blogsome.com blogster.com blurtit.com brightkite.com brizzly.com
* buzzfeed.com buzznet.com cafemom.com camospace.com canalblog.com care2.com catster.com cellufun.com
* chicagonow.com classmates.com classquest.com cocolog-nifty.com couchsurfing.org couchsurfing.com cozycot.com
* crunchyroll.com dailystrength.org delicious.com deviantart.com dianping.com digg.com diigo.com dogster.com
* dol2day.com donanimhaber.com doostang.com dopplr.com douban.com dribbble.com behance.net dzone.com elftown.com
* extole.com faceparty.com fanpop.com fark.com fc2.com feministing.com fetlife.com filmaffinity.com flickr.com
* flixster.com folkdirect.com foodservice.com fotki.com fotolog.com friendfeed.com friendsreunited.com
* friendster.com fubar.com gaiaonline.com gamerdna.com geni.com glassboard.com glassdoor.* godtube.com
* goldstar.com goodreads.com govloop.com gowalla.com gree.jp gutefrage.net habbo.* hocam.com houzz.*
* hoverspot.com hubculture.com hubpages.com ibibo.com identi.ca imvu.com insanejournal.com instapaper.com
* instela.com internations.org interpals.net intherooms.com italki.com itusozluk.com jammerdirect.com
* kaboodle.com kaneva.com lang-8.com letterboxd.com librarything.com listal.com listography.com meetup.com
* meinvz.net meneame.net mocospace.com mouthshut.com movabletype.com mubi.com multiply.com myanimelist.net
* myheritage.* mylife.com mylife.ru mymodernmet.com myspace.com myyearbook.com netlog.com netvibes.com
* nexopia.com nightlifelink.com ning.com okwave.jp onstartups.com opendiary.com orkut.com partyflock.nl
* photobucket.com pinboard.in pingsta.com pixiv.net plaxo.com playahead.se plurk.com posterous.com qapacity.com
* quechup.com ravelry.com redux.com renren.com researchgate.net reunion.com reverbnation.com ryze.com
* salespider.com screenrant.com scribd.com scvngr.com secondlife.com shvoong.com skyrock.com sociallife.com.br
* socialvibe.com sonico.com spoke.com spruz.com stardoll.com stickam.com studivz.net stumbleupon.com suomi24.fi
* sweeva.com talkbiznow.com taringa.net techmeme.com toolbox.com travellerspoint.com trombi.com tudou.com
* tuenti.com twoo.com typepad.com urbanspoon.com v2ex.com vampirefreaks.com vampirerave.com vkrugudruzei.ru
* wakoopa.com wattpad.com wayn.com webshots.com weebly.com weeworld.com weread.com wikihow.com wikitravel.org
* xanga.com yammer.com zooppa.com zhihu.com academia.edu fandom.com kaskus.co.id minds.com steemit.com
* flic.kr 500px.com vsco.co steamcommunity.com hive.blog ello.co untappd.com strava.com skoob.com.br spacehey.com polywork.com
. 51.com 5ch.net airg.ca allnurses.com allrecipes.com ancestry.com asmallworld.com awe.sm biip.no biswap.org
. blackcareernetwork.com blip.fm blog.com blogg.no bloggang.com blogs.com care.com caringbridge.org cbnt.io
. centerblog.net chegg.com cross.tv deluxe.com edublogs.org epicurious.com everforo.com
. exblog.jp
. forums.androidcentral.com forums.crackberry.com forums.imore.com forums.webosnation.com forums.wpcentral.com
. fruehstueckstreff.org gather.com goo.gl gulli.com hr.com irc-galleria.net is.gd meetin.org menuism.com mix.com
. ngopost.org oneworldgroup.org paper.li rtl.de scoop.it smartnews.com ssense.com unblog.fr ushi.cn
. vg.no wer-weiss-was.de woot.com youroom.in zoo.gr v.gd rb.gy cutt.ly shorturl.at t.ly rebrand.ly u.to clck.ru
. goo.su
`
