/** Holds the shop's own orders against the tracked ones: what is missing, what differs, what has a known source. */
import type {
  ReconcileEntry,
  ReconcileList,
  ReconcileSums,
  Reconciliation,
} from '../../wire/answers/reconcile.ts'
import { toMajor } from '../../wire/money.ts'
import type { TableRow } from '../files/table.ts'
import { ratio } from '../stats/figures.ts'
import type { Unconverted } from '../stats/unconverted.ts'
import type { RateRow, SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { readShopOrders, type ShopOrder } from './shopOrders.ts'
import { idLists, type Tracked, trackedAlone, trackedAmong } from './trackedOrders.ts'

/** An order on both sides, or on one. `shop_minor`: what was paid, in the site’s currency; null without a rate. */
interface Pair {
  shop: ShopOrder | null
  tracked: Tracked | null
  shop_minor: number | null
  differs: ReconcileEntry['differs']
}

const LISTED = 1000
const UNKNOWN_SOURCES = ['Direct', 'Unassigned']

/** @param rows at most 20,000 */
export async function reconcile(store: Store, site: SiteRow, rows: TableRow[]): Promise<Reconciliation> {
  const { orders, unreadable, ids } = readShopOrders(rows, site)
  const lists = idLists(ids)
  const isForeign = orders.some(({ currency }) => currency !== site.currency)
  const [found, rates] = await Promise.all([
    trackedAmong(store, site, lists),
    isForeign ? store.rates(site.id) : [],
  ])
  const known = new Map(found.map((order) => [order.transaction_id, order]))
  const worth = converter(site, rates)
  const pairs = orders.map((shop): Pair => {
    const tracked = known.get(shop.transaction_id) ?? null
    const shop_minor = isPaid(shop) ? worth(shop, tracked) : 0
    return { shop, tracked, shop_minor, differs: tracked ? differences(shop, tracked) : [] }
  })
  const span = spanOf(pairs)
  const alone = span
    ? await trackedAlone(store, site, span, lists, LISTED)
    : { orders: [], count: 0, revenue_minor: 0 }

  const sums = (some: Pair[]): ReconcileSums => ({
    count: some.length,
    shop_revenue: total(some, ({ shop_minor }) => shop_minor, site),
    tracked_revenue: total(some, ({ tracked }) => tracked?.revenue_minor, site),
  })
  const listed = (some: Pair[]): ReconcileList => ({
    ...sums(some),
    orders: some.slice(0, LISTED).map(entry),
  })
  const both = pairs.filter(({ tracked }) => tracked)
  const paid = pairs.filter(({ shop }) => shop && isPaid(shop))
  const sourced = paid.filter(({ tracked }) => tracked?.channel && !UNKNOWN_SOURCES.includes(tracked.channel))
  const [all, credited] = [sums(paid), sums(sourced)]
  return {
    site: site.site,
    currency: site.currency,
    period: span && { from: iso(span.from_ms), to: iso(span.to_ms), timezone: site.timezone },
    shop: sums(pairs),
    matched: sums(both.filter(({ differs }) => !differs.length)),
    differ: listed(both.filter(({ differs }) => differs.length)),
    never_seen: listed(pairs.filter(({ tracked }) => !tracked)),
    not_seen_by_browser: listed(both.filter(({ tracked }) => !tracked!.in_browser)),
    only_tracked: {
      count: alone.count,
      shop_revenue: 0,
      tracked_revenue: toMajor(alone.revenue_minor, site.currency),
      orders: alone.orders.map((tracked) => entry({ shop: null, tracked, shop_minor: 0, differs: [] })),
    },
    known_source: {
      revenue: credited.shop_revenue,
      revenue_percent: ratio(credited.shop_revenue, all.shop_revenue, 100),
      orders: credited.count,
      orders_percent: ratio(credited.count, all.count, 100),
    },
    unconverted: unconverted(pairs),
    invalid: { count: unreadable.length, rows: unreadable.slice(0, LISTED) },
  }
}

/** What the books do not call otherwise was paid. */
const isPaid = ({ status }: ShopOrder): boolean => (status ?? 'paid') === 'paid'

const total = (pairs: Pair[], minor: (pair: Pair) => number | null | undefined, site: SiteRow): number =>
  toMajor(
    pairs.reduce((sum, pair) => sum + (minor(pair) ?? 0), 0),
    site.currency,
  )

/** A status that the shop does not state cannot differ; a currency that it does not state is the site’s. */
function differences(shop: ShopOrder, tracked: Tracked): ReconcileEntry['differs'] {
  const value = toMajor(shop.value_minor, shop.currency)
  return [
    ...(value === toMajor(tracked.value_minor, tracked.currency) ? [] : (['value'] as const)),
    ...(shop.currency === tracked.currency ? [] : (['currency'] as const)),
    ...(shop.status === null || shop.status === tracked.status ? [] : (['status'] as const)),
  ]
}

/**
 * Minor units of the site's currency for an order of the shop's, by the rate of its day (UTC) or the last one before.
 * The tracked day where there is one, so that both sides of an order are converted alike.
 * @returns null while no rate is known
 */
function converter(site: SiteRow, rates: RateRow[]) {
  const byCurrency = Map.groupBy(rates, ({ currency }) => currency)
  return ({ currency, value_minor, placed }: ShopOrder, tracked: Tracked | null): number | null => {
    if (currency === site.currency) return value_minor
    const ms = tracked?.ordered_ms ?? (placed && (placed.from_ms + placed.to_ms) / 2)
    if (ms === null) return null
    const day = iso(ms).slice(0, 10)
    const rate = byCurrency.get(currency)?.findLast((one) => one.day <= day)
    return rate ? Math.round(value_minor * rate.factor) : null
  }
}

/** The time of the shop's orders as it says, or else as they were tracked. */
function spanOf(pairs: Pair[]): { from_ms: number; to_ms: number } | null {
  const said = pairs.flatMap(({ shop }) => shop?.placed ?? [])
  const seen = pairs.flatMap(({ tracked }) =>
    tracked ? { from_ms: tracked.ordered_ms, to_ms: tracked.ordered_ms + 1 } : [],
  )
  const times = said.length ? said : seen
  if (!times.length) return null
  return times.reduce((span, { from_ms, to_ms }) => ({
    from_ms: Math.min(span.from_ms, from_ms),
    to_ms: Math.max(span.to_ms, to_ms),
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
      orders.reduce((sum, { value_minor }) => sum + value_minor, 0),
      currency,
    ),
  }))
}

const iso = (ms: number) => new Date(ms).toISOString()
