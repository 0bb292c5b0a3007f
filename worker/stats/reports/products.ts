/** What each product was looked at, put into carts and bought, and what it earned. */
import { exponent, rounded, toMajor } from '../../../wire/money.ts'
import { NOT_SET } from '../../../wire/query.ts'
import { BadParameter } from '../../errors.ts'
import { PRODUCT_COLUMNS } from '../../metrics/columns.ts'
import { REVENUE_MINOR } from '../../sqlite/revenueSql.ts'
import { type SiteRow, STAGES } from '../../store/rows.ts'
import type { Bind, Row, Store } from '../../store/store.ts'
import type { Bounded } from '../../time/period.ts'
import type { Answer, AnswerRow } from '../answer.ts'
import { compareColumns, compareFigures, heldAgainst } from '../compare.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import { condition, ofSession, ofTouch } from '../facts.ts'
import { shifted, shiftOf } from '../period.ts'
import { ALL, boundedPeriod, heading, previousOf } from '../report.ts'
import type { ReportRequest } from '../request.ts'

const SUMS: string[] = PRODUCT_COLUMNS.filter(({ unit }) => unit !== 'text').map(({ key }) => key)

/** Currencies whose minor unit is not a hundredth, with their exponents: for the SQL that turns prices into it. */
const EXPONENTS = Object.fromEntries(
  Intl.supportedValuesOf('currency')
    .filter((currency) => exponent(currency) !== 2)
    .map((currency) => [currency, exponent(currency)]),
)

/** An item is known by its id, or by its name where it has none: renamed, it stays the same product. */
const keyOf = (item: string) =>
  `coalesce('#' || nullif(${item}.value ->> 'item_id', ''), '=' || (${item}.value ->> 'item_name'))`
const NAME = `nullif(i.value ->> 'item_name', '')`
const amountOf = (item: string, name: string, otherwise: number) =>
  `coalesce(${item}.value ->> '${name}', ${otherwise})`

/** Whether item `i` of a list stands there for the first time: what counts lists must not count it again. */
const isFirst = (list: string) => `(i.key = 0 OR NOT EXISTS (
    SELECT 1 FROM json_each(${list}) j WHERE j.key < i.key AND ${keyOf('j')} = ${keyOf('i')}))`

/**
 * One row per item. `views` and `carts` are events in the sessions of the period, `purchases` its counted orders; each
 * counts an item once. `quantity` is what was ordered, given back or not; `revenue` is price times
 * quantity (GA4's `price` is what is left after the `discount`), of which an order's share that was paid and not refunded. Items that add up to their order's value add up
 * to its revenue, to the last cent. With filters, orders count by the touches they are credited to (`model`).
 */
export async function runProducts(store: Store, site: SiteRow, request: ReportRequest): Promise<Answer> {
  const period = await boundedPeriod(store, site, request)
  const offset = readCursor(request.cursor, 'products')
  const shift = request.compare && shiftOf(request.compare, period, request.timezone)
  const [now, before] = await Promise.all([
    count(store, site, request, period, { limit: request.limit, offset }),
    shift && count(store, site, request, shifted(period, shift), { limit: ALL, offset: 0 }),
  ])
  const next = offset + now.rows.length
  return {
    ...heading('products', site, period, request),
    ...previousOf(period, shift),
    columns: before
      ? PRODUCT_COLUMNS.flatMap((one) => (one.unit === 'text' ? one : compareColumns(one)))
      : PRODUCT_COLUMNS,
    rows: before ? heldAgainst(now.rows, before.rows, sums({}, '', site.currency), known) : now.rows,
    total: before ? compareFigures(now.total, before.total) : now.total,
    next: next < now.count ? writeCursor('products', next) : null,
  }
}

/** As `keyOf` has it. */
const known = ({ item_id, item_name }: AnswerRow) => [item_id === NOT_SET ? `=${item_name}` : `#${item_id}`]

/** The items of a period, and the figures of all of them, whatever the limit. */
async function count(
  store: Store,
  site: SiteRow,
  request: ReportRequest,
  period: Bounded,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ rows: AnswerRow[]; total: AnswerRow; count: number }> {
  const params: Bind[] = [site.id, period.from_ms, period.to_ms]
  const bind = (value: string | number) => `?${params.push(value)}`
  const sql = `
WITH facts AS (
${seen(request, bind)}
UNION ALL
${bought(request, bind)}
)
SELECT CASE WHEN facts.key LIKE '#%' THEN substr(facts.key, 2) ELSE '${NOT_SET}' END AS item_id,
  coalesce(substr(max(printf('%015d', ms) || name), 16), '${NOT_SET}') AS item_name,
  ${SUMS.map((key) => `sum(${key}) AS ${key}, sum(sum(${key})) OVER () AS total_${key}`).join(',\n  ')},
  count(*) OVER () AS row_count
FROM facts GROUP BY facts.key
ORDER BY ${orderBy(request)}
LIMIT ${bind(limit)} OFFSET ${bind(offset)}`
  const rows = await store.query({ sql, params })
  return {
    rows: rows.map((row) => ({
      item_id: row.item_id!,
      item_name: row.item_name!,
      ...sums(row, '', site.currency),
    })),
    total: sums(rows[0] ?? {}, 'total_', site.currency),
    count: Number(rows[0]?.row_count ?? 0),
  }
}

type BindValue = (value: string) => string

/** Items of the events in a session; the bits of its stages spare reading the events of the others. */
function seen({ filters }: ReportRequest, bind: BindValue): string {
  return `
SELECT ${keyOf('i')} AS key, ${NAME} AS name, s.started_ms AS ms,
  v.value ->> 'name' = 'view_item' AS views, v.value ->> 'name' = 'add_to_cart' AS carts,
  0 AS purchases, 0 AS quantity, 0 AS revenue
FROM sessions s, json_each(s.events) v, json_each(v.value, '$.items') i
WHERE s.site_id = ?1 AND s.started_ms >= ?2 AND s.started_ms < ?3
  AND s.stages & ${STAGES.view_item | STAGES.add_to_cart}
  AND v.value ->> 'name' IN ('view_item', 'add_to_cart')
  AND ${isFirst(`v.value, '$.items'`)}${filters.map((one) => ` AND ${condition(one, ofSession, bind)}`).join('')}`
}

/** Items of orders; with filters, the shares of those touches that an order is credited to. */
function bought({ filters, model }: ReportRequest, bind: BindValue): string {
  const isWhole = filters.length === 0
  const end = (i: number) => (isWhole ? `${i}` : `(e.value ->> '$.w.${model}[${i}]')`)
  const share = `(${end(1)} - ${end(0)})`
  const conditions = filters.map((one) => ` AND ${condition(one, ofTouch, bind)}`).join('')
  return `
SELECT l.key, l.name, l.ms, 0, 0, l.is_first * ${share}, l.quantity * ${share},
  round(l.minor * ${end(1)}) - round(l.minor * ${end(0)})
FROM (
  SELECT ${keyOf('i')} AS key, ${NAME} AS name, o.ordered_ms AS ms, ${isFirst('o.items')} AS is_first,
    ${amountOf('i', 'quantity', 1)} AS quantity, ${earned(bind(JSON.stringify(EXPONENTS)))} AS minor, o.path
  FROM orders o INDEXED BY orders_by_time, json_each(o.items) i
  WHERE o.counted AND o.site_id = ?1 AND o.ordered_ms >= ?2 AND o.ordered_ms < ?3
) l${isWhole ? '' : `, json_each(l.path) e WHERE json_type(e.value, '$.w.${model}') IS NOT NULL${conditions}`}`
}

/**
 * What line `i` of order `o` earned, in minor units of the site's currency. An order that was given back in part, or
 * paid in another currency, is cut at the rounded running sums of its lines, so that these add up to its revenue.
 */
function earned(exponents: string): string {
  const line = lineMinor('i', exponents)
  const before = `coalesce((SELECT sum(${lineMinor('j', exponents)}) FROM json_each(o.items) j WHERE j.key < i.key), 0)`
  const part = (sum: string) => `round((${sum}) * 1.0 * ${REVENUE_MINOR} / o.value_minor)`
  return `CASE WHEN o.value_minor = o.revenue_minor AND o.value_minor > 0 THEN ${line}
    ELSE coalesce(${part(`${before} + ${line}`)} - ${part(before)}, 0) END`
}

/**
 * Price × quantity in minor units of the order's currency. Decimal text moves the point: 1.005 is taken as written,
 * not as its double, and 15 digits leave the dust of × behind.
 */
const lineMinor = (item: string, exponents: string) => {
  const major = `${amountOf(item, 'price', 0)} * ${amountOf(item, 'quantity', 1)}`
  return `round(CAST(printf('%.15g', ${major}) || 'e' || coalesce(${exponents} ->> o.currency, 2) AS REAL))`
}

/** SQL that orders by the column asked for; equal rows by the item, so that pages do not overlap. */
function orderBy({ sort }: ReportRequest): string {
  if (!sort) return 'sum(revenue) DESC, sum(views) DESC, facts.key'
  const allowed: string[] = PRODUCT_COLUMNS.map(({ key }) => key)
  if (!allowed.includes(sort.key))
    throw new BadParameter(
      'sort',
      `must be one of ${allowed.join(', ')}, with - in front for the largest first`,
    )
  const expression = SUMS.includes(sort.key) ? `sum(${sort.key})` : sort.key
  return `${expression} ${sort.descending ? 'DESC' : 'ASC'}, facts.key`
}

/** Money in major units, credited shares and fractional quantities without the dust of floating point. */
function sums(row: Row, prefix: string, currency: string): AnswerRow {
  const cells: AnswerRow = {}
  for (const key of SUMS) {
    const sum = Number(row[`${prefix}${key}`] ?? 0)
    cells[key] = key === 'revenue' ? toMajor(Math.round(sum), currency) : rounded(sum, 6)
  }
  return cells
}
