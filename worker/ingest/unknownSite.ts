/** Events of a site that does not exist. They are refused, and counted for the sites whose pages sent them. */
import { type IngestAnswer, LIMITS } from '../../wire/event.ts'
import type { DropStore } from '../store/dropStore.ts'
import type { SiteRow } from '../store/rows.ts'
import { siteDetail } from './dropDetail.ts'

/** A page with a misspelt site sends all its events like this, so the drops of one site are written once in this time. */
const PAUSE_MS = 10_000

/** By site id: how many events were refused since the last write, and when the next write may be. */
const pending = new Map<number, { count: number; from_ms: number }>()

/** The answer to a request for a site that does not exist: all events are dropped. */
export function refuseUnknownSite(site: string, events: unknown[]): IngestAnswer {
  const message = `there is no site ${site.slice(0, LIMITS.id_chars)}`
  return { accepted: 0, dropped: events.map((_, index) => ({ index, reason: 'unknown_site', message })) }
}

/**
 * Counts refused events as drops of the sites that own the page. Events within a pause are counted with the next ones
 * after it; those that an isolate has not written when it ends are lost.
 * @param asked the name of the site that does not exist
 */
export async function countUnknownSite(
  store: DropStore,
  owners: Pick<SiteRow, 'id'>[],
  asked: string,
  events: number,
  nowMs: number,
): Promise<void> {
  await Promise.all(
    owners.map(async ({ id }) => {
      const before = pending.get(id) ?? { count: 0, from_ms: 0 }
      const count = before.count + events
      const isDue = nowMs >= before.from_ms
      pending.set(id, isDue ? { count: 0, from_ms: nowMs + PAUSE_MS } : { ...before, count })
      if (isDue) await store.addDrops(id, { unknown_site: { count, detail: siteDetail(asked) } }, nowMs)
    }),
  )
}
