/** An order as the API shows it, and what brought it. */

import type { Model } from '../../../wire/model.ts'
import { toMajor } from '../../../wire/money.ts'
import { BadParameter } from '../../errors.ts'
import { REVENUE_MINOR } from '../../sqlite/revenueSql.ts'
import type { OrderRow, PathEntry, SiteRow } from '../../store/rows.ts'
import type { Bind, Row, Store } from '../../store/store.ts'
import type { Cell, Column, Page } from '../answer.ts'
import { readPlace, writeCursor } from '../cursor.ts'
import { padded, spent, unpadded } from '../export/lean.ts'
import { boundedPeriod, heading } from '../report.ts'
import type { ReportRequest } from '../request.ts'

const iso = (ms: number) => new Date(ms).toISOString()

/**
 * Money in major units of the order's own currency; `revenue` is what the reports count, in the site's, null while no
 * rate is known. What the page and the server each said stands beside it: where they differ, the server's counts.
 */
export function shownOrder(order: OrderRow, site: SiteRow, revenue: number | null) {
  const { browser, server, currency } = order
  return {
    transaction_id: order.transaction_id,
    site: site.site,
    ts: iso(order.ordered_ms),
    status: order.status,
    value: toMajor(order.value_minor, currency),
    refunded: toMajor(order.refunded_minor, currency),
    currency,
    revenue,
    visitor_id: order.visitor_id,
    session_id: order.session_id,
    items: order.items,
    browser: browser && {
      ts: iso(browser.ms),
      value: toMajor(browser.value_minor, browser.currency),
      currency: browser.currency,
    },
    server: server && {
      ts: server.ms === null ? null : iso(server.ms),
      status: server.status,
      value: toMajor(server.value_minor, server.currency),
      refunded: server.refunded_minor === null ? null : toMajor(server.refunded_minor, server.currency),
      currency: server.currency,
    },
  }
}

const COLUMNS: Column[] = [
  { key: 'transaction_id', label: 'Order', unit: 'text' },
  { key: 'ts', label: 'Time', unit: 'instant' },
  { key: 'status', label: 'Status', unit: 'text' },
  { key: 'value', label: 'Value', unit: 'money' },
  { key: 'refunded', label: 'Refunded', unit: 'money' },
  { key: 'currency', label: 'Currency', unit: 'text' },
  { key: 'revenue', label: 'Revenue', unit: 'money' },
  { key: 'channel', label: 'Channel', unit: 'text' },
  { key: 'source', label: 'Source', unit: 'text' },
  { key: 'medium', label: 'Medium', unit: 'text' },
  { key: 'campaign', label: 'Campaign', unit: 'text' },
  { key: 'content', label: 'Content', unit: 'text' },
  { key: 'visitor_id', label: 'Visitor', unit: 'text' },
  { key: 'session_id', label: 'Session', unit: 'text' },
]

/** Every order of a period, oldest first, whatever its status, with the touch that the model credits most: for the export. */
export async function listOrders(store: Store, site: SiteRow, request: ReportRequest): Promise<Page> {
  if (request.filters.length) throw new BadParameter('filter', 'orders are exported whole')
  const period = await boundedPeriod(store, site, request)
  const after = readPlace(request.cursor, 'orders', 1)
  // The range itself begins at the place: the planner may look for what lies behind it from the period's start on.
  const params: Bind[] = [site.id, after ? Math.max(period.from_ms, after[0]) : period.from_ms, period.to_ms]
  const bind = (value: string | number) => `?${params.push(value)}`
  const rest = after ? ` AND (o.ordered_ms, o.transaction_id) > (${after.map(bind).join(', ')})` : ''
  const sql = `
SELECT ${padded('o.transaction_id')}, o.ordered_ms, o.status, o.value_minor, o.refunded_minor, o.currency, o.visitor_id, o.session_id,
  o.path, CASE WHEN o.counted THEN ${REVENUE_MINOR} ELSE 0 END AS revenue
FROM orders o INDEXED BY orders_by_time
WHERE o.site_id = ?1 AND o.ordered_ms >= ?2 AND o.ordered_ms < ?3${rest}
ORDER BY o.ordered_ms, o.transaction_id
LIMIT ${bind(request.limit)}`
  const rows = await store.rows({ sql, params })
  const last = rows.length === request.limit ? rows.at(-1)! : null
  const next = last && writeCursor('orders', [Number(last[1]), unpadded(last[0]!)])
  return {
    ...heading('orders', site, period, request),
    columns: COLUMNS,
    rows: cellsOf(rows, site, request.model),
    total: {},
    next,
  }
}

function* cellsOf(rows: Row[string][][], site: SiteRow, model: Model): Generator<Cell[]> {
  for (const row of spent(rows)) yield orderCells(row, site, model)
}

/** @param row in the order of the SELECT */
function orderCells(row: Row[string][], site: SiteRow, model: Model): Cell[] {
  const [id, orderedMs, status, value, refunded, ofCurrency, visitorId, sessionId, touches, revenue] = row
  const currency = String(ofCurrency)
  const share = ({ w }: PathEntry) => (w[model] ? w[model][1] - w[model][0] : 0)
  const path = JSON.parse(String(touches)) as PathEntry[]
  const { channel, source, medium, campaign, content } = path.reduce((a, b) => (share(b) > share(a) ? b : a))
  return [
    unpadded(id!),
    iso(Number(orderedMs)),
    status!,
    toMajor(Number(value), currency),
    toMajor(Number(refunded), currency),
    currency,
    revenue === null ? null : toMajor(Number(revenue), site.currency),
    channel,
    source,
    medium,
    campaign,
    content,
    visitorId!,
    sessionId!,
  ]
}

/** The touches up to an order: the first, the last that was not direct where there is one, and all in order of time. */
export function attributionOf({ path }: OrderRow) {
  const credited = (model: 'first' | 'last_non_direct') => {
    const entry = path.find(({ w }) => w[model])
    return entry ? shownTouch(entry) : null
  }
  return { first: credited('first'), last: credited('last_non_direct'), touches: path.map(shownTouch) }
}

const shownTouch = (entry: PathEntry) => ({
  ts: iso(entry.ms),
  session_id: entry.session_id || null,
  channel: entry.channel,
  source: entry.source,
  medium: entry.medium,
  campaign: entry.campaign,
  content: entry.content,
  term: entry.term,
  click_id_kind: entry.click_id_kind,
  referrer: entry.referrer_host,
  landing_page: entry.landing_page,
})
