/** Dropped events, by day (UTC) and reason. */
import type { Answer } from '../../../wire/answers/report.ts'
import { utcDay } from '../../../wire/time.ts'
import { DROP_COLUMNS } from '../../metrics/columns.ts'
import { readCursor } from '../cursor.ts'
import { answerOf, type Context } from '../report.ts'
import type { ReportRequest } from '../request.ts'
import { instant } from '../status.ts'

export async function drops({ engine, site }: Context, request: ReportRequest): Promise<Answer> {
  readCursor(request.cursor, 'drops')
  const period = { from_ms: request.period.from_ms ?? site.created_ms, to_ms: request.period.to_ms }
  const days = { from_day: utcDay(period.from_ms), to_day: utcDay(period.to_ms - 1) }
  const rows = await engine.run({ kind: 'drops', site, ...days })
  return answerOf(site, request, {
    ...{ report: 'drops', period, names: DROP_COLUMNS },
    rows: rows.map(({ last_ms, ...row }) => ({ ...row, last_at: instant(last_ms!) })),
    total: { count: rows.reduce((sum, row) => sum + Number(row.count), 0) },
    next: null,
  })
}
