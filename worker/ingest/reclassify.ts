/**
 * Applies the current channel rules to history: first to all sessions in order of time, then to all orders, whose paths
 * refer to sessions. Each step is written in one transaction, together with the job's progress. So a step that is stopped
 * can simply be repeated.
 */
import type { ReclassifyAnswer } from '../../wire/answers/site.ts'
import { RULES_VERSION } from '../classify/classify.ts'
import { TOUCH_FACETS, type TouchFacet } from '../store/columns.ts'
import { NO_CHANGE } from '../store/ledgerStore.ts'
import type { OrderRow, PathEntry, SessionRow, SiteRow } from '../store/rows.ts'
import type { Cursor, TouchRow } from '../store/sessionStore.ts'
import type { Store } from '../store/store.ts'
import { checkSources } from './exclude/exclusionStep.ts'
import { creditTouches } from './settle/attributionModels.ts'
import { classified, convertedMs, keyOf } from './settle/sessionRow.ts'

/** Rows in a step. Classifying a thousand takes 10 to 30 ms of CPU. */
export const RECLASSIFY_STEP = { default: 200, most: 2000 }
/** A step ends with the session that goes beyond so many bytes of events, of those sessions that it reads whole. */
const STEP_BYTES = 2_000_000

const JOB = 'reclassify'
const START: Cursor = { ms: Number.MIN_SAFE_INTEGER, id: '' }

/** How far the job has come; stored between the steps. */
interface State extends Record<string, unknown> {
  phase: ReclassifyAnswer['phase']
  after: Cursor
  /** The rules and settings that it applies. If they change, it begins again. */
  rules: string
}

/** Whether rules that are newer than those of the last run wait to be applied, or a run is not over. */
export async function isReclassifyDue(store: Store, siteId: number): Promise<boolean> {
  const stored = (await store.job(siteId, JOB)) as State | null
  return stored?.phase !== 'done' || (JSON.parse(stored.rules) as unknown[])[0] !== RULES_VERSION
}

/** Does one step over at most `limit` rows. A step that meets a conflict changes nothing; the next call repeats it. */
export async function reclassify(
  store: Store,
  site: SiteRow,
  limit: number,
  nowMs: number,
): Promise<{ answer: ReclassifyAnswer; isFirst: boolean }> {
  const rules = JSON.stringify([RULES_VERSION, site.hosts, site.ignored_referrers])
  const stored = (await store.job(site.id, JOB)) as State | null
  const state: State = stored?.rules === rules ? stored : { phase: 'sessions', after: START, rules }
  if (state.phase === 'done') return { answer: stepOf(state, 0, 0), isFirst: false }

  const readChanges = state.phase === 'sessions' ? sessionChanges : orderChanges
  const changes = await readChanges(store, site, state.after, limit)
  const { checked, isLast, last, sessions = [], orders = [] } = changes

  const next = nextState(state, isLast, last)
  const change = { ...NO_CHANGE, sessions, orders, job: { name: JOB, state: next } }
  const outcome = await store.write(site.id, change, nowMs)
  if (outcome !== 'written') return { answer: stepOf(state, 0, 0), isFirst: false }
  if (next.phase === 'done') await checkSources(store, site.id, nowMs)
  return {
    answer: stepOf(next, checked, sessions.length + orders.length),
    isFirst: state.phase === 'sessions' && state.after.ms === START.ms,
  }
}

function nextState({ phase, rules }: State, isPhaseOver: boolean, last: Cursor | undefined): State {
  if (!isPhaseOver) return { phase, after: last!, rules }
  return { phase: phase === 'sessions' ? 'orders' : 'done', after: START, rules }
}

const stepOf = ({ phase }: State, checked: number, changed: number): ReclassifyAnswer => ({
  rules_version: RULES_VERSION,
  checked,
  changed,
  phase,
  done: phase === 'done',
})

/** What a step has read, and the rows that it changes, each with its next revision. */
interface Changes {
  checked: number
  /** Whether no rows are left after them. */
  isLast: boolean
  last: Cursor | undefined
  sessions?: SessionRow[]
  orders?: OrderRow[]
}

type Facets = Pick<SessionRow, TouchFacet>
type Touched = Facets & Pick<SessionRow, 'macros'>

/** The sessions that get other facets, and the conversions whose paths refer to such sessions. */
async function sessionChanges(store: Store, site: SiteRow, after: Cursor, limit: number): Promise<Changes> {
  const found = await store.touchesAfter(site.id, after, limit)
  const facetsNow = new Map(found.map((row) => [keyOf(row), classified(site, row, row.browser)]))
  const isOther = (row: Touched, now: Touched) => differs(row, now) || row.macros !== now.macros
  const isWhole = (row: TouchRow) => row.converted || isOther(row, facetsNow.get(keyOf(row))!)
  let bytes = 0
  const full = found.findIndex((row) => {
    if (isWhole(row)) bytes += row.events_bytes
    return bytes > STEP_BYTES
  })
  const touches = full < 0 ? found : found.slice(0, full + 1)
  const mayChange = touches.filter(isWhole)
  const keys = mayChange.map(({ started_ms, id }) => ({ ms: started_ms, id }))
  const rows = await store.sessionsByKey(site.id, keys)
  const entries = rows.flatMap((row) => row.path ?? [])
  const facetsInPaths = await facetsOfPaths(store, site, entries, facetsNow)
  const sessions = rows.flatMap((row) => {
    const facets = facetsNow.get(keyOf(row))!
    const atMs = convertedMs(row)
    const path = row.path && atMs !== null ? renewedPath(row.path, facetsInPaths, atMs) : row.path
    if (!isOther(row, facets) && path === row.path) return []
    return [{ ...row, ...facets, path, rev: row.rev + 1 }]
  })
  const end = touches.at(-1)
  const isLast = full < 0 && found.length < limit
  return { checked: touches.length, isLast, last: end && { ms: end.started_ms, id: end.id }, sessions }
}

/** The orders whose paths refer to sessions with other facets. */
async function orderChanges(store: Store, site: SiteRow, after: Cursor, limit: number): Promise<Changes> {
  const rows = await store.ordersAfter(site.id, after, limit)
  const entries = rows.flatMap((row) => row.path)
  const facetsInPaths = await facetsOfPaths(store, site, entries, new Map())
  const orders = rows.flatMap((row) => {
    const path = renewedPath(row.path, facetsInPaths, row.ordered_ms)
    return path === row.path ? [] : [{ ...row, path, rev: row.rev + 1 }]
  })
  const end = rows.at(-1)
  const last = end && { ms: end.ordered_ms, id: end.transaction_id }
  return { checked: rows.length, isLast: rows.length < limit, last, orders }
}

const differs = (row: Facets, facets: Facets) => TOUCH_FACETS.some((name) => row[name] !== facets[name])

const keyOfEntry = ({ ms, session_id }: PathEntry) => keyOf({ started_ms: ms, id: session_id })

/**
 * The current facets of the sessions in paths, by `keyOf`: those that this step classifies, and those that are stored.
 * A deleted session has none: the path keeps the facets that it has.
 */
async function facetsOfPaths(
  store: Store,
  site: SiteRow,
  entries: PathEntry[],
  known: ReadonlyMap<string, Facets>,
): Promise<ReadonlyMap<string, Facets>> {
  const found = new Map(known)
  const missing = new Map(entries.map((entry) => [keyOfEntry(entry), { ms: entry.ms, id: entry.session_id }]))
  for (const key of known.keys()) missing.delete(key)
  for (const row of await store.sessionsByKey(site.id, [...missing.values()])) found.set(keyOf(row), row)
  return found
}

/** The path with the given facets and its credit computed again; the same object if no facet differs. */
function renewedPath(path: PathEntry[], facetsNow: ReadonlyMap<string, Facets>, atMs: number): PathEntry[] {
  const facetsOf = (entry: PathEntry) => facetsNow.get(keyOfEntry(entry)) ?? entry
  if (!path.some((entry) => differs(entry, facetsOf(entry)))) return path
  const entries = path.map((entry) => {
    const facets = facetsOf(entry)
    return { ...entry, ...Object.fromEntries(TOUCH_FACETS.map((name) => [name, facets[name]])) }
  })
  return creditTouches(entries, atMs)
}
