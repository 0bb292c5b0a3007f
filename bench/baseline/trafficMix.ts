/** The standard mix of a shop's traffic: the requests that the script sends. */
import { CHROME } from '../../test/worker/fixtures.ts'
import type { Envelope, WireEvent } from '../../wire/event.ts'

export const SITE = 'shop.example'
export const HEADERS = {
  'content-type': 'text/plain',
  'user-agent': CHROME,
  'accept-language': 'uk-UA,uk;q=0.9,en;q=0.8',
  origin: `https://${SITE}`,
}

/** Shares of sessions with each step. A session has three pages, perhaps a product, a cart, a checkout and a purchase. */
const SHARE = { view_item: 0.6, add_to_cart: 0.2, begin_checkout: 0.1, purchase: 0.03, returning: 0.3 }

/** Numbers in [0, 1) that are the same on every run (mulberry32). */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Makes the body of one request. Its times are those of the call. */
export type Body = () => { body: string; events: number }

export interface Mix {
  /** The requests of the next session, in order. */
  session(): Body[]
}

/**
 * @param name prefix of the ids: another name gives other visitors
 * @param known visitors who have a session in the database; returning visitors are taken from them and from the mix itself
 */
export function createMix(name: string, known: string[] = []): Mix {
  const chance = random([...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7))
  const visitors = [...known]
  let serial = 0
  const unique = () => `${name}-${(++serial).toString(36)}-${Math.floor(chance() * 1e9).toString(36)}`
  const url = (page: string) => `https://${SITE}${page}`

  return {
    session() {
      const at = Date.now()
      const isBack = chance() < SHARE.returning && visitors.length > 0
      const visitor = isBack ? visitors[Math.floor(chance() * visitors.length)]! : `visitor-${unique()}`
      const campaign = Math.floor(chance() * 100)
      const tags = `utm_source=facebook&utm_medium=cpc&utm_campaign=campaign-${campaign}&utm_content=creative-${Math.floor(chance() * 400)}`
      const landing = url(`/landing/${Math.floor(chance() * 2000)}?${tags}&fbclid=${unique()}`)
      const session = { id: unique(), at, url: landing, referrer: 'https://l.facebook.com/' }
      const product = url(`/product/${Math.floor(chance() * 500)}`)
      const item = { item_id: `sku-${campaign}`, item_name: 'Woollen socks', price: 249.5, quantity: 1 }
      const money = { value: 249.5, currency: 'UAH', items: [item] }

      const requests: { name: string; url: string; params?: WireEvent['params'] }[][] = [
        [{ name: 'page_view', url: landing }],
        [{ name: 'page_view', url: product }],
        [{ name: 'page_view', url: url('/cart') }],
      ]
      if (chance() < SHARE.view_item) requests[1]!.push({ name: 'view_item', url: product, params: money })
      const later = (name: 'add_to_cart' | 'begin_checkout' | 'purchase', params: WireEvent['params']) => {
        if (chance() < SHARE[name]) requests.push([{ name, url: url('/cart'), params }])
      }
      later('add_to_cart', money)
      later('begin_checkout', money)
      later('purchase', { ...money, transaction_id: unique() })
      visitors.push(visitor)

      return requests.map((named) => () => {
        const now = Date.now()
        const events = named.map((event) => ({ id: unique(), at: now, visitor, session, ...event }))
        const envelope: Envelope = { v: 1, site: SITE, now, events }
        return { body: JSON.stringify(envelope), events: events.length }
      })
    },
  }
}
