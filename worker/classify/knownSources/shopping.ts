/** Shopping sites that send visitors, in the notation that ../knownSources.ts explains. */
export const shopping = `
amazon amazon.* aax.amazon-adsystem.com aax-us-east.amazon-adsystem.com amazon-adsystem.com amzn.to a.co amzn.eu
amazon amzn.asia @com.amazon.mshop @com.amazon.shopping @com.amazon.amazon @297606951
ebay ebay.* ebay.us ebay.to @com.ebay
etsy etsy.com etsy.me @com.etsy
alibaba alibaba.com
aliexpress aliexpress.* @com.alibaba.aliexpress @com.alibaba.aliexpresshd
taobao taobao.com tmall.com
1688 1688.com
jd jd.com
walmart walmart.* @com.walmart
mercadolibre mercadolivre mercadolibre.* mercadolivre.com.br mercadoshops.com @com.mercadolibre
shopify shopify.com @com.shopify
shop.app shop.app @com.shopify.arrive
stripe =stripe.com checkout.stripe.com
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
olx olx.* @com.olx @ua.slando @pl.tablica
hotline hotline.ua
e-katalog ek.ua e-katalog.* e-katalog.ru
nadavi nadavi.net nadavi.com.ua
magazilla m.ua
kasta kasta.ua modnakasta.ua @com.modnakasta
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
trendyol trendyol.com @trendyol.com
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
temu temu.com @com.einnovation.temu
shein shein.* @com.zzkko
wish wish.com @com.contextlogic.wish
* zakupka.com maudau.com.ua shafa.ua izi.ua bizator.ua besplatka.ua epicentrk.ua
* shopping.com shopmania.* bizrate.com nextag.com pricegrabber.com priceminister.com fnac.com rueducommerce.fr
* ladenzeile.de billiger.de guenstiger.de preisvergleich.de geizhals.* toppreise.ch trovaprezzi.it
* depop.com poshmark.com mercari.com vinted.* wallapop.com subito.it kaufland.de dealabs.com mydealz.de
* hotukdeals.com slickdeals.net pepper.pl pepper.ru chollometro.com retailmenot.com joinhoney.com
- target.com bestbuy.com honey.com ciao.* asos.com zara.com forever21.com hm.com gap.com macys.com nordstrom.com
- net-a-porter.com farfetch.com fashionnova.com romwe.com zaful.com boohoo.com prettylittlething.com bukalapak.com
- bhphotovideo.com microcenter.com ikea.com homedepot.com lowes.com instacart.com doordash.com ubereats.com zalando.*
. price.ua price.ru
. @com.target.ui @com.bestbuy @com.newegg @com.wayfair @com.ikea @com.homedepot @com.lowes @com.overstock @com.zalando
. @fr.vinted @com.shopee @com.lazada @com.flipkart @com.tokopedia @com.wildberries @ru.ozon @com.wallapop @com.depop
. @com.thirdrock.fivemiles @com.contextlogic.geek @com.alibaba.intl @com.taobao @com.jingdong @com.rakuten @com.mercari
* shopstyle.* lyst.* wayfair.com overstock.com newegg.com
`
