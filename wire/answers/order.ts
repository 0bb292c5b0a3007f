/** An order, and the touches that it is credited to. */
import { z } from 'zod'
import {
  adConsent,
  currency,
  instant,
  itemAnswer,
  money,
  orderStatus,
  sharedUserIds,
  text,
  warning,
} from './values.ts'

/** What brought a session. */
export const touchAnswer = z.strictObject({
  ts: instant,
  session_id: text,
  channel: z.string(),
  source: z.string(),
  medium: z.string(),
  campaign: text,
  content: text,
  term: text,
  click_id_kind: text,
  referrer: text,
})
export type Touch = z.infer<typeof touchAnswer>

export const orderAnswer = z.strictObject({
  transaction_id: z.string(),
  site: z.string(),
  ts: instant,
  status: orderStatus,
  value: z.number(),
  refunded: z.number(),
  currency,
  revenue: money.describe('The amount in the reports, in the site’s currency. Null while no rate is known.'),
  confirmed: z.boolean().describe('Whether the shop’s server has reported the order.'),
  held: z
    .boolean()
    .describe(
      'Only a page has reported it, with an unusual amount: it is in no report until it is accepted.',
    ),
  value_complete: z
    .boolean()
    .describe(
      'False: the amount is only what is known of it, because a part of what was sent could not be read.',
    ),
  visitor_id: text,
  session_id: text,
  items: z.array(itemAnswer),
  ad_consent: adConsent
    .nullable()
    .describe('What the buyer has agreed to for ads, by the server or else by the page. Null: not stated.'),
  browser: z
    .strictObject({ ts: instant, value: z.number(), currency })
    .nullable()
    .describe('What the page reported.'),
  server: z
    .strictObject({
      ts: instant.nullable(),
      status: orderStatus,
      value: z.number(),
      refunded: money,
      currency,
    })
    .nullable()
    .describe('What the shop’s server reported. If the two differ, this one counts.'),
})
export type Order = z.infer<typeof orderAnswer>

const pathTouch = touchAnswer.extend({ landing_page: text })

/** The path of an order: the touches up to it, in order of time. */
export const attributionAnswer = z.strictObject({
  first: pathTouch.nullable(),
  last: pathTouch.nullable().describe('The last touch that was not direct, where there is one.'),
  touches: z.array(pathTouch),
})
export type Attribution = z.infer<typeof attributionAnswer>

/** Orders to look into: those that are held, the newest first, with what all of them amount to; those with `value_complete: false`; and user ids that link no browsers. */
export const heldOrdersAnswer = z.strictObject({
  rows: z.array(orderAnswer).describe('The newest 100.'),
  total: z
    .array(z.strictObject({ currency, orders: z.int(), value: z.number() }))
    .describe('Of the newest 1,000, in major units of each currency.'),
  incomplete: z.array(orderAnswer).describe('The newest 100 orders whose amount is not known as a whole.'),
  shared_user_ids: sharedUserIds,
})
export type HeldOrders = z.infer<typeof heldOrdersAnswer>

export const orderShown = z.strictObject({
  order: orderAnswer,
  attribution: attributionAnswer,
  warnings: z
    .array(warning)
    .optional()
    .describe('Of a report: fields of items that were left out, and amounts that could not be read.'),
})
export type OrderShown = z.infer<typeof orderShown>
