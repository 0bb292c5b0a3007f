/** Excludes sessions of some visitors from reports, or includes them again, with all that depends on it. */
import { Busy } from '../../store/busy.ts'
import type { ExclusionRow, Visit } from '../../store/exclusionStore.ts'
import type { Correction, Exclusion, SiteRow } from '../../store/rows.ts'
import type { Store } from '../../store/store.ts'
import { correctVisits } from '../correctVisits.ts'
import { excludesSession } from '../settle/excludes.ts'
import { keyOf, numberSessions } from '../settle/sessionRow.ts'
import { creditedAgain, eachPage, ownersOfPaths } from './creditAgain.ts'
import { ALL_VISITS } from './nextVisits.ts'

/** Sessions of all visitors of a step, if it has several visitors. */
const MOST_VISITS = 2000

/** Steps of correcting a visitor's numbers: it may have a thousand sessions. */
const MOST_CORRECTIONS = 20

interface Marking {
  /** All that are in effect, also others than the one whose job this is. */
  exclusions: Exclusion[]
  /** The exclusion after this step; null: it stays as it is. */
  next: ExclusionRow | null
  now_ms: number
}

/**
 * First the paths of conversions and orders, also those of the visitors' linked browsers; then, in one transaction, the
 * sessions and the job's progress. So a step that is stopped finds the same sessions again. Throws `Busy` if another request
 * writes to the same visitors meanwhile.
 */
export async function markVisitors(
  store: Store,
  site: SiteRow,
  visitorIds: string[],
  marking: Marking,
): Promise<void> {
  const { exclusions, next, now_ms } = marking
  const siteId = site.id
  for (const correction of await store.correctionsOf(siteId, visitorIds))
    await finish(store, site, correction, now_ms)
  const isSeveral = visitorIds.length > 1
  const all = await store.visitsOf(siteId, visitorIds, isSeveral ? MOST_VISITS + 1 : ALL_VISITS)
  if (isSeveral && all.length > MOST_VISITS) {
    const half = Math.ceil(visitorIds.length / 2)
    await markVisitors(store, site, visitorIds.slice(0, half), { ...marking, next: null })
    return markVisitors(store, site, visitorIds.slice(half), marking)
  }
  const stored = [...Map.groupBy(all, ({ visitor_id }) => visitor_id).values()]
  const visits = stored.flatMap((own) => {
    const marked = own.map((visit) => ({ ...visit, excluded: excludesSession({ exclusions }, visit) }))
    return numberSessions(marked, own[0])
  })
  const crediting = { exclusions, visits: new Map(visits.map((visit) => [keyOf(visit), visit])) }
  const owners = await ownersOfPaths(store, siteId, visitorIds)
  /** How often the revision of a session has grown by writing its path. */
  const written = new Set<string>()
  const write = async (rows: Awaited<ReturnType<typeof creditedAgain>>) => {
    if ((await store.writeExclusion(siteId, rows, now_ms)) === 'conflict') throw conflict()
    for (const one of rows.conversions) written.add(keyOfVisit(one))
  }
  await eachPage(store, siteId, owners, async (page) =>
    write(await creditedAgain(store, siteId, crediting, page)),
  )
  const isWritten = (visit: Visit) => written.has(keyOfVisit(visit))
  const now = stored.flat().map((visit) => ({ ...visit, rev: visit.rev + (isWritten(visit) ? 1 : 0) }))
  const changed = visits.flatMap((visit, i) =>
    isSame(visit, now[i]!) ? [] : [{ ...visit, rev: now[i]!.rev }],
  )
  const preconditions = [...Map.groupBy(now, ({ visitor_id }) => visitor_id)].map(([visitor_id, own]) => ({
    ...{ visitor_id, since_ms: 0, until_ms: Number.MAX_SAFE_INTEGER, count: own.length, all_orders: true },
    revs: own.reduce((sum, { rev }) => sum + rev, 0),
  }))
  const change = { visits: changed, preconditions, ...(next && { next }) }
  if ((await store.writeExclusion(siteId, change, now_ms)) === 'conflict') throw conflict()
}

const keyOfVisit = ({ visitor_id, ...key }: Pick<Visit, 'started_ms' | 'id' | 'visitor_id'>) =>
  `${visitor_id}\n${keyOf(key)}`

const isSame = (a: Visit, b: Visit) =>
  a.excluded === b.excluded &&
  a.visit_number === b.visit_number &&
  a.first_seen_ms === b.first_seen_ms &&
  a.prev_started_ms === b.prev_started_ms

const conflict = () => new Busy('conflict', 'another request wrote to the same visitors')

/** Does a pending correction of a visitor's numbers first. */
async function finish(store: Store, site: SiteRow, correction: Correction, nowMs: number): Promise<void> {
  let rest: Correction | null = correction
  for (let step = 0; rest?.next_session && step < MOST_CORRECTIONS; step++)
    rest = await correctVisits(store, site, rest, nowMs)
  if (rest?.next_session) throw conflict()
}
