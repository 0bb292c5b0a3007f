/** The parts of a page of the shop, and the frame around every page. */
import { html, raw } from 'hono/html'
import type { Basket } from '../basket.ts'
import { CATEGORIES, categoryPath } from '../catalogue.ts'
import { exampleLinks } from '../exampleLinks.ts'
import { DEMO_SITE, SHOP_NAME } from '../site.ts'
import { PAGE_EVENTS_ID, type PageEvent } from '../tracking.ts'

/** Escaped markup. */
export type Html = ReturnType<typeof html>

export interface Page {
  title: string
  main: Html
  /** Events that the page tracks when it loads, besides the page view. */
  events?: PageEvent[]
  /** HTTP status. Default: 200. */
  status?: number
  /** The words in the search field. */
  words?: string
}

/** JSON inside a script element. `<` is escaped, because `</script>` would end the element. */
const json = (value: unknown) => raw(JSON.stringify(value).replaceAll('<', '\\u003c'))

const adLinks = (workerOrigin: string) => html`
  <aside aria-label="Demonstration"><details class="arrive">
    <summary><span>Demo shop</span> Arrive like a click on an ad</summary>
    <nav aria-label="Arrive like a click on an ad">
      ${exampleLinks().map(({ label, href }) => html`<a href="${href}" rel="noreferrer">${label}</a>`)}
      <a href="/" rel="noreferrer">Direct</a>
      <a class="dashboard" href="${workerOrigin}/">Open the dashboard</a>
    </nav>
  </details></aside>`

const counter = (label: string, path: string, count: number) => html`
  <a href="${path}">${label}${count ? html` <b>${count}<span class="unseen"> inside</span></b>` : ''}</a>`

const header = ({ cart, wishes }: Basket, words: string) => html`
  <header class="top">
    <a class="logo" href="/"><img src="/pictures/logo.svg" alt="" width="34" height="34">${SHOP_NAME}</a>
    <form class="find" role="search" action="/search">
      <label class="unseen" for="find">Search the shop</label>
      <input id="find" name="q" type="search" value="${words}" placeholder="Jugs, linen, honey…" maxlength="80" required>
      <button>Search</button>
    </form>
    <nav class="mine" aria-label="Your things">
      ${counter('Wish list', '/wishlist', wishes.length)}
      ${counter(
        'Cart',
        '/cart',
        cart.reduce((sum, { quantity }) => sum + quantity, 0),
      )}
      <a href="/sign-up">Sign up</a>
    </nav>
    <nav class="shelves" aria-label="Categories">
      ${Object.entries(CATEGORIES).map(([key, label]) => html`<a href="${categoryPath(key)}">${label}</a>`)}
    </nav>
  </header>`

const footer = html`
  <footer class="bottom">
    <p><strong>${SHOP_NAME}</strong><br>Things made by hand in Ukraine</p>
    <nav aria-label="About the shop">
      <a href="/delivery">Delivery and returns</a>
      <a href="/contact">Call me back</a>
      <a href="/sign-up">Sign up</a>
    </nav>
    <p class="quiet">This shop is a demonstration. Nothing is sold, and what you type into its forms is not kept.</p>
  </footer>`

/** The whole document. The tracker is first, so that it has loaded when the shop's own script runs. */
export const render = (page: Page, basket: Basket, workerOrigin: string): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} · ${SHOP_NAME}</title>
<meta name="description" content="Pottery, linen, wool and honey made by hand in Ukraine.">
<link rel="icon" href="/pictures/logo.svg" type="image/svg+xml">
<link rel="stylesheet" href="/shop.css">
<link rel="stylesheet" href="/browse.css">
<link rel="stylesheet" href="/checkout.css">
<script defer src="${workerOrigin}/t.js" data-site="${DEMO_SITE.site}"></script>
<script defer src="/shop.js"></script>
</head>
<body>
<a class="unseen" href="#main">Skip to the content</a>
${adLinks(workerOrigin)}
${header(basket, page.words ?? '')}
<main id="main">${page.main}</main>
${footer}
<script type="application/json" id="${PAGE_EVENTS_ID}">${json(page.events ?? [])}</script>
</body>
</html>`
