/** Loads what turned out to be missing while a part of a request was settled: whole sessions, and earlier touches. */
import { compositeKey } from '../store/compositeKey.ts'
import type { SessionStub, SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { WHOLE_BYTES } from '../store/workLimits.ts'
import { type Known, keyOfVisitor, type Lacking } from './settle/known.ts'
import { LOOKBACK_MS, MAX_ENTRIES } from './settle/pathOf.ts'

/** Adds what settling lacks. Sessions that are together too long are sealed: nothing is added to them. */
export async function loadLacking(
  store: Store,
  site: SiteRow,
  known: Known,
  { stubs, touches }: Lacking,
): Promise<Known> {
  let bytes = 0
  const short = stubs
    .toSorted((a, b) => a.bytes - b.bytes)
    .filter((one) => {
      bytes += one.bytes
      return bytes <= WHOLE_BYTES
    })
  const sealed = stubs.filter((one) => !short.includes(one))
  const [whole, earlier] = await Promise.all([
    short.length ? store.sessionsInFull(site.id, short) : [],
    Promise.all(
      [...Map.groupBy(touches, ({ visitor_id }) => visitor_id)].map((own) =>
        loadTouches(store, site, ...own),
      ),
    ),
  ])
  const loaded = new Set(short)
  return {
    ...known,
    sessions: [...known.sessions, ...whole],
    stubs: known.stubs.filter((one) => !loaded.has(one)),
    sealed: new Set([...known.sealed, ...sealed.map(keyOfVisitor)]),
    touches: distinct([...known.touches, ...earlier.flat()]),
    touchesUntil: new Set([
      ...known.touchesUntil,
      ...touches.map(({ visitor_id, at_ms }) => compositeKey(visitor_id, at_ms)),
    ]),
  }
}

/** Conversions of one visitor whose touches are read one by one. Of more, the paths lack touches between. */
const MOST_READS = 12

/** The touches before some conversions of one visitor: all of them together, if they are few. */
async function loadTouches(
  store: Store,
  site: SiteRow,
  visitorId: string,
  lacking: Lacking['touches'],
): Promise<SessionStub[]> {
  const instants = lacking.map(({ at_ms }) => at_ms).sort((a, b) => a - b)
  const [first_ms, last_ms] = [instants[0]!, instants.at(-1)!]
  const all = await store.touchesOf(site.id, visitorId, first_ms - LOOKBACK_MS, last_ms, MAX_ENTRIES)
  if (instants.length === 1 || all.length < MAX_ENTRIES) return all
  const each = instants.slice(0, MOST_READS)
  const found = await Promise.all(
    each.map((ms) => store.touchesOf(site.id, visitorId, ms - LOOKBACK_MS, ms, MAX_ENTRIES)),
  )
  return found.flat()
}

const distinct = (touches: SessionStub[]) => [
  ...new Map(touches.map((one) => [keyOfVisitor(one), one])).values(),
]
