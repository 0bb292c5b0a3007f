/** SQL of products: items of the events in sessions, and items of orders, in one table of facts by item. */
import { exponent } from '../../../wire/money.ts'
import { NOT_SET } from '../../../wire/query.ts'
import { ofSession, ofTouch } from '../../sqlite/dimensionSql.ts'
import { type BindValue, filterSql } from '../../sqlite/filterSql.ts'
import { countsSql, REVENUE_MINOR } from '../../sqlite/revenueSql.ts'
import { isCredited } from '../../sqlite/sumSql.ts'
import { totalSql } from '../../sqlite/totalSql.ts'
import { STAGES } from '../../store/rows.ts'
import type { Query } from '../../store/sqlStore.ts'
import type { ProductsPlan } from '../plan.ts'
import { parametersFrom } from './parameters.ts'

const SUMS = ['views', 'carts', 'purchases', 'quantity', 'revenue']

export function productsSql(plan: ProductsPlan): Query {
  const { site, period, page } = plan
  const { params, bind } = parametersFrom(site.id, period.from_ms, period.to_ms)
  const sums = SUMS.map(
    (key) => `${totalSql(key)} AS ${key},\n  ${totalSql(totalSql(key))} OVER () AS total_${key}`,
  )
  const sql = `WITH facts AS (
${eventItemsSql(plan, bind)}
  UNION ALL
${orderItemsSql(plan, bind)}
)
SELECT
  CASE WHEN facts.key LIKE '#%' THEN substr(facts.key, 2) ELSE '${NOT_SET}' END AS item_id,
  coalesce(substr(max(printf('%015d', ms) || name), 16), '${NOT_SET}') AS item_name,
  ${sums.join(',\n  ')},
  count(*) OVER () AS row_count
FROM facts
GROUP BY facts.key
ORDER BY ${orderSql(plan, bind)}
LIMIT ${bind(page.limit)} OFFSET ${bind(page.offset)}`
  return { sql, params }
}

/** Sorts by a sum or a name, and equal rows by the item, so that no row is on two pages of the list. */
const orderSql = ({ order, first }: ProductsPlan, bind: BindValue): string =>
  [
    ...(first.length
      ? [`facts.key IN (SELECT value FROM json_each(${bind(JSON.stringify(first))})) DESC`]
      : []),
    ...order.map(
      ({ key, descending }) => `${SUMS.includes(key) ? totalSql(key) : key} ${descending ? 'DESC' : 'ASC'}`,
    ),
    'facts.key',
  ].join(', ')

/** The key of an item: its id, or its name if it has no id. A product with an id may be renamed and stays the same. */
const keyOf = (item: string) =>
  `coalesce('#' || nullif(${item}.value ->> 'item_id', ''), '=' || (${item}.value ->> 'item_name'))`
const NAME = `nullif(i.value ->> 'item_name', '')`
const refundedOf = (item: string) => `coalesce(${item}.value ->> 'refunded_minor', 0)`
const amountOf = (item: string, name: string, otherwise: number) =>
  `coalesce(${item}.value ->> '${name}', ${otherwise})`

/** Whether `i` is the first line of its item in the list. Each item of a list counts once. */
const isFirst = (list: string) => `(i.key = 0 OR NOT EXISTS (
    SELECT 1 FROM json_each(${list}) j WHERE j.key < i.key AND ${keyOf('j')} = ${keyOf('i')}))`

/** Items of the events in sessions. Only sessions whose stages have a product event are read. */
const eventItemsSql = ({ filters }: ProductsPlan, bind: BindValue) => `  SELECT ${keyOf('i')} AS key,
    ${NAME} AS name, s.started_ms AS ms,
    v.value ->> 'name' = 'view_item' AS views, v.value ->> 'name' = 'add_to_cart' AS carts,
    0 AS purchases, 0 AS quantity, 0 AS revenue
  FROM sessions s, json_each(s.events) v, json_each(v.value, '$.items') i
  WHERE s.site_id = ?1 AND s.started_ms >= ?2 AND s.started_ms < ?3 AND NOT s.excluded
    AND s.stages & ${STAGES.view_item | STAGES.add_to_cart}
    AND v.value ->> 'name' IN ('view_item', 'add_to_cart')
    AND ${isFirst(`v.value, '$.items'`)}${filterSql(filters, ofSession, bind)}`

/** Items of orders. With filters, an item counts in the part that is credited to the touches that match them. */
function orderItemsSql({ site, filters, model }: ProductsPlan, bind: BindValue): string {
  const isWhole = filters.length === 0
  const end = (i: number) => (isWhole ? `${i}` : `(e.value ->> '$.w.${model}[${i}]')`)
  const share = `(${end(1)} - ${end(0)})`
  const conditions = filterSql(filters, ofTouch, bind)
  const exponents = bind(JSON.stringify(EXPONENTS))
  return `  SELECT l.key, l.name, l.ms, 0, 0, l.is_first * ${share}, l.quantity * ${share},
    round(l.minor * ${end(1)}) - round(l.minor * ${end(0)})
  FROM (
    SELECT ${keyOf('i')} AS key, ${NAME} AS name, o.ordered_ms AS ms, ${isFirst('o.items')} AS is_first,
      ${amountOf('i', 'quantity', 1)} AS quantity, ${earnedSql(exponents)} AS minor, o.path
    FROM orders o INDEXED BY orders_by_time, json_each(o.items) i
    WHERE ${countsSql(site)} AND o.site_id = ?1 AND o.ordered_ms >= ?2 AND o.ordered_ms < ?3
  ) l${isWhole ? '' : `, json_each(l.path) e WHERE ${isCredited(model)}${conditions}`}`
}

/**
 * The revenue of line `i` of order `o`, in minor units of the site's currency. If the order was partly refunded, or paid
 * in another currency, each line gets the rounded share of the lines up to it, less that of the lines before it. So the
 * lines add up to the order's revenue exactly. What was refunded of a certain line is taken from this line before.
 */
function earnedSql(exponents: string): string {
  const keptOf = (item: string) => `(${lineMinorSql(item, exponents)} - ${refundedOf(item)})`
  const line = keptOf('i')
  const before = `(SELECT ${totalSql(keptOf('j'))} FROM json_each(o.items) j WHERE j.key < i.key)`
  const kept = `(o.value_minor - (SELECT ${totalSql(refundedOf('j'))} FROM json_each(o.items) j))`
  const part = (sum: string) => `round((${sum}) * 1.0 * ${REVENUE_MINOR} / ${kept})`
  return `CASE WHEN o.value_minor = o.revenue_minor AND o.value_minor > 0 THEN ${line}
    ELSE coalesce(${part(`${before} + ${line}`)} - ${part(before)}, 0) END`
}

/** Currencies whose minor unit is not a hundredth, with the number of their decimals. */
const EXPONENTS = Object.fromEntries(
  Intl.supportedValuesOf('currency')
    .filter((currency) => exponent(currency) !== 2)
    .map((currency) => [currency, exponent(currency)]),
)

/**
 * Price × quantity in minor units of the order's currency. The decimal point is moved in the text, so that 1.005 is read
 * exactly as it is written. The product is written with 15 digits, which removes the rounding error of the multiplication.
 */
const lineMinorSql = (item: string, exponents: string) => {
  const major = `${amountOf(item, 'price', 0)} * ${amountOf(item, 'quantity', 1)}`
  return `round(CAST(printf('%.15g', ${major}) || 'e' || coalesce(${exponents} ->> o.currency, 2) AS REAL))`
}
