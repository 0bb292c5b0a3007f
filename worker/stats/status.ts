/** Whether a site's events arrive, and what keeps them out: asked again and again by who waits for the first one. */

import type { Refused, Status } from '../../wire/answers/site.ts'
import type { DropReason } from '../../wire/event.ts'
import { DAY_MS } from '../../wire/time.ts'
import type { SiteRow } from '../store/rows.ts'
import type { Row, Store } from '../store/store.ts'

/** Each end of the visits is one row of their key, and a day has a row a reason. */
export async function siteStatus(
  store: Pick<Store, 'query'>,
  site: Pick<SiteRow, 'id' | 'site'>,
  nowMs: number,
): Promise<Status> {
  const since = nowMs - DAY_MS
  const day = new Date(since).toISOString().slice(0, 10)
  const [[ends], refused] = await Promise.all([
    store.query({ sql: ENDS, params: [site.id] }),
    store.query({ sql: REFUSED, params: [site.id, day, since] }),
  ])
  return {
    site: site.site,
    first_event_at: instant(ends!.first_ms!),
    last_event_at: instant(ends!.last_ms!),
    refused: byReason(refused),
  }
}

/** @param rows in order of days */
function byReason(rows: Row[]): Refused[] {
  const reasons = new Map<string, Refused>()
  for (const { reason, count, detail, last_ms } of rows) {
    const before = reasons.get(String(reason))?.count ?? 0
    reasons.set(String(reason), {
      reason: reason as DropReason,
      count: before + Number(count),
      detail: detail as string | null,
      last_at: instant(last_ms!)!,
    })
  }
  return [...reasons.values()].sort((a, b) => b.last_at.localeCompare(a.last_at))
}

/** Null stays null. */
export const instant = (ms: string | number | null): string | null =>
  ms === null ? null : new Date(Number(ms)).toISOString()

const ENDS = `
SELECT
  (SELECT started_ms FROM sessions WHERE site_id = ?1 ORDER BY started_ms LIMIT 1) AS first_ms,
  (SELECT ended_ms FROM sessions WHERE site_id = ?1 ORDER BY started_ms DESC LIMIT 1) AS last_ms`

/** In the order of the key and summed up by us: SQLite's own sorting and grouping count as rows read, too. */
const REFUSED = `
SELECT reason, count, detail, last_ms FROM drops
WHERE site_id = ?1 AND day >= ?2 AND last_ms >= ?3 ORDER BY day, reason`
