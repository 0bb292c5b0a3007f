/** Slots: the quarters of a site's local days, in which time is folded. Numbered from 1970 on, four to a day. */
import { DAY_MS } from '../../wire/time.ts'
import { localInstant, offset } from './zone.ts'

export const SLOTS_A_DAY = 4
const SLOT_MS = DAY_MS / SLOTS_A_DAY

/** How many slots a block spans: a quarter of a day, a day, 4, 16 and 64 days; each holds four of the size below. */
export const FAN = 4
export const SIZES = [1, 4, 16, 64, 256] as const

const starts = new Map<string, Map<number, number>>()

/** The first instant of a slot. Where clocks skip a whole slot it is empty: it begins where the next one does. */
export function slotStart(slot: number, timezone: string): number {
  let known = starts.get(timezone)
  if (!known) {
    known = new Map()
    starts.set(timezone, known)
  }
  let ms = known.get(slot)
  if (ms === undefined) {
    const day = Math.floor(slot / SLOTS_A_DAY)
    ms = localInstant(day, (slot - day * SLOTS_A_DAY) * SLOT_MS, timezone)
    known.set(slot, ms)
  }
  return ms
}

/** The slot that an instant lies in. */
export function slotOf(ms: number, timezone: string): number {
  let slot = Math.floor((ms + offset(ms, timezone)) / SLOT_MS)
  while (slotStart(slot, timezone) > ms) slot--
  while (slotStart(slot + 1, timezone) <= ms) slot++
  return slot
}

/** The first slot that begins at an instant or after it. */
export function slotFrom(ms: number, timezone: string): number {
  const slot = slotOf(ms, timezone)
  return slotStart(slot, timezone) === ms ? slot : slot + 1
}

/** The first slot of the block of a size that a slot lies in. */
export const blockOf = (slot: number, size: number): number => Math.floor(slot / size) * size
