/** The list of sessions, newest first. */

import type { Answer, AnswerRow, Cell } from '../../../wire/answers/report.ts'
import { toMajor } from '../../../wire/money.ts'
import { iso } from '../../../wire/time.ts'
import type { Cells } from '../../engine/engine.ts'
import type { Place } from '../../engine/plan.ts'
import { SESSION_COLUMNS } from '../../metrics/columns.ts'
import { type SiteRow, STAGES } from '../../store/rows.ts'
import { boundedPeriod } from '../comparedPeriod.ts'
import { readPlace, writeCursor } from '../cursor.ts'
import { consume } from '../export/consume.ts'
import type { ExportPage } from '../exportPage.ts'
import { refuseSort } from '../order.ts'
import { answerOf, type Context } from '../report.ts'
import type { ReportRequest } from '../request.ts'

/**
 * The place to continue after this row, whose first cells are id, start and visitor. The visitor is needed because two
 * visitors may use the same session id.
 */
export const placeOf = ([id, startedMs, visitorId]: Cells): Place => [
  Number(startedMs),
  String(id),
  String(visitorId),
]

export async function sessions(context: Context, request: ReportRequest): Promise<Answer> {
  const page = await listSessions(context, request)
  return { ...page, rows: Array.from(page.rows, namedCells) }
}

export const namedCells = (cells: Cell[]): AnswerRow =>
  Object.fromEntries(SESSION_COLUMNS.map(({ key }, i) => [key, cells[i]!]))

/** A page of sessions, for the export. */
export async function listSessions(
  { engine, site }: Pick<Context, 'engine' | 'site'>,
  request: ReportRequest,
): Promise<ExportPage> {
  refuseSort(request, 'sessions come newest first')
  const period = await boundedPeriod(engine, site, request.period)
  const after = readPlace(request.cursor, 'sessions', 2)
  const { filters, limit } = request
  const found = await engine.run({ kind: 'sessions', site, period, filters, after, limit: limit + 1 })
  const hasMore = found.length > limit
  if (hasMore) found.pop()
  const next = hasMore ? writeCursor('sessions', placeOf(found.at(-1)!)) : null
  return answerOf(site, request, {
    ...{ report: 'sessions', period, names: SESSION_COLUMNS },
    rows: cellsOf(found, site),
    total: {},
    next,
  })
}

function* cellsOf(rows: Cells[], site: SiteRow): Generator<Cell[]> {
  for (const row of consume(rows)) yield sessionCells(row, site)
}

const at = (key: string) => SESSION_COLUMNS.findIndex((column) => column.key === key)
const STARTED = at('started_at')
const STAGES_REACHED = at('stages')
const CONVERTED = at('converted')
const REVENUE = at('revenue')

/** Changes the row itself into the cells of the answer: an export has a million rows, and a copy of each costs memory. */
export function sessionCells(row: Cell[], site: SiteRow): Cell[] {
  row[STARTED] = iso(Number(row[STARTED]))
  row[STAGES_REACHED] = STAGE_LISTS[Number(row[STAGES_REACHED])]!
  row[CONVERTED] = Boolean(row[CONVERTED])
  row[REVENUE] = toMajor(Number(row[REVENUE] ?? 0), site.currency)
  return row
}

/** The names of the stages, by the value of their bits. */
const STAGE_LISTS = Array.from({ length: 2 ** Object.keys(STAGES).length }, (_, bits) =>
  Object.keys(STAGES).filter((name) => bits & STAGES[name as keyof typeof STAGES]),
)
