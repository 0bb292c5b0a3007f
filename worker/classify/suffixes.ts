/** Domains under which every name has another owner, besides the plain country and second-level ones, as data. */

const words = (text: string) => text.trim().split(/\s+/)

/** Regional and thematic registries. */
export const REGIONAL: ReadonlySet<string> = new Set([
  ...words(`kiev kyiv lviv dp dnepropetrovsk dnipropetrovsk od odesa odessa kh kharkiv kharkov zp zaporizhzhe
    zaporizhzhia zt zhitomir zhytomyr vn vinnica vinnytsia volyn cv chernovtsy chernivtsi cn chernigov chernihiv ck
    cherkassy cherkasy dn donetsk if ivano-frankivsk ks kherson kr kirovograd lg lugansk luhansk lt lutsk mk
    mykolaiv nikolaev pl poltava pp rv rivne rovno sumy sm te ternopil uz uzhgorod uzhhorod km kherson
    khmelnitskiy khmelnytskyi yalta crimea sebastopol sevastopol`).map((name) => `${name}.ua`),
  ...words('spb msk nov pp').map((name) => `${name}.ru`),
  ...words('waw wroclaw krakow lodz poznan gdansk katowice lublin warszawa info.pl').map(
    (name) => `${name}.pl`,
  ),
  ...words('gr lg ed ad').map((name) => `${name}.jp`),
  ...words('re pe kr seoul').map((name) => `${name}.kr`),
  ...words('asso tm').map((name) => `${name}.fr`),
  ...words('bel pol gen av dr bbs name tel k12').map((name) => `${name}.tr`),
  ...words('my desa biz').map((name) => `${name}.id`),
  ...words('eng adv art blog eco ind log rec tur vet wiki').map((name) => `${name}.br`),
  ...words('nhs police').map((name) => `${name}.uk`),
  ...words('geek gen iwi kiwi maori school').map((name) => `${name}.nz`),
  ...words('id asn').map((name) => `${name}.au`),
  ...words('idv game ebiz club').map((name) => `${name}.tw`),
  ...words('idv').map((name) => `${name}.hk`),
])

/** Platforms whose customers each have a subdomain, shop builders first. */
export const SHARED: ReadonlySet<string> = new Set(
  words(`myshopify.com prom.ua horoshop.ua salesdrive.me shop-express.com.ua zakupka.com all.biz deal.by satu.kz
    tiu.ru mybigcommerce.com bigcartel.com ecwid.com company.site shoplazza.com shopline.com
    cafe24.com mystrikingly.com webflow.io wixsite.com wixstudio.io editorx.io squarespace.com weebly.com
    tilda.ws tilda.cc ucoz.ua ucoz.ru ucoz.net ucoz.com jimdosite.com jimdofree.com webnode.page webnode.com
    webnode.cz shoptet.cz myshoptet.com shoprenter.hu unas.hu shoper.pl shoparena.pl iai-shop.com
    yourtechnicaldomain.com
    lightspeedshop.com nuvemshop.com.br lojavirtualnuvem.com.br mitiendanube.com vtexcommercestable.com.br
    vtex.app shopware.store plentymarkets-cloud01.com mozello.shop mozellosite.com simdif.com gumroad.com
    payhip.com sellfy.store itch.io bandcamp.com notion.site super.site framer.website framer.app carrd.co
    github.io gitlab.io netlify.app vercel.app now.sh pages.dev workers.dev herokuapp.com onrender.com fly.dev
    railway.app surge.sh glitch.me repl.co replit.app replit.dev web.app firebaseapp.com appspot.com run.app
    cloudfunctions.net azurewebsites.net azurestaticapps.net cloudapp.net amplifyapp.com elasticbeanstalk.com
    cloudfront.net s3.amazonaws.com lovable.app base44.app bolt.host ngrok.io ngrok.app ngrok-free.app
    trycloudflare.com wpengine.com wpcomstaging.com wpenginepowered.com kinsta.cloud pantheonsite.io
    blogspot.com wordpress.com medium.com substack.com tumblr.com livejournal.com over-blog.com
    translate.goog safeframe.googlesyndication.com eu.org us.com uk.com eu.com de.com gb.net co.com ru.com sa.com`),
)
