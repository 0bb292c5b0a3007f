/** How a page tells the shop's script what to track: the agreement between the server's markup and the browser. */
import type { EventName, EventParams } from '../wire/event.ts'

/** An event as `tracker.track` takes it. */
export interface Told {
  name: EventName
  params: EventParams
}

/** Id of the JSON block with what the page tracks as it loads: `Told[]`. */
export const PAGE_EVENTS_ID = 'page-events'

/** Forms that track on submit carry their event as JSON in `data-track`; `completed` adds what was filled in. */
export const trackAttribute = (name: EventName, params: EventParams): string =>
  JSON.stringify({ name, params } satisfies Told)

/** What the visitor filled in, as text; `quantityWas` is what a cart's row (`data-quantity-was`) held before. */
export interface Filled {
  payment?: string
  quantity?: string
  quantityWas?: string
}

/**
 * The form's event with what was chosen in it: the payment type, or the number of pieces. Of a changed quantity only
 * the difference counts: fewer are `remove_from_cart`, none changed is null.
 */
export function completed({ name, params }: Told, { payment, quantity, quantityWas }: Filled): Told | null {
  if (payment) return { name, params: { ...params, payment_type: payment } }
  if (!params.items || quantity === undefined) return { name, params }
  const more = Math.trunc(Number(quantity)) - Number(quantityWas ?? 0)
  if (!more) return null
  const count = Math.abs(more)
  return {
    name: more > 0 ? 'add_to_cart' : 'remove_from_cart',
    params: {
      ...params,
      // Kopecks as whole numbers: a sum of fractions must not become 3751.4999…
      value: params.items.reduce((sum, { price = 0 }) => sum + Math.round(price * 100) * count, 0) / 100,
      items: params.items.map((item) => ({ ...item, quantity: count })),
    },
  }
}
