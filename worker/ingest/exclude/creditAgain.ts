/** Corrects the paths of conversions and orders after sessions were excluded or included. */
import type { ConversionPath, OrderPath, Place, Visit } from '../../store/exclusionStore.ts'
import type { Exclusion, PathEntry } from '../../store/rows.ts'
import type { Store } from '../../store/store.ts'
import { excludesOrder, excludesSession, excludesTouch } from '../settle/excludes.ts'
import { linkingIdentities } from '../settle/linkedBrowsers.ts'
import { creditPath, isUnknown } from '../settle/pathOf.ts'
import { keyOf } from '../settle/sessionRow.ts'

/** Conversions or orders that are read and written at once: their paths have about 40 KB each at most. */
export const PAGE_ROWS = 100

/** What decides the credit of a touch. */
export interface Crediting {
  exclusions: Exclusion[]
  /** Sessions as they will be, by `keyOf`. Others are read. */
  visits: ReadonlyMap<string, Visit>
}

/** The rows of one page that change, as they should be. `rev` is the one that was loaded. */
export async function creditedAgain(
  store: Store,
  siteId: number,
  { exclusions, visits }: Crediting,
  page: { conversions?: ConversionPath[]; orders?: OrderPath[] },
): Promise<{ conversions: ConversionPath[]; orders: OrderPath[] }> {
  const { conversions = [], orders = [] } = page
  const wanted = new Map<string, { ms: number; id: string }>()
  const want = (ms: number, id: string) => {
    const key = keyOf({ started_ms: ms, id })
    if (id && !visits.has(key)) wanted.set(key, { ms, id })
  }
  for (const { path } of [...conversions, ...orders])
    for (const { ms, session_id } of path) want(ms, session_id)
  for (const { session_id, session_started_ms } of orders)
    if (session_id !== null && session_started_ms !== null) want(session_started_ms, session_id)
  const found = new Map(visits)
  for (const visit of await store.visitsByKey(siteId, [...wanted.values()])) found.set(keyOf(visit), visit)

  const again = (path: PathEntry[], atMs: number): PathEntry[] => {
    const entries = path.map((entry) => {
      if (isUnknown(entry)) return entry
      const session = found.get(keyOf({ started_ms: entry.ms, id: entry.session_id }))
      const isExcluded = session ? session.excluded : excludesTouch({ exclusions }, entry)
      const visit_number = session?.visit_number ?? entry.visit_number
      if (Boolean(isExcluded) === Boolean(entry.excluded) && visit_number === entry.visit_number) return entry
      const { excluded, ...plain } = { ...entry, visit_number }
      return isExcluded ? { ...plain, excluded: true as const } : plain
    })
    return entries.some((entry, i) => entry !== path[i]) ? creditPath(entries, atMs) : path
  }
  /** 1 if the order's session is excluded. If it was deleted because of its age, its touch in the path tells. */
  const isInExcluded = ({ session_id, session_started_ms, visitor_id, path }: OrderPath): 0 | 1 => {
    if (session_id === null || session_started_ms === null) return 0
    const session = found.get(keyOf({ started_ms: session_started_ms, id: session_id }))
    if (session) return session.excluded
    const own = path.find((entry) => entry.session_id === session_id && entry.ms === session_started_ms)
    if (!own) return 0
    const placed = { visitor_id: visitor_id ?? '', source: own.source, started_ms: own.ms }
    return excludesSession({ exclusions }, placed)
  }
  return {
    conversions: conversions.flatMap((one) => {
      const path = again(one.path, one.converted_ms)
      return path === one.path ? [] : [{ ...one, path }]
    }),
    orders: orders.flatMap((one) => {
      const excluded = excludesOrder({ exclusions }, one) || isInExcluded(one)
      const path = again(one.path, one.ordered_ms)
      return path === one.path && excluded === one.excluded ? [] : [{ ...one, path, excluded }]
    }),
  }
}

/** The visitors whose paths may go through sessions of these visitors: they, and the browsers that are linked with them. */
export async function ownersOfPaths(store: Store, siteId: number, visitorIds: string[]): Promise<string[]> {
  const linked = linkingIdentities(await store.identitiesToLink(siteId, visitorIds, []))
  return [...new Set([...visitorIds, ...linked.map(({ visitor_id }) => visitor_id)])]
}

/** Calls `work` with the conversions of these visitors, then with their orders, page by page. */
export async function eachPage(
  store: Store,
  siteId: number,
  visitorIds: string[],
  work: (page: { conversions?: ConversionPath[]; orders?: OrderPath[] }) => Promise<void>,
): Promise<void> {
  for (let after: Place | null = null; ; ) {
    const conversions: ConversionPath[] = await store.conversionPaths(siteId, visitorIds, after, PAGE_ROWS)
    if (conversions.length) await work({ conversions })
    if (conversions.length < PAGE_ROWS) break
    const { started_ms, id, visitor_id } = conversions.at(-1)!
    after = [started_ms, id, visitor_id]
  }
  for (let after = ''; ; ) {
    const orders: OrderPath[] = await store.orderPaths(siteId, visitorIds, after, PAGE_ROWS)
    if (orders.length) await work({ orders })
    if (orders.length < PAGE_ROWS) break
    after = orders.at(-1)!.transaction_id
  }
}
