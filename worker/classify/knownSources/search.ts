/** Search engines that send visitors, in the notation that ../knownSources.ts explains. */
export const search = `
google adwords =google.* images.google.* image.google.* news.google.* cse.google.*
google search.google.* blogsearch.google.* video.google.* scholar.google.* books.google.* maps.google.*
google lens.google.com encrypted.google.com www2.google.com ipv6.google.com go.google.com www.google.interia.pl
google business.google.com local.google.com googlesyndicatedsearch.com webcache.googleusercontent.com
google translate.google.com syndicatedsearch.goog @com.google.android.googlequicksearchbox
google @com.google.android.apps.searchlite @com.google.android.gms
google @com.google.android.websearch @com.google.googlemobile @284815942
googlemybusiness gmb
google-play play.google.com @com.android.vending
bing @com.microsoft.bing @com.microsoft.bing.client
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
yandex @ru.yandex.searchplugin @com.yandex.browser @ru.yandex.mobile
daum @net.daum.android.daum
yahoo @jp.co.yahoo.android @com.yahoo.mobile.client.android.search @com.yahoo.search @com.yahoo.mobile.client.android.yahoo
baidu @com.baidu.searchbox
seznam @cz.seznam
qwant @com.qwant
duckduckgo ddg duckduckgo.com duckduckgo.eu ddg.gg duck.com @com.duckduckgo
baidu baidu.* gougou.com
naver =naver.com search.naver.com imagesearch.naver.com @com.nhn.android.search @com.nhncorp.naversearch
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
- plazoo.com plusnetwork.com poisk.ru qualigo.* riksdelen.se rpmfind.net scour.com searchalot.com
- searchcanvas.com searchlock.com searchthis.com searchy.co.uk sharelook.* skynet.be sm.de sosodesktop.com
- startab.me suche.info suchmaschine.com suchnase.de surfcanyon.com talimba.com tarmot.com technorati.com
- teoma.com thesmartsearch.net tixuma.de toolbarhome.com trouvez.com trovarapido.com trusted-search.com
- trusted--search.com twingly.com vinden.nl vindex.nl walhello.* web.nl websearch.com witch.de woopie.jp
- x-recherche.com yasni.* yatedo.* yellowmap.de yougoo.fr zhongsou.com zoek.nl zoeken.nl zoohoo.cz zoznam.sk
- zxuso.com claro-search.com allaverksamheter.se safehomepage.com gooofullsearch.com wwwgoogle.* gogole.*
- gppgle.* googel.* million-short.com millionshort.com peekier.com wiby.me
- marginalia-search.com marginalia.nu yep.com neeva.com.com searx.be oscobo.com info.com
- karmasearch.org freespoke.com oceanhero.today tusksearch.com zapmetasearch.com gexsi.com ecoru.org ekoru.com okeano.com
- elliot4search.com ocean-hero.com getpolarity.com mysearch.info searx.space paulgo.io swisscows.email
- wolframalpha.com yam.com privado.com entireweb.de infinitysearch.co leta.mullvad.net unduck.link alpha-search.com findx.com quant.com
- privacywall.org givero.com ekoru.org searchencrypt.com dogpile.co.uk stract.com lukol.com
. 118700.se 1881.no search.com url.org wow.com start.fyi start.me
. search.ch
`
