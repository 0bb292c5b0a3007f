/** How often each product was viewed, put into carts and bought, and what it earned. */

import type { AnswerRow } from '../../../wire/answers/report.ts'
import { rounded, toMajor } from '../../../wire/money.ts'
import { NOT_SET } from '../../../wire/query.ts'
import type { Engine } from '../../engine/engine.ts'
import type { ProductsPlan } from '../../engine/plan.ts'
import { PRODUCT_COLUMNS } from '../../metrics/columns.ts'
import type { SiteRow } from '../../store/rows.ts'
import type { Row } from '../../store/sqlStore.ts'
import type { Bounded } from '../../time/period.ts'
import { compareFigures, compareWithPrevious } from '../compare.ts'
import { boundedPeriod, shifted, shiftOf } from '../comparedPeriod.ts'
import { pageOf } from '../cursor.ts'
import { orderOf } from '../order.ts'
import { answerOf, type Report, requestOf } from '../report.ts'
import type { ReportRequest } from '../request.ts'

const NAMES = PRODUCT_COLUMNS.filter(({ unit }) => unit === 'text')
const FIGURES = PRODUCT_COLUMNS.filter(({ unit }) => unit !== 'text')

/**
 * One row for each item.
 * - `views`, `carts`: events in the sessions of the period. An event counts an item once.
 * - `purchases`: counted orders of the period. An order counts an item once.
 * - `quantity`: how many were ordered, refunded ones included.
 * - `revenue`: price times quantity, less what was refunded of the item, and reduced in proportion to what else was refunded
 *   of the order. `price` is after the discount, as in GA4. If the items of an order add up to its value, their revenue adds up to its revenue exactly.
 *
 * With filters, an order counts for the touches to which `model=` gives its credit.
 */
export const products: Report = async (context) => {
  const { engine, site } = context
  const request = requestOf(context)
  const keys = PRODUCT_COLUMNS.map(({ key }) => key)
  // The engine also sorts by the items' ids, so that equal rows always have the same order.
  const order = orderOf(request, keys, ['revenue', 'views'], [])
  const { page, next } = pageOf(request, 'products')
  const period = await boundedPeriod(engine, site, request.period)
  const shift = shiftOf(request, period)
  const current = await readItems(engine, site, request, period, { order, page, first: [] })
  const shown = current.rows.flatMap(namesOf)
  const previous =
    shift &&
    (await readItems(engine, site, request, shifted(period, shift), {
      order,
      page: { offset: 0, limit: Math.max(1, shown.length) },
      first: shown,
    }))
  return answerOf(site, request, {
    ...{ report: 'products', period, shift, names: NAMES, figures: FIGURES },
    rows: previous
      ? compareWithPrevious(current.rows, previous.rows, sumsOf({}, '', site.currency), namesOf)
      : current.rows,
    total: previous ? compareFigures(current.total, previous.total) : current.total,
    next: next(current.rows.length, current.count),
  })
}

/** The key of an item: its id, or its name if it has no id. */
const namesOf = ({ item_id, item_name }: AnswerRow) => [item_id === NOT_SET ? `=${item_name}` : `#${item_id}`]

/** A page of the items of a period, with the total and the number of all items. */
async function readItems(
  engine: Engine,
  site: SiteRow,
  { filters, model }: ReportRequest,
  period: Bounded,
  wanted: Pick<ProductsPlan, 'order' | 'page' | 'first'>,
): Promise<{ rows: AnswerRow[]; total: AnswerRow; count: number }> {
  const rows = await engine.run({ kind: 'products', site, period, filters, model, ...wanted })
  return {
    rows: rows.map((row) => ({
      item_id: row.item_id!,
      item_name: row.item_name!,
      ...sumsOf(row, '', site.currency),
    })),
    total: sumsOf(rows[0] ?? {}, 'total_', site.currency),
    count: Number(rows[0]?.row_count ?? 0),
  }
}

/** Money in major units; parts of orders and of quantities without the rounding errors of floating point. */
function sumsOf(row: Row, prefix: string, currency: string): AnswerRow {
  const cells: AnswerRow = {}
  for (const { key, unit } of FIGURES) {
    const sum = Number(row[`${prefix}${key}`] ?? 0)
    cells[key] = unit === 'money' ? toMajor(Math.round(sum), currency) : rounded(sum, 6)
  }
  return cells
}
