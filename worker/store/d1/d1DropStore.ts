import { HOUR_MS, utcDay } from '../../../wire/time.ts'
import type { DropStore } from '../dropStore.ts'
import type { DropCounts } from '../rows.ts'
import { d1Client } from './d1Client.ts'
import { countRows } from './rowMeter.ts'

export const d1DropStore = (db: D1Database): DropStore => ({
  addDrops: async (siteId, drops, nowMs) => {
    if (!Object.keys(drops).length) return
    countRows(db, siteId, [await addDrops(db, siteId, drops, nowMs).run()])
  },
  dropsOfLastHour: async (nowMs) => {
    const values = [nowMs, hourOf(nowMs), utcDay(nowMs - HOUR_MS)]
    const found = await d1Client(db).first<{ drops: number }>(DROPS_OF_LAST_HOUR, ...values)
    return Math.round(found!.drops)
  },
})

const ADD_DROPS = `
INSERT INTO drops (site_id, day, reason, count, detail, last_ms, hour_ms, hour_count)
SELECT ?1, ?2, key, value ->> 'count', value ->> 'detail', ?4, ?5, value ->> 'count' FROM json_each(?3) WHERE true
ON CONFLICT DO UPDATE SET
  count = count + excluded.count, detail = excluded.detail, last_ms = excluded.last_ms, hour_ms = excluded.hour_ms,
  hour_count = excluded.hour_count + iif(hour_ms = excluded.hour_ms, hour_count, 0),
  before_count = CASE hour_ms
    WHEN excluded.hour_ms THEN before_count
    WHEN excluded.hour_ms - ${HOUR_MS} THEN hour_count
    ELSE 0 END`

/** The drops of the hour before ?1: all of the clock's hour ?2, and of the one before it the share that is within. */
const DROPS_OF_LAST_HOUR = `
SELECT coalesce(sum(CASE hour_ms
  WHEN ?2 THEN hour_count + before_count * (1 - (?1 - ?2) / ${HOUR_MS}.0)
  WHEN ?2 - ${HOUR_MS} THEN hour_count * (1 - (?1 - ?2) / ${HOUR_MS}.0)
  ELSE 0 END), 0) AS drops
FROM drops WHERE day >= ?3`

const hourOf = (ms: number) => ms - (ms % HOUR_MS)

/** The statement that adds counts to those of the UTC day of `nowMs`. */
export function addDrops(
  db: D1Database,
  siteId: number,
  drops: DropCounts,
  nowMs: number,
): D1PreparedStatement {
  const values = [siteId, utcDay(nowMs), JSON.stringify(drops), nowMs, hourOf(nowMs)]
  return db.prepare(ADD_DROPS).bind(...values)
}
