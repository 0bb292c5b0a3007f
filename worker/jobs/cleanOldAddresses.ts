import { cleanOrder, cleanSession, needsCleaning } from '../ingest/cleanStored.ts'
import { type Change, NO_CHANGE } from '../store/ledgerStore.ts'
import type { SiteRow } from '../store/rows.ts'
import type { Cursor } from '../store/sessionStore.ts'
import type { Store } from '../store/store.ts'
import type { CronJob } from './cronJob.ts'
import { takeDueSteps } from './takeDueSteps.ts'

const NAME = 'clean old addresses'
/** Rows that a step looks at, and sessions that it reads whole. */
const STEP_ROWS = 500
const STEP_SESSIONS = 50
/** Steps of a site in a run, at most: a million sessions in a day or less. */
const MAX_STEPS = 32
const START: Cursor = { ms: Number.MIN_SAFE_INTEGER, id: '' }

/** How far the job has come. When the site keeps fewer parameters than then, it begins again. */
interface State extends Record<string, unknown> {
  phase: 'sessions' | 'orders' | 'done'
  after: Cursor
  keep: string[]
}

/**
 * Removes personal data from the addresses of sessions and orders that were stored before it was removed on arrival: first
 * of all sessions in order of time, then of all orders, and then no more. Each step is written by compare-and-set, together
 * with the job's state: a step that meets a conflict changes nothing, and the next run repeats it.
 */
export const cleanOldAddresses: CronJob = {
  name: NAME,
  waits: true,
  async run(store, { now_ms, sites }) {
    for (const site of sites) {
      const stored = (await store.job(site.id, NAME)) as State | null
      const isValid = stored?.keep.every((name) => site.keep_params.includes(name))
      let state: State = isValid ? stored! : { phase: 'sessions', after: START, keep: site.keep_params }
      if (state.phase === 'done') continue
      await takeDueSteps(store, site.id, NAME, MAX_STEPS, async () => {
        const next = await cleanSome(store, site, state, now_ms)
        if (!next) return false
        state = next
        return state.phase !== 'done'
      })
    }
  },
}

/** Does one step. @returns the state after it; null after a conflict */
async function cleanSome(store: Store, site: SiteRow, state: State, nowMs: number): Promise<State | null> {
  const { change, last } = await (state.phase === 'sessions' ? sessionsOf : ordersOf)(
    store,
    site,
    state.after,
  )
  const keep = site.keep_params
  const over: State = { phase: state.phase === 'sessions' ? 'orders' : 'done', after: START, keep }
  const next: State = last ? { phase: state.phase, after: last, keep } : over
  const job = { name: NAME, state: next }
  return (await store.write(site.id, { ...NO_CHANGE, ...change, job }, nowMs)) === 'written' ? next : null
}

/** What a step changes, and the last row that it has looked at; null if there was none. */
interface Step {
  change: Partial<Change>
  last: Cursor | null
}

async function sessionsOf(store: Store, site: SiteRow, after: Cursor): Promise<Step> {
  const keep = site.keep_params
  const rows = await store.addressesAfter(site.id, after, STEP_ROWS)
  const places = rows.flatMap((row, place) => (needsCleaning(row, keep) ? [place] : []))
  const looked = rows.slice(0, places[STEP_SESSIONS] ?? rows.length)
  const keys = places
    .slice(0, STEP_SESSIONS)
    .map((place) => ({ ms: rows[place]!.started_ms, id: rows[place]!.id }))
  const whole = await store.sessionsByKey(site.id, keys)
  const sessions = whole.flatMap((row) => {
    const clean = cleanSession(row, keep)
    return clean === row ? [] : [{ ...clean, rev: row.rev + 1 }]
  })
  const end = looked.at(-1)
  return { change: { sessions }, last: end ? { ms: end.started_ms, id: end.id } : null }
}

async function ordersOf(store: Store, site: SiteRow, after: Cursor): Promise<Step> {
  const rows = await store.ordersAfter(site.id, after, STEP_SESSIONS)
  const orders = rows.flatMap((row) => {
    const clean = cleanOrder(row)
    return clean === row ? [] : [{ ...clean, rev: row.rev + 1 }]
  })
  const end = rows.at(-1)
  return { change: { orders }, last: end ? { ms: end.ordered_ms, id: end.transaction_id } : null }
}
