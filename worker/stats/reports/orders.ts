/** Every order of a period, for the export. */

import type { Cell } from '../../../wire/answers/report.ts'
import type { Model } from '../../../wire/model.ts'
import { toMajor } from '../../../wire/money.ts'
import { iso } from '../../../wire/time.ts'
import type { Cells } from '../../engine/engine.ts'
import { BadParameter } from '../../errors.ts'
import { ORDER_COLUMNS } from '../../metrics/columns.ts'
import type { PathEntry, SiteRow } from '../../store/rows.ts'
import { boundedPeriod } from '../comparedPeriod.ts'
import { readPlace, writeCursor } from '../cursor.ts'
import { consume } from '../export/consume.ts'
import type { ExportPage } from '../exportPage.ts'
import { answerOf, type Context } from '../report.ts'
import type { ReportRequest } from '../request.ts'

/** Oldest first, whatever the status, each with the touch that the model credits most. */
export async function listOrders(
  { engine, site }: Pick<Context, 'engine' | 'site'>,
  request: ReportRequest,
): Promise<ExportPage> {
  if (request.filters.length) throw new BadParameter('filter', 'orders are exported whole')
  const period = await boundedPeriod(engine, site, request.period)
  const after = readPlace(request.cursor, 'orders', 1)
  const { limit, filters } = request
  const rows = await engine.run({ kind: 'orders', site, period, filters, after, limit })
  const last = rows.length === limit ? rows.at(-1)! : null
  const next = last && writeCursor('orders', [Number(last[1]), String(last[0])])
  return answerOf(site, request, {
    ...{ report: 'orders', period, names: ORDER_COLUMNS },
    rows: cellsOf(rows, site, request.model),
    total: {},
    next,
  })
}

function* cellsOf(rows: Cells[], site: SiteRow, model: Model): Generator<Cell[]> {
  for (const row of consume(rows)) yield orderCells(row, site, model)
}

/** @param row in the order of `LIST_CELLS.orders` */
function orderCells(row: Cells, site: SiteRow, model: Model): Cell[] {
  const [
    id,
    orderedMs,
    status,
    value,
    refunded,
    ofCurrency,
    visitorId,
    sessionId,
    touches,
    revenue,
    consent,
    complete,
  ] = row
  const currency = String(ofCurrency)
  const share = ({ w }: PathEntry) => (w[model] ? w[model][1] - w[model][0] : 0)
  const path = JSON.parse(String(touches)) as PathEntry[]
  const { channel, source, medium, campaign, content } = path.reduce((a, b) => (share(b) > share(a) ? b : a))
  return [
    id!,
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
    consent!,
    complete === 1,
  ]
}
