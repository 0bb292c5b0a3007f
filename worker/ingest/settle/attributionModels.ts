/** The attribution models: how much credit each of them gives to each touch of a path. */
import type { Model } from '../../../wire/model.ts'
import { DAY_MS } from '../../../wire/time.ts'
import type { PathEntry } from '../../store/rows.ts'

/** `time_decay`: a touch has half the weight of one that came this much later. */
const HALF_LIFE_MS = 7 * DAY_MS

/** Each model's shares of the touches of a path. They need not add up to 1. */
const SHARES: Record<Model, (path: PathEntry[], atMs: number) => number[]> = {
  first: (path) => path.map((_, i) => (i === 0 ? 1 : 0)),
  last: (path) => path.map((_, i) => (i === path.length - 1 ? 1 : 0)),
  last_non_direct: (path) => {
    const found = path.findLastIndex((entry) => entry.channel !== 'Direct')
    const chosen = found < 0 ? path.length - 1 : found
    return path.map((_, i) => (i === chosen ? 1 : 0))
  },
  linear: (path) => path.map(() => 1),
  // 40 % to the first and the last touch, 20 % to those between
  position: ({ length }) => {
    if (length < 3) return Array(length).fill(1)
    return Array.from({ length }, (_, i) => (i === 0 || i === length - 1 ? 0.4 : 0.2 / (length - 2)))
  },
  time_decay: (path, atMs) => path.map((entry) => 2 ** (-Math.max(0, atMs - entry.ms) / HALF_LIFE_MS)),
}

/**
 * Gives each touch its credit (`w`) under each model, an excluded one none: an interval of [0, 1], which begins where the one before ends. A
 * touch's part of an amount is the rounded amount at the interval's end less that at its start, so that the parts always
 * add up to the amount.
 */
export function creditTouches(touches: readonly PathEntry[], atMs: number): PathEntry[] {
  const all = touches.map((entry): PathEntry => ({ ...entry, w: {} }))
  const path = all.filter((entry) => !entry.excluded)
  for (const model of Object.keys(SHARES) as Model[]) {
    const shares = SHARES[model](path, atMs)
    const sum = shares.reduce((a, b) => a + b, 0)
    let before = 0
    let end = 0
    path.forEach((entry, i) => {
      before += shares[i]!
      const start = end
      end = i === path.length - 1 ? 1 : before / sum
      if (shares[i]) entry.w[model] = [start, end]
    })
  }
  return all
}
