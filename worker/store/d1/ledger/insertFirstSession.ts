/** The shortcut of the hot path: writes a new visitor's first session without loading anything first. */

import type { NamedSessionSelector, Past } from '../../past.ts'
import type { SessionRow } from '../../rows.ts'
import type { Row } from '../../sqlStore.ts'
import { markChange } from '../dirtyMarks.ts'
import { countRows } from '../rowMeter.ts'
import { selectRecent } from './loadSessions.ts'
import { newestIfNothingWritten, pastFromNewest } from './newestSession.ts'
import { failedOutcome } from './preconditions.ts'
import { recentSessions } from './recentSessions.ts'
import { INSERT_FIRST_SESSION } from './rowStatements.ts'

/**
 * Optimistic insert: one batch both inserts the row, if its visitor is new, and otherwise reads the visitor's newest
 * session. So a new visitor costs one round trip to the database instead of two, and a known one costs no more.
 * @returns `written`, or the sessions that `selector` selects, with nothing written
 */
export async function insertFirstSession(
  db: D1Database,
  row: SessionRow,
  selector: NamedSessionSelector,
  nowMs: number,
): Promise<'written' | Past> {
  const marks = markChange(db, row.site_id, { sessions: [row], removed: [], orders: [] }, nowMs)
  const { sql, params } = INSERT_FIRST_SESSION([row])[0]!
  const insert = db.prepare(sql).bind(...params)
  try {
    const answers = await db.batch<Row>([...marks, insert, newestIfNothingWritten(db, row.site_id, selector)])
    countRows(db, row.site_id, answers)
    const [inserted, newest] = answers.slice(marks.length)
    if (inserted!.meta.changes) {
      recentSessions(db).keep(row)
      return 'written'
    }
    const past = pastFromNewest(db, newest!.results[0] ?? null)
    if (past) return past
  } catch (error) {
    // Another request has just inserted the same session.
    if (!failedOutcome(error)) throw error
  }
  return selectRecent(db, row.site_id, [selector])
}
