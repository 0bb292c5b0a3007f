/** The touches from which a path is made: the visitor's own ones, and those of linked browsers. */
import { LINKED_TOUCHES } from '../../store/workLimits.ts'
import type { VisitorSessions } from './groupSessions.ts'
import { byPlace, type Known, keyOfVisitor } from './known.ts'
import { LOOKBACK_MS, type Touched } from './pathOf.ts'

export interface PathTouches {
  /** The touches of a visitor as far as they were loaded, in order of time. */
  own(visitorId: string, visitor: VisitorSessions): readonly Touched[]
  /** The touches of the browsers that were linked with a visitor at this instant: the latest ones until then. */
  linked(visitorId: string, atMs: number): readonly Touched[]
}

/** @param visitors those of the request, with their sessions as they should be: these are newer than `linkedTouches` */
export function pathTouches(known: Known, visitors: ReadonlyMap<string, VisitorSessions>): PathTouches {
  const ownTouches = new Map<string, readonly Touched[]>()
  const own = (visitorId: string, visitor: VisitorSessions) => {
    const found = ownTouches.get(visitorId) ?? ownOf(known, visitorId, visitor)
    ownTouches.set(visitorId, found)
    return found
  }
  const all = new Map<string, readonly Touched[]>()
  const touchesOf = (visitorId: string): readonly Touched[] => {
    const found = all.get(visitorId)
    if (found) return found
    const stored = known.linkedTouches.filter(({ visitor_id }) => visitor_id === visitorId)
    const visitor = visitors.get(visitorId)
    const newer = visitor ? own(visitorId, visitor) : []
    const old = new Set([...newer, ...(visitor?.loaded ?? [])].map(keyOfVisitor))
    const touches = [...newer, ...stored.filter((one) => !old.has(keyOfVisitor(one)))]
    all.set(visitorId, touches)
    return touches
  }
  const linked = (visitorId: string, atMs: number) => {
    const others = known.linkedBrowsers.filter((one) => one.visitor_id === visitorId && one.since_ms <= atMs)
    return others
      .flatMap(({ other_id }) => touchesOf(other_id))
      .filter(({ started_ms }) => started_ms <= atMs && started_ms >= atMs - LOOKBACK_MS)
      .sort((a, b) => b.started_ms - a.started_ms || (a.id < b.id ? -1 : 1))
      .slice(0, LINKED_TOUCHES)
  }
  return { own, linked }
}

function ownOf({ touches }: Known, visitorId: string, { visits }: VisitorSessions): readonly Touched[] {
  const own = visits.map(({ session, visit_number }) =>
    session.visit_number === visit_number ? session : { ...session, visit_number },
  )
  const found = new Set(own.map(keyOfVisitor))
  const earlier = touches.filter((one) => one.visitor_id === visitorId && !found.has(keyOfVisitor(one)))
  return earlier.length ? [...earlier, ...own].sort(byPlace) : own
}
