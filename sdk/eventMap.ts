/** What TypeScript asks of an event: the parameters that GA4 requires of it. Types only. */
import type { EventName, EventParams, Item } from '../wire/event.ts'

interface Money {
  /** Σ price × quantity, without tax and shipping. */
  value: number
  /** ISO 4217. */
  currency: string
}

/** GA4 wants a number or a name of each item. */
type Named = Item & ({ item_id: string } | { item_name: string })

type Commerce = EventParams & Money & { items: Named[] }

/** A value means nothing without its currency. */
type Open = EventParams & (Money | { value?: undefined })

/** Parameters by event, in GA4's spelling and in the others that are accepted. */
export interface EventMap extends Record<EventName, EventParams> {
  page_view: Open
  view_item: Commerce
  product_view: Commerce
  view_product: Commerce
  search: Open & { search_term: string }
  add_to_wishlist: Commerce
  add_to_cart: Commerce
  remove_from_cart: Commerce
  begin_checkout: Commerce & { coupon?: string }
  initiate_checkout: EventMap['begin_checkout']
  checkout: EventMap['begin_checkout']
  add_payment_info: Commerce & { coupon?: string; payment_type?: string }
  generate_lead: Open & { lead_source?: string }
  lead: EventMap['generate_lead']
  sign_up: Open & { method?: string }
  register: EventMap['sign_up']
  purchase: Commerce & { transaction_id: string; tax?: number; shipping?: number; coupon?: string }
  refund: EventParams & Money & { transaction_id: string }
}

/** The parameters of `track()` after the name: they may be left out only where none is required. */
export type ParamsOf<Name extends string> = Name extends keyof EventMap
  ? Record<never, never> extends EventMap[Name]
    ? [params?: EventMap[Name]]
    : [params: EventMap[Name]]
  : [params?: Open]
