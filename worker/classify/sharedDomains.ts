/**
 * Domains of platforms whose customers each have a subdomain (`shop1.prom.ua`), shop builders first. Only those that the
 * Public Suffix List lacks: the others (`myshopify.com`, `github.io`, …) come with tldts.
 */
export const SHARED_DOMAINS: ReadonlySet<string> = new Set(
  `prom.ua horoshop.ua salesdrive.me shop-express.com.ua zakupka.com all.biz deal.by satu.kz tiu.ru
  mybigcommerce.com bigcartel.com ecwid.com company.site shoplazza.com shopline.com cafe24.com mystrikingly.com
  squarespace.com weebly.com tilda.ws tilda.cc ucoz.ua ucoz.ru ucoz.net ucoz.com jimdosite.com jimdofree.com
  webnode.page webnode.com webnode.cz shoptet.cz myshoptet.com shoprenter.hu unas.hu shoper.pl iai-shop.com
  yourtechnicaldomain.com lightspeedshop.com nuvemshop.com.br lojavirtualnuvem.com.br mitiendanube.com
  vtexcommercestable.com.br vtex.app plentymarkets-cloud01.com mozello.shop mozellosite.com simdif.com
  gumroad.com payhip.com itch.io bandcamp.com super.site glitch.me wpengine.com wpcomstaging.com kinsta.cloud
  wordpress.com medium.com substack.com tumblr.com livejournal.com over-blog.com
  safeframe.googlesyndication.com`.split(/\s+/),
)
