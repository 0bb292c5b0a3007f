/** What was refused, by day (UTC) and reason. */
import { DROP_COLUMNS } from '../../metrics/columns.ts'
import type { SiteRow } from '../../store/rows.ts'
import type { Store } from '../../store/store.ts'
import type { Answer } from '../answer.ts'
import { readCursor } from '../cursor.ts'
import { heading } from '../report.ts'
import type { ReportRequest } from '../request.ts'
import { instant } from '../status.ts'

export async function runDrops(store: Store, site: SiteRow, request: ReportRequest): Promise<Answer> {
  readCursor(request.cursor, 'drops')
  const period = { from_ms: request.period.from_ms ?? site.created_ms, to_ms: request.period.to_ms }
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10)
  const rows = await store.query({
    sql: 'SELECT reason, day, count, detail, last_ms FROM drops WHERE site_id = ?1 AND day >= ?2 AND day <= ?3 ORDER BY day DESC, count DESC',
    params: [site.id, day(period.from_ms), day(period.to_ms - 1)],
  })
  return {
    ...heading('drops', site, period, request),
    columns: DROP_COLUMNS,
    rows: rows.map(({ last_ms, ...row }) => ({ ...row, last_at: instant(last_ms!) })),
    total: { count: rows.reduce((sum, row) => sum + Number(row.count), 0) },
    next: null,
  }
}
