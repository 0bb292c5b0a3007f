/** How the pages state what the shop's script tracks. Used by the server, which writes it, and by the script. */
import type { EventName, EventParams } from '../wire/event.ts'

/** An event as `tracker.track` takes it. */
export interface PageEvent {
  name: EventName
  params: EventParams
}

/** Id of the JSON block with the events that the page tracks when it loads: `PageEvent[]`. */
export const PAGE_EVENTS_ID = 'page-events'

/** The attribute `data-track` of a form that tracks on submit: its event as JSON. `completed` adds the form's values. */
export const trackAttribute = (name: EventName, params: EventParams): string =>
  JSON.stringify({ name, params } satisfies PageEvent)

/** What the visitor filled in, as text. `quantityWas` is the quantity that a row of the cart had before. */
interface FormValues {
  payment?: string
  quantity?: string
  quantityWas?: string
}

/**
 * The form's event with the chosen payment type or quantity. For a row of the cart, only the change counts: a smaller quantity
 * becomes `remove_from_cart`. Null if nothing has changed.
 */
export function completed(
  { name, params }: PageEvent,
  { payment, quantity, quantityWas }: FormValues,
): PageEvent | null {
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
