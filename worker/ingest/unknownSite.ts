/** Events of a site that nobody has set up: refused, and told to the admin of the shop whose page sent them. */
import { type IngestAnswer, LIMITS } from '../../wire/event.ts'
import type { SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { siteDetail } from './dropDetail.ts'

/** A page that spells its site wrong does so with every event: a site's row is written once in so long. */
const PAUSE_MS = 10_000

/** By site's id: what was refused since its row was written, and when it may be written again. */
const untold = new Map<number, { count: number; from_ms: number }>()

export function refuseUnknown(site: string, events: unknown[]): IngestAnswer {
  const message = `there is no site ${site.slice(0, LIMITS.id_chars)}`
  return { accepted: 0, dropped: events.map((_, index) => ({ index, reason: 'unknown_site', message })) }
}

/**
 * Counts refused events as drops of the sites that own the page. What comes within a pause is counted with the next that
 * comes after it: an isolate that ends before takes its part with it.
 * @param asked the name of the site that there is not
 */
export async function tellUnknown(
  store: Store,
  owners: Pick<SiteRow, 'id'>[],
  asked: string,
  events: number,
  nowMs: number,
): Promise<void> {
  await Promise.all(
    owners.map(async ({ id }) => {
      const known = untold.get(id) ?? { count: 0, from_ms: 0 }
      const count = known.count + events
      const isDue = nowMs >= known.from_ms
      untold.set(id, isDue ? { count: 0, from_ms: nowMs + PAUSE_MS } : { ...known, count })
      if (isDue) await store.addDrops(id, { unknown_site: { count, detail: siteDetail(asked) } }, nowMs)
    }),
  )
}
