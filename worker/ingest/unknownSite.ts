/** Events of a site that does not exist. They are refused, and counted for the sites whose pages sent them. */
import { type IngestAnswer, LIMITS } from '../../wire/event.ts'
import type { DropStore } from '../store/dropStore.ts'
import type { SiteRow } from '../store/rows.ts'
import { siteDetail } from './dropDetail.ts'
import { pausedDrops } from './pausedDrops.ts'

/** A page with a misspelt site sends all its events like this. */
const drops = pausedDrops('unknown_site', 10_000)

/** The answer to a request for a site that does not exist: all events are dropped. */
export function refuseUnknownSite(site: string, events: unknown[]): IngestAnswer {
  const message = `there is no site ${site.slice(0, LIMITS.id_chars)}`
  return { accepted: 0, dropped: events.map((_, index) => ({ index, reason: 'unknown_site', message })) }
}

/**
 * Counts refused events as drops of the sites that own the page.
 * @param asked the name of the site that does not exist
 */
export async function countUnknownSite(
  store: DropStore,
  owners: Pick<SiteRow, 'id'>[],
  asked: string,
  events: number,
  nowMs: number,
): Promise<void> {
  await Promise.all(owners.map(({ id }) => drops.add(store, id, events, nowMs, siteDetail(asked))))
}
