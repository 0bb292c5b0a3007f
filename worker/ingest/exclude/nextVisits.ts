import type { ExclusionRow, Place, Visit } from '../../store/exclusionStore.ts'
import type { Store } from '../../store/store.ts'

/** Sessions that a step looks at. */
const SCANNED = 1000
/** More than any visitor may have. */
export const ALL_VISITS = 100_000

const EVER: [number, number] = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]

export const placeOf = ({
  started_ms,
  id,
  visitor_id,
}: Pick<Visit, 'started_ms' | 'id' | 'visitor_id'>): Place => [started_ms, id, visitor_id]

/**
 * The next sessions among which an exclusion may apply: those of its visitor, of its interval, or all. There is no index by
 * source.
 */
export async function nextVisits(
  store: Store,
  siteId: number,
  row: ExclusionRow,
): Promise<{ visits: Visit[]; isLast: boolean }> {
  if (row.kind === 'visitor')
    return { visits: await store.visitsOf(siteId, [row.value], ALL_VISITS), isLast: true }
  const interval: [number, number] = row.kind === 'interval' ? [row.from_ms, row.to_ms] : EVER
  const visits = await store.visitsAfter(siteId, interval, row.progress.after, SCANNED)
  return { visits, isLast: visits.length < SCANNED }
}
