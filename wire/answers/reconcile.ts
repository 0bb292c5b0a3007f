/** The shop's own orders compared with the tracked ones. */
import { z } from 'zod'
import { currency, instant, orderStatus, unconverted } from './values.ts'

/** One order by the file or by the tracking. Money is in major units of its own currency. Null: not stated. */
const side = z.strictObject({
  value: z.number(),
  currency,
  status: orderStatus.nullable(),
  ts: instant.nullable(),
})
export type ReconcileSide = z.infer<typeof side>

/**
 * How many orders, and their money in major units of the site's currency: what the shop was paid for them (nothing
 * while pending, cancelled or refunded) and what the reports count of them.
 */
const sums = z.strictObject({ count: z.int(), shop_revenue: z.number(), tracked_revenue: z.number() })
export type ReconcileSums = z.infer<typeof sums>

const entry = z.strictObject({
  line: z.int().nullable().describe('The line in the shop’s file. Null if the order is only tracked.'),
  transaction_id: z.string(),
  shop: side.nullable(),
  tracked: side.extend({ refunded: z.number(), seen_by_browser: z.boolean() }).nullable(),
  differs: z.array(z.enum(['value', 'currency', 'status', 'refunded'])),
})
export type ReconcileEntry = z.infer<typeof entry>

const listed = sums.extend({
  orders: z.array(entry).describe('The first 1,000; the count and the sums are of all.'),
})
export type ReconcileList = z.infer<typeof listed>

export const reconcileAnswer = z.strictObject({
  site: z.string(),
  currency,
  format: z
    .enum(['plain', 'shopify', 'woocommerce'])
    .describe(
      'How the file was read: as an export of a shop system, or as a table with the documented columns.',
    ),
  value_column: z.string().nullable().describe('The title of the column with the amounts of an export.'),
  unknown_statuses: z
    .array(z.string())
    .describe('Statuses of an export that are not known. Their orders are compared, and count as paid.'),
  period: z
    .strictObject({ from: instant, to: instant, timezone: z.string() })
    .nullable()
    .describe('From the first order to the last; null when no order has a time.'),
  shop: sums.describe('All orders of the shop. Each is in one of matched, differ and never_seen.'),
  matched: sums,
  differ: listed,
  never_seen: listed,
  not_seen_by_browser: listed.describe(
    'In the file and tracked, but reported only by the shop’s server, not by a page.',
  ),
  only_tracked: listed.describe('Tracked within the period, but not in the file.'),
  known_source: z
    .strictObject({
      revenue: z.number(),
      revenue_percent: z.number(),
      orders: z.int(),
      orders_percent: z.number(),
    })
    .describe('Paid and credited (last non-direct) to another channel than Direct and Unassigned.'),
  unconverted: z
    .array(unconverted)
    .describe('Paid orders in currencies without a rate. They are counted, but not in the amounts.'),
  invalid: z
    .strictObject({ count: z.int(), rows: z.array(z.strictObject({ line: z.int(), reason: z.string() })) })
    .describe('Rows that could not be read. They are in none of the figures above.'),
})
export type Reconciliation = z.infer<typeof reconcileAnswer>
export type UnreadableRow = Reconciliation['invalid']['rows'][number]
