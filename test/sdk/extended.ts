/** Pages whose tracker has the second file, for its tests. */
import type { WireEvent } from '../../wire/event.ts'
import { openBrowser, type Page, type PageOptions, SHOP, type Window } from './browser.ts'

export const run = (window: Window, code: string) =>
  new Function('window', 'dataLayer', code)(window, layerOf(window))
export type Layer = Omit<unknown[], 'push'> & { push(...entries: unknown[]): unknown }
export const layerOf = (window: Window, name = 'dataLayer') =>
  (window as unknown as Record<string, Layer>)[name]!
/** Calls `gtag()` as Google's snippet defines it. */
export const gtag = (window: Window, ...command: unknown[]) =>
  run(window, `(function () { dataLayer.push(arguments) })(...${JSON.stringify(command)})`)

export const CART = { currency: 'UAH', value: 420, items: [{ item_id: 'mug', price: 420 }] }
export const ORDER = { ...CART, transaction_id: 'T-1' }
export const sent = (events: WireEvent[]) =>
  events.filter(({ name }) => name !== 'page_view').map(({ name, params }) => [name, params])

/** The events that a page with a data layer sends, without its page view. */
export async function eventsFromLayer(
  before: (window: Window) => void,
  after?: (page: Page) => void,
  datalayer = 'dataLayer',
) {
  const browser = openBrowser()
  const page = browser.open(SHOP, { before })
  page.extend({ site: 'shop.example', datalayer })
  after?.(page)
  await page.rest()
  return sent(browser.events)
}
export const withLayer =
  (...entries: unknown[]) =>
  (window: Window) =>
    void Object.assign(window, { dataLayer: entries })

/** A page with that body, whose tracker has the second file. */
export function opened(
  body: string,
  options: Record<string, string> = {},
  url = SHOP,
  more: PageOptions = {},
) {
  const browser = openBrowser()
  const page = browser.open(url, more)
  page.window.document.body.innerHTML = body
  page.extend({ site: 'shop.example', ...options })
  const element = <T = HTMLAnchorElement & HTMLInputElement>(selector: string) =>
    page.window.document.querySelector(selector) as T
  return { browser, page, element }
}
export type Opened = ReturnType<typeof opened>
/** Dispatches an event on an element of the page. */
export const happen = ({ page, element }: Opened, type: string, selector: string, more: object = {}) => {
  const event = new page.window.Event(type, { bubbles: true, cancelable: true })
  element<EventTarget>(selector).dispatchEvent(Object.assign(event, more) as never)
}
export const click = (on: Opened, selector: string, button = 0) =>
  happen(on, button ? 'auxclick' : 'click', selector, { button })
