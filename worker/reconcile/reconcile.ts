/** Compares the shop's own orders with the tracked ones: what is missing, what differs, what has a known source. */
import type {
  ReconcileEntry,
  ReconcileList,
  ReconcileSums,
  Reconciliation,
} from '../../wire/answers/reconcile.ts'
import { toMajor } from '../../wire/money.ts'
import { SOURCELESS_CHANNELS } from '../../wire/query.ts'
import { iso, utcDay } from '../../wire/time.ts'
import { ratio } from '../stats/figures.ts'
import type { Unconverted } from '../stats/unconverted.ts'
import { factorOn } from '../store/factorOn.ts'
import type { RateRow, SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { chooseIds } from './chooseIds.ts'
import { readExport } from './readExport.ts'
import type { ShopFile } from './readShopFile.ts'
import { readShopOrders, type ShopOrder } from './shopOrders.ts'
import { idLists, type TrackedOrder, trackedWithIds, trackedWithoutIds } from './trackedOrders.ts'

/** One order as each side has it. Null: this side does not have it. */
interface Pair {
  shop: ShopOrder | null
  tracked: TrackedOrder | null
  /** What was paid, in minor units of the site's currency. Null: no exchange rate is known. */
  shop_minor: number | null
  differs: ReconcileEntry['differs']
}

/** The longest list of orders or rows in the answer. The counts are of all. */
const MAX_LISTED = 1000

/** @param file with at most 20,000 orders */
export async function reconcile(store: Store, site: SiteRow, file: ShopFile): Promise<Reconciliation> {
  const { table } = file
  const { rows, mark, unknownStatuses } = table
    ? readExport(table, site.timezone, await chooseIds(store, site, table))
    : { rows: file.rows, mark: file.mark, unknownStatuses: [] }
  const { orders, unreadable, ids } = readShopOrders(rows, site, mark)
  const lists = idLists(ids)
  const isForeign = orders.some(({ currency }) => currency !== site.currency)
  const [found, rates] = await Promise.all([
    trackedWithIds(store, site, lists),
    isForeign ? store.rates(site.id) : [],
  ])
  const known = new Map(found.map((order) => [order.transaction_id, order]))
  const toSiteCurrency = converter(site, rates)
  const pairs = orders.map((shop): Pair => {
    const tracked = known.get(shop.transaction_id) ?? null
    const shop_minor = isPaid(shop) ? toSiteCurrency(shop, tracked) : 0
    return { shop, tracked, shop_minor, differs: tracked ? differences(shop, tracked) : [] }
  })
  const interval = intervalOf(pairs)
  const others = interval
    ? await trackedWithoutIds(store, site, interval, lists, MAX_LISTED)
    : { orders: [], count: 0, revenue_minor: 0 }

  const sums = (some: Pair[]): ReconcileSums => ({
    count: some.length,
    shop_revenue: total(some, ({ shop_minor }) => shop_minor, site),
    tracked_revenue: total(some, ({ tracked }) => tracked?.revenue_minor, site),
  })
  const listed = (some: Pair[]): ReconcileList => ({
    ...sums(some),
    orders: some.slice(0, MAX_LISTED).map(entry),
  })
  const both = pairs.filter(({ tracked }) => tracked)
  const paid = pairs.filter(({ shop }) => shop && isPaid(shop))
  const sourced = paid.filter(
    ({ tracked }) => tracked?.channel && !SOURCELESS_CHANNELS.includes(tracked.channel),
  )
  const [all, credited] = [sums(paid), sums(sourced)]
  return {
    site: site.site,
    currency: site.currency,
    format: table?.format ?? 'plain',
    value_column: table?.valueTitle ?? null,
    unknown_statuses: unknownStatuses.slice(0, MAX_LISTED),
    period: interval && { from: iso(interval.from_ms), to: iso(interval.to_ms), timezone: site.timezone },
    shop: sums(pairs),
    matched: sums(both.filter(({ differs }) => !differs.length)),
    differ: listed(both.filter(({ differs }) => differs.length)),
    never_seen: listed(pairs.filter(({ tracked }) => !tracked)),
    not_seen_by_browser: listed(both.filter(({ tracked }) => !tracked!.in_browser)),
    only_tracked: {
      count: others.count,
      shop_revenue: 0,
      tracked_revenue: toMajor(others.revenue_minor, site.currency),
      orders: others.orders.map((tracked) => entry({ shop: null, tracked, shop_minor: 0, differs: [] })),
    },
    known_source: {
      revenue: credited.shop_revenue,
      revenue_percent: ratio(credited.shop_revenue, all.shop_revenue, 100),
      orders: credited.count,
      orders_percent: ratio(credited.count, all.count, 100),
    },
    unconverted: unconverted(pairs),
    invalid: { count: unreadable.length, rows: unreadable.slice(0, MAX_LISTED) },
  }
}

/** An order without a status counts as paid. */
const isPaid = ({ status }: ShopOrder): boolean => (status ?? 'paid') === 'paid'

/** What the shop kept of an order's value, in minor units of the order's currency. */
const keptOf = ({ value_minor, refunded_minor }: ShopOrder): number =>
  Math.max(0, value_minor - (refunded_minor ?? 0))

const total = (pairs: Pair[], minor: (pair: Pair) => number | null | undefined, site: SiteRow): number =>
  toMajor(
    pairs.reduce((sum, pair) => sum + (minor(pair) ?? 0), 0),
    site.currency,
  )

/**
 * If the shop states no status and no refund, these do not differ. If it states no currency, its currency is the site's. Of an
 * order that is refunded or cancelled as a whole, the status says all.
 */
function differences(shop: ShopOrder, tracked: TrackedOrder): ReconcileEntry['differs'] {
  const value = toMajor(shop.value_minor, shop.currency)
  return [
    ...(value === toMajor(tracked.value_minor, tracked.currency) ? [] : (['value'] as const)),
    ...(shop.currency === tracked.currency ? [] : (['currency'] as const)),
    ...(shop.status === null || shop.status === tracked.status ? [] : (['status'] as const)),
    ...(shop.refunded_minor === null ||
    shop.refunded_minor === tracked.refunded_minor ||
    !isPaid(shop) ||
    tracked.status !== 'paid'
      ? []
      : (['refunded'] as const)),
  ]
}

/**
 * Returns a function that converts what the shop kept of an order's value to minor units of the site's currency, by the exchange
 * rate of its day (UTC), or the last one before. The day is that of the tracked order, if there is one, so that both
 * sides of an order are converted alike. Null: no rate is known.
 */
function converter(site: SiteRow, rates: RateRow[]) {
  const factorOf = factorOn(rates)
  return (shop: ShopOrder, tracked: TrackedOrder | null): number | null => {
    const { currency, placed } = shop
    const kept_minor = keptOf(shop)
    if (currency === site.currency) return kept_minor
    const ms = tracked?.ordered_ms ?? (placed && (placed.from_ms + placed.to_ms) / 2)
    if (ms === null) return null
    const factor = factorOf(currency, utcDay(ms))
    return factor === null ? null : Math.round(kept_minor * factor)
  }
}

/** From the first order to the last: by the times that the shop states, or, if it states none, by the tracked times. */
function intervalOf(pairs: Pair[]): { from_ms: number; to_ms: number } | null {
  const stated = pairs.flatMap(({ shop }) => shop?.placed ?? [])
  const tracked = pairs.flatMap(({ tracked }) =>
    tracked ? { from_ms: tracked.ordered_ms, to_ms: tracked.ordered_ms + 1 } : [],
  )
  const times = stated.length ? stated : tracked
  if (!times.length) return null
  return times.reduce((all, { from_ms, to_ms }) => ({
    from_ms: Math.min(all.from_ms, from_ms),
    to_ms: Math.max(all.to_ms, to_ms),
  }))
}

const entry = ({ shop, tracked, differs }: Pair): ReconcileEntry => ({
  line: shop?.line ?? null,
  transaction_id: (shop ?? tracked)!.transaction_id,
  shop: shop && {
    value: toMajor(shop.value_minor, shop.currency),
    currency: shop.currency,
    status: shop.status,
    ts: shop.placed && iso(shop.placed.from_ms),
  },
  tracked: tracked && {
    value: toMajor(tracked.value_minor, tracked.currency),
    currency: tracked.currency,
    status: tracked.status,
    ts: iso(tracked.ordered_ms),
    refunded: toMajor(tracked.refunded_minor, tracked.currency),
    seen_by_browser: tracked.in_browser === 1,
  },
  differs,
})

function unconverted(pairs: Pair[]): Unconverted[] {
  const without = pairs.flatMap(({ shop, shop_minor }) => (shop && shop_minor === null ? shop : []))
  return [...Map.groupBy(without, ({ currency }) => currency)].map(([currency, orders]) => ({
    currency,
    orders: orders.length,
    revenue: toMajor(
      orders.reduce((sum, order) => sum + keptOf(order), 0),
      currency,
    ),
  }))
}
