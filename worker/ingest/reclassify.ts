/** Applies the present channel rules to history, from the raw touches, in steps that can be interrupted. */

import { RULES_VERSION } from '../classify/classify.ts'
import { TOUCH_FACETS, type TouchFacet } from '../store/columns.ts'
import type { OrderRow, PathEntry, SessionRow, SiteRow } from '../store/rows.ts'
import type { Cursor } from '../store/sessionStore.ts'
import type { Store } from '../store/store.ts'
import { credit } from './settle/path.ts'
import { classified, convertedMs } from './settle/sessionRow.ts'

/** Rows a step: what classification takes of the free plan's 10 ms. */
export const STEP = { unless_said: 200, most: 2000 }

const JOB = 'reclassify'
const START: Cursor = { ms: Number.MIN_SAFE_INTEGER, id: '' }

/** First all sessions in order of time, then all orders: what a path refers to is then done before it. */
interface State extends Record<string, unknown> {
  phase: 'sessions' | 'orders' | 'done'
  after: Cursor
  /** Under which rules and settings; others begin anew. */
  rules: string
}

export interface Step {
  rules_version: number
  /** Rows looked at, and rows that came out otherwise, in this step. */
  checked: number
  changed: number
  phase: State['phase']
  done: boolean
}

/** One step over at most `limit` rows. What it has done and how far it came are written together. */
export async function reclassify(store: Store, site: SiteRow, limit: number, nowMs: number): Promise<Step> {
  const rules = JSON.stringify([RULES_VERSION, site.hosts, site.ignored_referrers])
  const stored = (await store.job(site.id, JOB)) as State | null
  const state: State = stored?.rules === rules ? stored : { phase: 'sessions', after: START, rules }
  if (state.phase === 'done') return told(state, 0, 0)
  const step = state.phase === 'sessions' ? sessionStep : orderStep
  const { checked, last, sessions = [], orders = [] } = await step(store, site, state.after, limit)
  const ended = checked < limit
  const phase = !ended ? state.phase : state.phase === 'sessions' ? 'orders' : 'done'
  const next: State = { phase, after: ended ? START : last!, rules }
  const change = { sessions, orders, removed: [], preconditions: [], identities: [], drops: {} }
  // A visitor came in between: this step is tried again with the next request.
  const written = await store.write(site.id, { ...change, job: { name: JOB, state: next } }, nowMs)
  if (written !== 'written') return told(state, 0, 0)
  return told(next, checked, sessions.length + orders.length)
}

const told = ({ phase }: State, checked: number, changed: number): Step => ({
  rules_version: RULES_VERSION,
  checked,
  changed,
  phase,
  done: phase === 'done',
})

interface Work {
  checked: number
  last: Cursor | undefined
  sessions?: SessionRow[]
  orders?: OrderRow[]
}

type Facets = Pick<SessionRow, TouchFacet>

async function sessionStep(store: Store, site: SiteRow, after: Cursor, limit: number): Promise<Work> {
  const rows = await store.touchesAfter(site.id, after, limit)
  const now = new Map(rows.map((row) => [keyOf(row.started_ms, row.id), classified(site, row)]))
  const keys = rows
    .filter((row) => row.converted || differs(row, now.get(keyOf(row.started_ms, row.id))!))
    .map(({ started_ms, id }) => ({ ms: started_ms, id }))
  const affected = await store.sessionsByKey(site.id, keys)
  const touched = await touchesOf(
    store,
    site,
    affected.flatMap((row) => row.path ?? []),
    now,
  )
  const sessions = affected.flatMap((row) => {
    const facets = now.get(keyOf(row.started_ms, row.id))!
    const atMs = convertedMs(row)
    const path = row.path && atMs !== null ? renewed(row.path, touched, atMs) : row.path
    if (!differs(row, facets) && path === row.path) return []
    return [{ ...row, ...facets, path, rev: row.rev + 1 }]
  })
  const end = rows.at(-1)
  return { checked: rows.length, last: end && { ms: end.started_ms, id: end.id }, sessions }
}

async function orderStep(store: Store, site: SiteRow, after: Cursor, limit: number): Promise<Work> {
  const rows = await store.ordersAfter(site.id, after, limit)
  const touched = await touchesOf(
    store,
    site,
    rows.flatMap((row) => row.path),
    new Map(),
  )
  const orders = rows.flatMap((row) => {
    const path = renewed(row.path, touched, row.ordered_ms)
    return path === row.path ? [] : [{ ...row, path, rev: row.rev + 1 }]
  })
  const end = rows.at(-1)
  return { checked: rows.length, last: end && { ms: end.ordered_ms, id: end.transaction_id }, orders }
}

const keyOf = (ms: number, id: string) => `${ms} ${id}`

const differs = (row: Facets, facets: Facets) => TOUCH_FACETS.some((name) => row[name] !== facets[name])

/** How the sessions that paths refer to are classified now. Those that are gone keep what the path says of them. */
async function touchesOf(store: Store, site: SiteRow, entries: PathEntry[], known: Map<string, Facets>) {
  const found = new Map(known)
  const missing = new Map(entries.map(({ ms, session_id: id }) => [keyOf(ms, id), { ms, id }]))
  for (const key of known.keys()) missing.delete(key)
  for (const row of await store.sessionsByKey(site.id, [...missing.values()]))
    found.set(keyOf(row.started_ms, row.id), row)
  return found
}

/** The path with its touches as they are classified now, its credit shared anew; the same path when nothing changed. */
function renewed(path: PathEntry[], touched: Map<string, Facets>, atMs: number): PathEntry[] {
  const facetsOf = (entry: PathEntry) => touched.get(keyOf(entry.ms, entry.session_id)) ?? entry
  if (!path.some((entry) => differs(entry, facetsOf(entry)))) return path
  const entries = path.map((entry) => {
    const facets = facetsOf(entry)
    return { ...entry, ...Object.fromEntries(TOUCH_FACETS.map((name) => [name, facets[name]])), w: {} }
  })
  return credit(entries, atMs)
}
