import type { SessionStub } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { LINKED_TOUCHES } from '../store/workLimits.ts'
import { byPlace } from './settle/known.ts'
import { linkedBrowsers } from './settle/linkedBrowsers.ts'
import { LOOKBACK_MS, MAX_ENTRIES } from './settle/pathOf.ts'

/** The touches for a path at an instant, in order of time: the browser's own ones, and these with those of linked browsers. */
type TouchesAt = (ms: number) => { mine: SessionStub[]; all: SessionStub[] }

/**
 * Loads the touches of a browser and of its linked browsers: all of them at once if they are few, otherwise for each instant.
 * @param instants of the conversions, a few
 * @param lastStartMs the latest start of their sessions, which may be after the conversion if two clocks differ
 */
export async function touchesOfBrowser(
  store: Store,
  siteId: number,
  browser: string,
  instants: number[],
  lastStartMs: number,
): Promise<TouchesAt> {
  const [first_ms, last_ms] = [Math.min(...instants) - LOOKBACK_MS, Math.max(...instants)]
  const links = linkedBrowsers([browser], await store.identitiesToLink(siteId, [browser], []))
  const othersAt = (ms: number) =>
    links.filter(({ since_ms }) => since_ms <= ms).map(({ other_id }) => other_id)
  const own = (from: number, to: number) =>
    store.touchesOf(siteId, browser, from, Math.max(to, lastStartMs), MAX_ENTRIES)
  const linked = async (others: string[], from: number, to: number) =>
    others.length ? store.linkedTouchesOf(siteId, others, from, to, LINKED_TOUCHES) : []
  const [ownAll, linkedAll] = await Promise.all([
    own(first_ms, last_ms),
    linked(othersAt(last_ms), first_ms, last_ms),
  ])
  const isAll = ownAll.length < MAX_ENTRIES && linkedAll.length < LINKED_TOUCHES
  const found = new Map<number, [SessionStub[], SessionStub[]]>()
  if (!isAll)
    for (const ms of new Set(instants))
      found.set(
        ms,
        await Promise.all([own(ms - LOOKBACK_MS, ms), linked(othersAt(ms), ms - LOOKBACK_MS, ms)]),
      )
  return (ms) => {
    const [mine, theirs] = found.get(ms) ?? [ownAll, linkedAll]
    const others = new Set(othersAt(ms))
    const linkedThen = theirs.filter((one) => others.has(one.visitor_id) && one.started_ms <= ms)
    return { mine, all: [...mine, ...linkedThen].sort(byPlace) }
  }
}
