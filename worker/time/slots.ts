/** Slots: the unit of rollups. Each is six hours, a fourth of a site's local day. They are numbered from 1970 on. */
import { DAY_MS } from '../../wire/time.ts'
import { localInstant, offset } from './zone.ts'

const SLOTS_A_DAY = 4
const SLOT_MS = DAY_MS / SLOTS_A_DAY

const starts = new Map<string, Map<number, number>>()

/** The first instant of a slot. A slot that the clocks skip is empty: it begins where the next one does. */
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

/** The slot that contains an instant. */
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
