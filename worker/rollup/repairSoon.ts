/**
 * Rolls up dirty slots soon after a report had to count many of them from the sessions: the next reports are fast again,
 * and do not wait for the cron.
 */
import { HOUR_MS } from '../../wire/time.ts'
import type { SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { dirtySlotsOf, forgetState } from './freshness.ts'
import { rollUpStep } from './rollUp.ts'

/** From so many dirty slots on (two days), reports do not wait for the hourly run of the cron. */
export const MANY_DIRTY_SLOTS = 8
/** Steps after one request. Each reads about two thousand sessions, or one slot if that has more. */
const STEPS = 2
/** Dirty slots an hour, for each site and isolate. A slot costs about 45 rows written: 11,500 rows an hour at most. */
const MOST_SLOTS_AN_HOUR = 256

interface Repairs {
  hour: number
  slots: number
  isRunning: boolean
}

const repairs = new Map<number, Repairs>()

/** Null if there is nothing to do now. Otherwise starts it: to be passed to `waitUntil`, after the answer. Never throws. */
export function repairSoon(store: Store, site: SiteRow, nowMs: number): Promise<void> | null {
  if (dirtySlotsOf(site) < MANY_DIRTY_SLOTS) return null
  const hour = Math.floor(nowMs / HOUR_MS)
  const before = repairs.get(site.id)
  const state = before?.hour === hour ? before : { hour, slots: 0, isRunning: false }
  if (state.isRunning || state.slots >= MOST_SLOTS_AN_HOUR) return null
  repairs.set(site.id, state)
  return repair(store, site, nowMs, state)
}

async function repair(store: Store, site: SiteRow, nowMs: number, state: Repairs): Promise<void> {
  state.isRunning = true
  try {
    for (let step = 0; step < STEPS; step++) {
      const { outcome, repaired } = await rollUpStep(store, site, nowMs, MANY_DIRTY_SLOTS)
      state.slots += Math.max(1, repaired)
      if (outcome !== 'more') return
    }
  } catch (error) {
    console.error(error)
  } finally {
    state.isRunning = false
    forgetState(site)
  }
}
