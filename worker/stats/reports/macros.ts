/** Raw macros in landings, by parameter: what nobody has filled in, how often, and who would have had to. */
import type { Answer } from '../../../wire/answers/report.ts'
import { macroOwner } from '../../classify/isMacro.ts'
import { MACRO_COLUMNS } from '../../metrics/columns.ts'
import { readCursor } from '../cursor.ts'
import { answerOf, type Context } from '../report.ts'
import type { ReportRequest } from '../request.ts'
import { instant } from '../status.ts'

export async function macros({ engine, site }: Context, request: ReportRequest): Promise<Answer> {
  readCursor(request.cursor, 'macros')
  const { filters, limit } = request
  const period = { from_ms: request.period.from_ms ?? 0, to_ms: request.period.to_ms }
  const rows = await engine.run({ kind: 'macros', site, period, filters, limit })
  return answerOf(site, request, {
    ...{ report: 'macros', period, names: MACRO_COLUMNS },
    rows: rows.map(({ last_ms, total: _, ...row }) => ({
      ...row,
      platform: macroOwner(String(row.macro)),
      last_at: instant(last_ms!),
    })),
    total: { sessions: Number(rows[0]?.total ?? 0) },
    next: null,
  })
}
