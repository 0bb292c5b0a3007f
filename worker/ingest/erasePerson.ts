import type { SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { type Erased, eraseVisitors } from './eraseVisitors.ts'
import { browsersOf, type Person } from './person.ts'

/** Steps of one call: at most 2,500 sessions or 100 orders. The free plan allows some 50 statements in a request. */
const MAX_STEPS = 5
/** Browsers that are erased together. */
const MAX_BROWSERS = 50

/**
 * Erases a person: all browsers, with their sessions, identities and user ids; orders become anonymous. The browser that
 * the key names is the last, because the others are found by it: if this call does not finish, the next one finds what is
 * left.
 */
export async function erasePerson(
  store: Store,
  site: SiteRow,
  person: Person,
  nowMs: number,
): Promise<Erased> {
  const linked = { ...person, visitor_id: null }
  const sum: Erased = { done: false, sessions: 0, orders: 0 }
  for (let calls = 0; calls < MAX_STEPS; calls++) {
    const found = await browsersOf(store, site, linked, '', MAX_BROWSERS + 1)
    const others = found.filter((id) => id !== person.visitor_id).slice(0, MAX_BROWSERS)
    const browsers = others.length || person.visitor_id === null ? others : [person.visitor_id]
    if (!browsers.length) return { ...sum, done: true }
    const { done, sessions, orders } = await eraseVisitors(store, site, browsers, nowMs, MAX_STEPS - calls)
    sum.sessions += sessions
    sum.orders += orders
    if (!done) return sum
    if (!others.length) return { ...sum, done: true }
  }
  return sum
}
