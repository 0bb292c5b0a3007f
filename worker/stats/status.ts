/** Whether a site's events arrive, and why events were dropped. */

import type { Refused, Status } from '../../wire/answers/site.ts'
import type { DropReason } from '../../wire/event.ts'
import { DAY_MS, iso, utcDay } from '../../wire/time.ts'
import type { Engine } from '../engine/engine.ts'
import type { SiteRow } from '../store/rows.ts'
import type { Row } from '../store/sqlStore.ts'

/** The dashboard asks for it every few seconds while it waits for the first event: it reads two rows and one per reason. */
export async function siteStatus(
  engine: Engine,
  site: Pick<SiteRow, 'id' | 'site'>,
  nowMs: number,
): Promise<Status> {
  const since_ms = nowMs - DAY_MS
  const from_day = utcDay(since_ms)
  const [[ends], refused] = await Promise.all([
    engine.run({ kind: 'first_and_last', site }),
    engine.run({ kind: 'refused', site, from_day, since_ms }),
  ])
  return {
    site: site.site,
    first_event_at: instant(ends!.first_ms!),
    last_event_at: instant(ends!.last_ms!),
    refused: byReason(refused),
  }
}

/** Adds up the days of each reason, the last refused first. @param rows in order of days */
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

/** ISO 8601; null stays null. */
export const instant = (ms: string | number | null): string | null => (ms === null ? null : iso(Number(ms)))
