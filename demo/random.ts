/** Repeatable random numbers: a seeded generator, and what the demo draws with it. */

/** Returns a number in [0, 1), as `Math.random` does. */
export type Random = () => number

/** An entry of a list with its share. The sum of the shares does not matter. */
export type Weighted = { weight: number }

/** A generator that gives the same numbers for the same text on every machine (FNV-1a, then mulberry32). */
export function seeded(text: string): Random {
  let state = 0x811c9dc5
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return next
}

/** A number in [low, high). */
export const between = (random: Random, low: number, high: number): number => low + random() * (high - low)

/** A whole number from low to high, both included. */
export const whole = (random: Random, low: number, high: number): number =>
  Math.floor(between(random, low, high + 1))

/** One entry of the list, all with the same probability. The list must not be empty. */
export const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!

/** One entry of the list, with a probability that follows its share. The list must not be empty. */
export function draw<T extends Weighted>(random: Random, list: readonly T[]): T {
  let left = random() * list.reduce((sum, { weight }) => sum + weight, 0)
  for (const entry of list) {
    left -= entry.weight
    if (left < 0) return entry
  }
  return list.at(-1)!
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** A text of that length with letters of the alphabet. */
export const letters = (random: Random, length: number, alphabet = BASE64URL): string =>
  Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('')
