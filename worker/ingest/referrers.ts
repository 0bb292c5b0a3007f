/**
 * Who sends visitors: sites by what they are, as data. A new search engine is one line here.
 *
 * A line is a site's canonical name, other names that `utm_source` uses for it (`%20` is a space), and its hosts.
 * A host stands for itself and all its subdomains; the most specific one wins.
 *   `=host`    only the host itself (and its www. and m.), for companies that do more than one thing
 *   `host.*`   the host under any country's top-level domain
 *   `@app`     an Android app, as in the referrer android-app://com.example/
 *   `-name …`  a name that is an everyday word: it labels the hosts, but `utm_source=name` means something else
 *   `* host …` many sites at once, each named by its first label; `- host …` likewise, and none of them a utm_source
 *   `. host …` many sites at once, each named by its whole host
 * Where GA4's published list of source categories has a site, its category here is GA4's, but for webmail, which
 * GA4 lists among the search engines, and for hosts that only take payments (gateways.ts).
 */
export const CATEGORIES = ['search', 'social', 'video', 'shopping', 'email', 'ai'] as const
export type Category = (typeof CATEGORIES)[number]

const search = `
google googlemybusiness google-play gmb =google.* images.google.* image.google.* news.google.* cse.google.*
google search.google.* blogsearch.google.* video.google.* scholar.google.* books.google.* maps.google.*
google lens.google.com encrypted.google.com www2.google.com ipv6.google.com go.google.com www.google.interia.pl
google business.google.com local.google.com googlesyndicatedsearch.com webcache.googleusercontent.com
google translate.google.com syndicatedsearch.goog @com.google.android.googlequicksearchbox
google @com.google.android.apps.searchlite @com.google.android.gms
bing @com.microsoft.bing
bing bing.com cc.bingj.com bingj.com
msn msn.com
yahoo =yahoo.* search.yahoo.* images.yahoo.com image.yahoo.cn ar.yahoo.com au.yahoo.com br.yahoo.com
yahoo ca.yahoo.com cade.yahoo.com chinese.yahoo.com cn.yahoo.com de.yahoo.com dk.yahoo.com es.yahoo.com
yahoo espanol.yahoo.com fr.yahoo.com hk.yahoo.com id.yahoo.com ie.yahoo.com in.yahoo.com it.yahoo.com
yahoo kr.yahoo.com malaysia.yahoo.com maktoob.yahoo.com mx.yahoo.com nl.yahoo.com no.yahoo.com nz.yahoo.com
yahoo one.cn.yahoo.com ph.yahoo.com pl.yahoo.com qc.yahoo.com ro.yahoo.com ru.yahoo.com se.yahoo.com
yahoo sg.yahoo.com th.yahoo.com tr.yahoo.com tw.yahoo.com uk.yahoo.com us.yahoo.com vn.yahoo.com za.yahoo.com
yahoo searchde.yahoo.com searchinese.yahoo.com dir.yahoo.com directory.yahoo.com cercato.it
yahoo search.offerbox.com benefind.de ys.mirostart.com jp.hao123.com home.kingsoft.jp jwsearch.jword.jp
yandex =yandex.* =ya.ru clck.yandex.* images.yandex.* search.yandex.* news.yandex.* video.yandex.* xml.yandex.*
yandex zen.yandex.ru webmaster.yandex.ru newssearch.yandex.ru blogs.yandex.ru yandsearch.yandex.ru
yandex @ru.yandex.searchplugin @com.yandex.browser
duckduckgo ddg duckduckgo.com duckduckgo.eu ddg.gg @com.duckduckgo.mobile.android
baidu baidu.* gougou.com
naver =naver.com search.naver.com imagesearch.naver.com @com.nhn.android.search
daum =daum.net search.daum.net m.daum.net
nate nate.com
zum zum.com
seznam =seznam.cz search.seznam.cz videa.seznam.cz obrazky.seznam.cz firmy.cz
ecosia ecosia.org @com.ecosia.android
brave search.brave.com @com.brave.browser
qwant qwant.com
startpage startpage.com startpage.nl
ixquick ixquick.com ixquick.de ixquick.eu
kagi kagi.com
mojeek mojeek.com mojeek.co.uk mojeek.de mojeek.fr
swisscows swisscows.com swisscows.ch
metager metager.de metager.org metager2.de meta.rrzn.uni-hannover.de
presearch presearch.com presearch.org
360.cn 360search 360 haosou so.com 360.cn haosou.com
sogou sogou.com sougou.com soso.com
shenma sm.cn
petalsearch petal petalsearch.com
coccoc coccoc.com
rambler =rambler.ru nova.rambler.ru search.rambler.ru r0.rambler.ru
mail.ru =mail.ru go.mail.ru
sputnik sputnik.ru
nigma nigma.ru
aport aport.ru
qip search.qip.ru
liveinternet liveinternet.ru
2gis 2gis.*
ukr.net ukr search.ukr.net
meta.ua =meta.ua
i.ua search.i.ua
bigmir search.bigmir.net
tut.by tut.by
all.by all.by
rakuten =rakuten.co.jp websearch.rakuten.co.jp
goo search.goo.ne.jp ocnsearch.goo.ne.jp
biglobe =biglobe.ne.jp search.biglobe.ne.jp biglobe.co.jp
nifty search.nifty.com videosearch.nifty.com search.azby.fmworld.net
auone auone.jp
docomo search.smt.docomo.ne.jp
so-net so-net.ne.jp
excite search.excite.* msxml.excite.com =excite.com excite.co.jp
ask
ask ask.co.uk ask.com
ask askkids.com qbyrd.com search-results search-results.com searchqu.com ask.reference.com
aol aim.com search.aol.* aolsearch.com aolsearch.aol.* suche.aol.de sucheaol.aol.de o2suche.aol.de aolsvc.de
aol aolrecherche.aol.fr aolrecherches.aol.fr aolimages.aol.fr recherche.aol.fr recherche.aol.ca
aol find.web.aol.com aolbusqueda.aol.com.mx alicesuche.aol.de alicesuchet.aol.de suchet2.aol.de
aol search.hp.my.aol.* search-intl.netscape.com isearch.aol.com =aol.* myaol.jp hp.my.aol.com.au
lycos lycos.*
altavista altavista.*
alltheweb alltheweb.com
exalead exalead.*
dogpile dogpile.com
infospace infospace.com metacrawler.com webfetch.com webcrawler.com search.kiwee.com searches.vi-view.com
infospace search.webssearches.com search.fbdownloader.com globososo.com clusty.com tattoodle.com
infospace inspsearch.com search.avast.com isearch.babylon.com start.facemoods.com start.funmoods.com
infospace search.magentic.com search.magnetic.com search.searchcompletion.com searchmobileonline.com
infospace isearch.glarysoft.com search.chatzum.com home.speedbit.com search.b1.org searchya.com v9.com
infospace search.handycafe.com search.iminent.com
babylon babylon.com
avg search.avg.com isearch.avg.com
-avira safesearch.avira.com search.avira.com search.avira.net
conduit conduit.com
incredimail search.incredimail.com search1.incredimail.com search2.incredimail.com search3.incredimail.com
incredimail search4.incredimail.com
comcast search.comcast.net serach.comcast.net
cnn
globo
terra buscador.terra.* busca.terra.com.br
alice rechercher.aliceadsl.fr
eniro eniro.se eniro.no eniro.dk eniro.fi eniro.com
kvasir kvasir.no
startsiden startsiden.no
najdi najdi.si
onet =onet.pl szukaj.onet.pl
wp.pl szukaj.wp.pl
virgilio ricerca.virgilio.it ricercaimmagini.virgilio.it ricercavideo.virgilio.it ricercanews.virgilio.it
virgilio mobile.virgilio.it
-centrum =centrum.cz search.centrum.cz serach.centrum.cz morfeo.centrum.cz searchatlas.centrum.cz
-arianna arianna.libero.it arianna.com
t-online suche.t-online.de brisbane.t-online.de navigationshilfe.t-online.de
-gmx suche.gmx.net suche.gmx.at suche.gmx.ch search.gmx.com
web.de suche.web.de
-1und1 search.1und1.de suche.1und1.de search.1and1.com
-freenet suche.freenet.de
-free search.free.fr search1-1.free.fr search1-2.free.fr
-orange busca.orange.es search.orange.co.uk lemoteur.orange.fr lemoteur.ke.voila.fr
-voila search.ke.voila.fr lemoteur.fr voila.fr
-sapo pesquisa.sapo.pt
-clix pesquisa.clix.pt
-uol busca.uol.com.br
-tiscali search.tiscali.it search-dyn.tiscali.it hledani.tiscali.cz
-bluewin search.bluewin.ch
-telstra search.media.telstra.com.au
-optus optuszoo.com.au
-bt search.bt.com
-talktalk talktalk.co.uk
-earthlink search.earthlink.net
-charter charter.net
-roadrunner search.rr.com
-juno search.juno.com
-verizon searchresults.verizon.com
-frontier search.frontier.com
-compuserve websearch.cs.com
-peoplepc search.peoplepc.com
-zonealarm search.zonealarm.com
-f-secure search.f-secure.com searches.f-secure.com
mywebsearch mysearch.com myway.com mywebsearch.com need2find.com
inbox.com www2.inbox.com
-jyxo jyxo.1188.cz
-volny web.volny.cz
-apollo.lv =apollo.lv
-delfi smart.delfi.lv otsing.delfi.ee
-www.ee search.www.ee
-elmundo ariadna.elmundo.es
-canoe web.canoe.ca
-toile toile.com
-gais gais.cs.ccu.edu.tw
-yam search.yam.com
-softonic search.softonic.com
-genieo search.genieo.com
-winamp search.winamp.com
-freecause search.freecause.com
-findwide search.findwide.com
-iplay start.iplay.com
-imesh search.imesh.com
-snapdo search.snapdo.com search.snap.do
-certified-toolbar search.certified-toolbar.com
-smartaddressbar search.smartaddressbar.com
-smartshopping search.smartshopping.com
-lookseek search.lookseek.com
lilo lilo.org
-disconnect search.disconnect.me
yippy yippy.com
-francite recherche.francite.com
-startpagina startgoogle.startpagina.nl
-icerocket blogs.icerocket.com icerocket.com
-setooz setooz.com
-dir.com fr.dir.com
-wedoo wedoo.com
-aguea aguea.com
-peoplecheck extern.peoplecheck.de
-seesaa search.seesaa.jp
-fooooo search.fooooo.com
-apollo7 apollo7.de
-lenovo start.lenovo.com
-walla search.walla.co.il
-abv search.abv.bg
-tdc find.tdc.dk
-luna it.luna.tv
-leonardo search.leonardo.it
-azione netlavis.azione.jp
-fastweb fastweb.it
-nintendo cgi2.nintendo.co.jp
-alot search.alot.com
-foxtab search.foxtab.com
-hiyo search.hiyo.com
-sweetim search.sweetim.com
-incredibar search.incredibar.com
delta-search delta-search.com
-chedot search.chedot.com
-dolphin search.dolphin-browser.jp
-darkoogle darkoogle.com
-dodo google.dodo.com.au
abcsok abcsok.no abcsolk.no
123people 123people.*
weborama weborama.fr weborama.com
zapmeta zapmeta.*
- 1.cz abacho.* acoon.de alexa.com allesklar.* alohafind.com apontador.com.br arama.com arcor.de
- astronaut.at austronaut.at blekko.com blogdigger.com blogpulse.com crawler.com cuil.com daemon-search.com
- dalesearch.com dasoertliche.de dastelefonbuch.de dmoz.org entireweb.com eo.st epicsearch.in eurip.com
- euroseek.com everyclick.com fastbrowsersearch.com findhurtig.dk finderoo.com fireball.de fireball.com
- firstsfind.com firstfind.com fixsuche.de flix.de forestle.org forestle.mobi fresh-weather.com geona.net
- gfsoso.com gibiru.com gigablast.com gnadenmeer.de gomeo.com goyellow.de gulesider.no highbeam.com
- hit-parade.com holmes.ge hooseek.com hotbot.com icq.com ilse.nl isodelen.se jungle-spider.de junglekey.*
- k9safesearch.com kataweb.it kensaq.com kununu.* kwzf.net laban.vn latne.lv lookany.com looksmart.com lo.st
- maailm.com mamma.com maxwebsearch.com meinestadt.de metacrawler.de mister-wong.* monstercrawler.com
- monumentbrowser.com mozbot.* neti.ee online.no only-search.com paperball.de picsearch.com
- plazoo.com plusnetwork.com poisk.ru qualigo.* riksdelen.se rpmfind.net scour.com search.ch searchalot.com
- searchcanvas.com searchlock.com searchthis.com searchy.co.uk sharelook.* skynet.be sm.de sosodesktop.com
- startab.me suche.info suchmaschine.com suchnase.de surfcanyon.com talimba.com tarmot.com technorati.com
- teoma.com thesmartsearch.net tixuma.de toolbarhome.com trouvez.com trovarapido.com trusted-search.com
- trusted--search.com twingly.com vinden.nl vindex.nl walhello.* web.nl websearch.com witch.de woopie.jp
- x-recherche.com yasni.* yatedo.* yellowmap.de yougoo.fr zhongsou.com zoek.nl zoeken.nl zoohoo.cz zoznam.sk
- zxuso.com claro-search.com allaverksamheter.se safehomepage.com gooofullsearch.com wwwgoogle.* gogole.*
- gppgle.* googel.* million-short.com millionshort.com peekier.com wiby.me
- marginalia-search.com marginalia.nu yep.com neeva.com.com searx.be oscobo.com info.com
- privacywall.org givero.com ekoru.org searchencrypt.com dogpile.co.uk stract.com lukol.com
. 118700.se 1881.no search.com url.org wow.com start.fyi start.me
`

const social = `
facebook fb facebook.com fb.com fb.me fb.gg fb.watch m.me @com.facebook.katana
facebook facebook_ads facebookads meta @com.facebook.lite
messenger messenger.com @com.facebook.orca @com.facebook.mlite
instagram ig insta instagram.com ig.me instagr.am @com.instagram.android @com.instagram.lite
threads threads.net threads.com @com.instagram.barcelona
whatsapp wa whatsapp.com whatsapp.net wa.me wa.link @com.whatsapp
twitter x twitter.com x.com t.co tweetdeck.com tweetdeck @com.twitter.android
linkedin linkedin.com lnkd.in linkedin.cn @com.linkedin.android
pinterest pinterest.* pinterest.com pin.it pinimg.com @com.pinterest
reddit reddit.com redd.it redditmedia.com @com.reddit.frontpage
tiktok tt tiktok.com tiktokv.com vt.tiktok.com musical.ly douyin.com @com.zhiliaoapp.musically
tiktok @com.ss.android.ugc.trill
snapchat snapchat.com @com.snapchat.android
telegram tg telegram.org telegram.me t.me telegram.im web.telegram.org telesco.pe @org.telegram.messenger
telegram @org.thunderdog.challegram @org.telegram.plus
viber viber.com vb.me @com.viber.voip
discord discord.com discord.gg discordapp.com @com.discord
signal signal.org signal.me @org.thoughtcrime.securesms
skype =skype.com web.skype.com @com.skype.raider
line line.me lin.ee liff.line.me @jp.naver.line.android
wechat weixin wechat.com weixin.qq.com mp.weixin.qq.com @com.tencent.mm
qzone qzone.qq.com
qq @com.tencent.mobileqq
tencent tencent.com
drugs-forum drugs-forum.com
weibo weibo.com weibo.cn t.cn @com.sina.weibo
xiaohongshu xiaohongshu.com xhslink.com
kakao kakao.com kakaocorp.com kakaotalk story.kakao.com @com.kakao.talk
zalo zalo.me chat.zalo.me @com.zing.zalo
vk vkontakte vk.com vk.ru vkontakte.ru vk.cc vk.me @com.vkontakte.android
odnoklassniki ok ok.ru odnoklassniki.ru odnoklassniki.ua odkl.ru @ru.ok.android
mail.ru my.mail.ru
bluesky bsky bsky.app go.bsky.app bsky.social bsky.link @xyz.blueskyweb.app
mastodon mastodon.social mastodon.online mastodon.world mstdn.social mstdn.jp mas.to fosstodon.org phanpy.social
mastodon hachyderm.io infosec.exchange mastodon.xyz mastodon.cloud joinmastodon.org elk.zone mstdn.party
mastodon techhub.social c.im toot.community mastodon.art pawoo.net @org.joinmastodon.android
lemmy lemmy.world lemmy.ml lemm.ee beehaw.org
truthsocial truthsocial.com
gab gab.com
gettr gettr.com
parler parler.com
mewe mewe.com
nextdoor nextdoor.com nextdoor.co.uk @com.nextdoor
clubhouse clubhouse.com joinclubhouse.com
bereal bere.al bereal.com
tumblr tumblr.com t.umblr.com href.li umblr.com @com.tumblr
medium medium.com @com.medium.reader
substack substack.com @com.substack.app
quora quora.com @com.quora.android
github github.com gist.github.com @com.github.android
gitlab gitlab.com
stackoverflow stackoverflow.com
stackexchange stackexchange.com
hackernews hn news.ycombinator.com hckrnews.com @io.github.hidroh.materialistic
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
msn login.live.com spaces.live.com
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
tagged tagged.com taggedmail.com taggedmail
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
linktree linktr.ee
-beacons beacons.ai
taplink taplink.cc taplink.at
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
-slack =slack.com app.slack.com @com.slack
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
* hive.blog ello.co untappd.com strava.com skoob.com.br spacehey.com polywork.com
. 51.com 5ch.net airg.ca allnurses.com allrecipes.com ancestry.com asmallworld.com awe.sm biip.no biswap.org
. blackcareernetwork.com blip.fm blog.com blogg.no bloggang.com blogs.com care.com caringbridge.org cbnt.io
. centerblog.net chegg.com cross.tv deluxe.com edublogs.org epicurious.com everforo.com
. exblog.jp
. forums.androidcentral.com forums.crackberry.com forums.imore.com forums.webosnation.com forums.wpcentral.com
. fruehstueckstreff.org gather.com goo.gl gulli.com hr.com irc-galleria.net is.gd meetin.org menuism.com mix.com
. ngopost.org oneworldgroup.org paper.li rtl.de scoop.it smartnews.com ssense.com unblog.fr ushi.cn
. vg.no wer-weiss-was.de woot.com youroom.in zoo.gr v.gd rb.gy cutt.ly shorturl.at t.ly rebrand.ly u.to clck.ru
. goo.su lnk.bio bio.link campsite.bio snipfeed.co allmylinks.com solo.to carrd.co
`

const video = `
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

const shopping = `
amazon amazon.* aax.amazon-adsystem.com aax-us-east.amazon-adsystem.com amazon-adsystem.com amzn.to a.co amzn.eu
amazon amzn.asia @com.amazon.mshop.android.shopping
ebay ebay.* ebay.us ebay.to @com.ebay.mobile
etsy etsy.com etsy.me @com.etsy.android
alibaba alibaba.com
aliexpress aliexpress.* @com.alibaba.aliexpresshd
taobao taobao.com tmall.com
1688 1688.com
jd jd.com
walmart walmart.* @com.walmart.android
mercadolibre mercadolivre mercadolibre.* mercadolivre.com.br mercadoshops.com @com.mercadolibre
shopify shopify.com
shop.app shop.app @com.shopify.arrive
stripe =stripe.com
shopzilla shopzilla.com
simplycodes simplycodes.com
google shopping.google.com
google-shopping google%20shopping googleshopping google_shopping
igshopping igshopping
naver shopping.naver.com
yahoo shopping.yahoo.com shopping.yahoo.co.jp shopping.yahoo.net
shopping.net shopping.net
s3.amazonaws.com =s3.amazonaws.com
rakuten item.rakuten.co.jp search.rakuten.co.jp rakuten.com rakuten.de rakuten.fr
yandex-market market.yandex.*
mail.ru torg.mail.ru
rozetka rozetka.com.ua rozetka.ua rozetka.pl @ua.com.rozetka.shop
prom prom.ua bigl.ua @ua.prom.b2c
olx olx.*
hotline hotline.ua
e-katalog ek.ua e-katalog.* e-katalog.ru
nadavi nadavi.net nadavi.com.ua
magazilla m.ua
kasta kasta.ua modnakasta.ua
allegro allegro.* @pl.allegro
ceneo ceneo.pl
heureka heureka.* arukereso.hu pazaruvaj.com
zbozi zbozi.cz
idealo idealo.*
pricerunner pricerunner.*
pricespy pricespy.* prisjakt.* prisjakt.nu
kelkoo kelkoo.*
skroutz skroutz.*
emag emag.*
cdiscount cdiscount.com
-bol bol.com
marktplaats marktplaats.nl
gumtree gumtree.*
leboncoin leboncoin.fr
kleinanzeigen kleinanzeigen.de ebay-kleinanzeigen.de
ozon ozon.ru
wildberries wildberries.*
avito avito.ru
kaspi =kaspi.kz
satu satu.kz
deal.by deal.by
trendyol trendyol.com
hepsiburada hepsiburada.com
n11 n11.com
flipkart flipkart.com
snapdeal snapdeal.com
lazada lazada.*
shopee shopee.*
tokopedia tokopedia.com
zalora zalora.*
coupang coupang.com
gmarket gmarket.co.kr
11st 11st.co.kr
danawa danawa.com
kakaku kakaku.com
temu temu.com
shein shein.*
wish wish.com
* price.ua price.ru zakupka.com maudau.com.ua shafa.ua izi.ua bizator.ua besplatka.ua epicentrk.ua
* shopping.com shopmania.* bizrate.com nextag.com pricegrabber.com priceminister.com fnac.com rueducommerce.fr
* ladenzeile.de billiger.de guenstiger.de preisvergleich.de geizhals.* toppreise.ch trovaprezzi.it
* depop.com poshmark.com mercari.com vinted.* wallapop.com subito.it kaufland.de dealabs.com mydealz.de
* hotukdeals.com slickdeals.net pepper.pl pepper.ru chollometro.com retailmenot.com joinhoney.com
- target.com bestbuy.com honey.com ciao.*
* shopstyle.* lyst.* wayfair.com overstock.com newegg.com
`

const email = `
gmail mail.google.com inbox.google.com @com.google.android.gm @com.google.android.gm.lite
outlook.com outlook hotmail outlook.live.com outlook.office.com outlook.office365.com outlook.cloud.microsoft
outlook.com mail.live.com outlook.com hotmail.com safelinks.protection.outlook.com attachments.office.net
outlook.com @com.microsoft.office.outlook
yahoo-mail mail.yahoo.* mail.yahoo.net mg.mail.yahoo.com @com.yahoo.mobile.client.android.mail
aol-mail mail.aol.com
icloud-mail icloudmail mail.icloud.com
protonmail proton mail.proton.me protonmail.com mail.protonmail.com @ch.protonmail.android
fastmail fastmail.com app.fastmail.com
zoho-mail mail.zoho.* mailzoho
tutanota tutanota.com mail.tutanota.com tuta.com app.tuta.com
-hey app.hey.com
mail.ru e.mail.ru touch.mail.ru light.mail.ru octavius.mail.ru @ru.mail.mailapp
yandex-mail mail.yandex.* @ru.yandex.mail
rambler-mail mail.rambler.ru
qip-mail mail.qip.ru
e1-mail mail.e1.ru
mastermail mastermail.ru
sibmail sibmail.com
beeline-mail post.ru
ukr.net mail.ukr.net secureurl.ukr.net
i.ua mail.i.ua mbox2.i.ua
meta.ua webmail.meta.ua mail.meta.ua
bigmir mail.bigmir.net
tut.by mail.tut.by
seznam-mail email.seznam.cz
centrum-mail mail.centrum.cz
azet emaily.azet.sk
onet-mail poczta.onet.pl poczta.onet.eu
wp-mail poczta.wp.pl profil.wp.pl
o2-mail poczta.o2.pl
interia-mail poczta.interia.pl
gmx-mail navigator.gmx.net bap.navigator.gmx.net deref-gmx.net deref-gmx.com gmx.net gmx.com gmx.at gmx.ch
web.de-mail navigator.web.de bap.navigator.web.de deref-web.de deref-web-02.de freemailng.web.de 3c.web.de
mail.com deref-mail.com navigator-lxa.mail.com
t-online-mail email.t-online.de
freenet-mail webmail.freenet.de mail.freenet.de
1und1-mail webmailer.1und1.de mail.ionos.* webmail.ionos.*
libero-mail mail.libero.it mail1.libero.it
virgilio-mail mail.virgilio.it mail1.virgilio.it
tim-mail mail.tim.it
orange-mail webmail.orange.fr messagerie.orange.fr mail01.orange.fr mail02.orange.fr messagerie-3.orange.fr
sfr-mail webmail.sfr.fr messagerie.sfr.fr
laposte-mail webmail.laposte.net
free-mail zimbra.free.fr webmail.free.fr
qq-mail mail.qq.com exmail.qq.com wx.mail.qq.com
163-mail mail.163.com
126-mail mail.126.com
sina-mail mail.sina.com.cn mail.sina.cn
naver-mail mail.naver.com
daum-mail mail.daum.net mail2.daum.net
mynet-mail mail.mynet.com eposta.mynet.com
inbox.com inbox.com
inbox.lv inbox.lv
abv-mail abv.bg nm30.abv.bg
freemail.hu freemail.hu
citromail citromail.hu
optus-mail webmail.optuszoo.com.au webmail.optusnet.com.au
bigpond basic.messaging.bigpond.com email.telstra.com webmail.bigpond.com webmail2.bigpond.com
terra-mail mail.terra.com.br
uol-mail email.uol.com.br
bol-mail email.bol.com.br
rediff-mail mail.rediff.com
comcast-mail connect.xfinity.com
att-mail currently.com
superhuman mail.superhuman.com
-front app.frontapp.com
`

const ai = `
chatgpt openai chat-gpt chatgpt.com chat.openai.com labs.openai.com operator.chatgpt.com searchgpt
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
-t3 t3.chat
-monica monica.im
-sider sider.ai
chatsonic writesonic.com
alice-yandex alice.yandex.ru alisa.yandex.ru
gigachat giga.chat gigachat.ru gigachat.sberbank.ru
chathub chathub.gg
`

/** The lists, by category. */
export const REFERRERS: Record<Category, string> = { search, social, video, shopping, email, ai }

/** What a page calls its subdomain for searching or for reading mail: tells what an unlisted portal's page
/** is. */
export const SUBDOMAINS: Partial<Record<Category, string>> = {
  search:
    'search isearch websearch searches suche szukaj recherche buscador busca ricerca hledani pesquisa zoeken otsing',
  email: 'mail webmail webmail2 email poczta messagerie correo posta pochta zimbra roundcube owa horde',
}
