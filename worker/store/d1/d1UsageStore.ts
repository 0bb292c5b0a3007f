import { MINUTE_MS } from '../../../wire/time.ts'
import type { UsageStore } from '../usageStore.ts'
import { d1Client } from './d1Client.ts'
import { countRows, meterOfToday, type RowMeter } from './rowMeter.ts'

/** Counts are stored at most once in this time; so they cost at most 1,440 rows a day and site for each isolate. */
const PAUSE_MS = MINUTE_MS
/** With fewer rows than this, they are stored only after the longer pause: so they cost at most 2 % of what they count. */
const FEW_ROWS = 50
const LONG_PAUSE_MS = 5 * MINUTE_MS

export function d1UsageStore(db: D1Database): UsageStore {
  const { all, statement } = d1Client(db)

  async function keep(meter: RowMeter, nowMs: number) {
    const { day } = meter
    const counted = [...meter.own]
    meter.own.clear()
    meter.kept_ms = nowMs
    try {
      const results = await db.batch<{ site_id: number; rows_written: number; sites: number }>([
        statement(ADD_USAGE, day, JSON.stringify(counted)),
        statement(USAGE_OF_DAY, day),
      ])
      countRows(db, 0, results)
      const rows = results[1]!.results
      meter.stored = storedOf(rows)
      meter.sites = rows[0]?.sites ?? null
    } catch (error) {
      for (const [siteId, rows] of counted) meter.add(siteId, rows)
      throw error
    }
  }

  return {
    rowsWritten: (siteId, nowMs) => {
      const { own, stored, sites } = meterOfToday(db, nowMs)
      const of = (counts: Map<number, number>) => counts.get(siteId) ?? 0
      return { ofSite: of(own) + of(stored), all: sum(own) + sum(stored), sites }
    },
    keepUsage: async (nowMs, isLast = false) => {
      const meter = meterOfToday(db, nowMs)
      const rows = sum(meter.own)
      if (!rows) return
      const isPaused = meter.kept_ms !== null && nowMs - meter.kept_ms < PAUSE_MS
      const isLongAgo = nowMs - (meter.kept_ms ?? meter.since_ms) >= LONG_PAUSE_MS
      if (isLast || (!isPaused && rows >= FEW_ROWS) || isLongAgo) await keep(meter, nowMs)
    },
    usageToday: async (nowMs) => {
      const { day, own } = meterOfToday(db, nowMs)
      const rows = storedOf(await all<{ site_id: number; rows_written: number }>(USAGE_OF_DAY, day))
      for (const [siteId, more] of own) rows.set(siteId, (rows.get(siteId) ?? 0) + more)
      return rows
    },
    forgetUsage: async (before) => void (await statement('DELETE FROM usage WHERE day < ?', before).run()),
  }
}

const sum = (counts: Map<number, number>): number => [...counts.values()].reduce((all, rows) => all + rows, 0)

const storedOf = (rows: { site_id: number; rows_written: number }[]) =>
  new Map(rows.map(({ site_id, rows_written }) => [site_id, rows_written]))

const ADD_USAGE = `
INSERT INTO usage (day, site_id, rows_written)
SELECT ?1, value ->> 0, value ->> 1 FROM json_each(?2) WHERE true
ON CONFLICT DO UPDATE SET rows_written = rows_written + excluded.rows_written`

const USAGE_OF_DAY = `
SELECT site_id, rows_written, (SELECT count(*) FROM sites) AS sites FROM usage WHERE day = ?1`
