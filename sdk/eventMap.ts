/** The types of each event's parameters. A parameter is required if GA4 requires it. Types only. */
import type { EventName, EventParams, Item } from '../wire/event.ts'

interface Money {
  /** The sum of price × quantity, without tax and shipping, in major units of the currency. */
  value: number
  /** ISO 4217. */
  currency: string
}

/** GA4 requires an id or a name for each item. */
type IdentifiedItem = Item & ({ item_id: string } | { item_name: string })

type Commerce = EventParams & Money & { items: IdentifiedItem[] }

/** A value is optional, but it needs its currency. */
type OptionalMoney = EventParams & (Money | { value?: undefined })

/** The parameters by the event's name: GA4's names and the other spellings that are accepted. */
export interface EventMap extends Record<EventName, EventParams> {
  page_view: OptionalMoney
  view_item: Commerce
  product_view: Commerce
  view_product: Commerce
  search: OptionalMoney & { search_term: string }
  add_to_wishlist: Commerce
  add_to_cart: Commerce
  remove_from_cart: Commerce
  begin_checkout: Commerce & { coupon?: string }
  initiate_checkout: EventMap['begin_checkout']
  checkout: EventMap['begin_checkout']
  add_payment_info: Commerce & { coupon?: string; payment_type?: string }
  generate_lead: OptionalMoney & { lead_source?: string }
  lead: EventMap['generate_lead']
  sign_up: OptionalMoney & { method?: string }
  register: EventMap['sign_up']
  purchase: Commerce & { transaction_id: string; tax?: number; shipping?: number; coupon?: string }
  refund: EventParams & Money & { transaction_id: string }
}

/** The arguments of `track()` after the name. They may be left out only if no parameter is required. */
export type ParamsOf<Name extends string> = Name extends keyof EventMap
  ? Record<never, never> extends EventMap[Name]
    ? [params?: EventMap[Name]]
    : [params: EventMap[Name]]
  : [params?: OptionalMoney]
