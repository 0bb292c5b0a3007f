import type { DropReason } from '../../wire/event.ts'
import type { DropStore } from '../store/dropStore.ts'

/**
 * Drops that a sender can cause as often as he likes: a row for each would be the attack. They are counted in the memory
 * of the isolate, and written at most once in a pause for each site. What an isolate has not written when it ends is lost.
 */
interface PausedDrops {
  /** Counts drops, and writes those of the site if the pause is over. With `count` 0 it only writes what is due. */
  add(store: DropStore, siteId: number, count: number, nowMs: number, detail?: string | null): Promise<void>
}

export function pausedDrops(reason: DropReason, pauseMs: number): PausedDrops {
  /** By site: how many were dropped since the last write, and when the next write may be. */
  const pending = new Map<number, { count: number; from_ms: number }>()
  return {
    async add(store, siteId, more, nowMs, detail = null) {
      const before = pending.get(siteId) ?? { count: 0, from_ms: 0 }
      const count = before.count + more
      if (!count) return
      const isDue = nowMs >= before.from_ms
      pending.set(siteId, isDue ? { count: 0, from_ms: nowMs + pauseMs } : { ...before, count })
      if (isDue) await store.addDrops(siteId, { [reason]: { count, detail } }, nowMs)
    },
  }
}
