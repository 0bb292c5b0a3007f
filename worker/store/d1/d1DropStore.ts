import { utcDay } from '../../../wire/time.ts'
import type { DropStore } from '../dropStore.ts'
import type { DropCounts } from '../rows.ts'

export const d1DropStore = (db: D1Database): DropStore => ({
  addDrops: async (siteId, drops, nowMs) => {
    if (Object.keys(drops).length) await addDrops(db, siteId, drops, nowMs).run()
  },
})

const ADD_DROPS = `
INSERT INTO drops (site_id, day, reason, count, detail, last_ms)
SELECT ?1, ?2, key, value ->> 'count', value ->> 'detail', ?4 FROM json_each(?3) WHERE true
ON CONFLICT DO UPDATE SET
  count = count + excluded.count, detail = excluded.detail, last_ms = excluded.last_ms`

/** The statement that adds counts to those of the UTC day of `nowMs`. */
export function addDrops(
  db: D1Database,
  siteId: number,
  drops: DropCounts,
  nowMs: number,
): D1PreparedStatement {
  return db.prepare(ADD_DROPS).bind(siteId, utcDay(nowMs), JSON.stringify(drops), nowMs)
}
