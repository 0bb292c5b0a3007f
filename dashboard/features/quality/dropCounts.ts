/** Adds up dropped events by reason and by day. */

import { DROP_REASONS, type DropReason } from '../../../wire/event.ts'
import { shiftDay } from '../../../wire/time.ts'

/** A row of the report `drops`. `detail` and `last_at` may be missing in old counts. */
export interface DropRow {
  reason: string
  /** UTC. */
  day: string
  count: number
  /** The host or the site of the last dropped event. */
  detail?: string | null
  last_at?: string | null
}

export interface DropCount {
  reason: string
  count: number
  detail: string | null
  last_at: string | null
}

/** Reasons for which events are excluded on purpose. All others are losses that can be fixed. */
const ON_PURPOSE: readonly string[] = ['bot', 'duplicate', 'opted_out', 'excluded_ip'] satisfies DropReason[]

export const isLoss = (reason: string): boolean => !ON_PURPOSE.includes(reason)

export const knownReason = (reason: string): DropReason | undefined =>
  DROP_REASONS.find((option) => option === reason)

/** The counts by reason: losses first, then by number. */
export function byReason(rows: readonly DropRow[]): DropCount[] {
  const counts = [...new Set(rows.map(({ reason }) => reason))].map((reason): DropCount => {
    const of = rows.filter((row) => row.reason === reason)
    const last = of.reduce((a, b) => ((b.last_at ?? '') > (a.last_at ?? '') ? b : a))
    return { reason, count: total(of), detail: last.detail ?? null, last_at: last.last_at ?? null }
  })
  return counts.sort((a, b) => Number(isLoss(b.reason)) - Number(isLoss(a.reason)) || b.count - a.count)
}

/** The counts by day, from the first day with a drop to the last, including days without one. */
export function byDay(rows: readonly DropRow[]): { day: string; counts: Map<string, number> }[] {
  const days = rows.map(({ day }) => day).sort()
  const found: { day: string; counts: Map<string, number> }[] = []
  for (let day = days[0]; day !== undefined && day <= days.at(-1)!; day = shiftDay(day, 1)) {
    const of = rows.filter((row) => row.day === day)
    found.push({ day, counts: new Map(of.map(({ reason, count }) => [reason, count])) })
  }
  return found
}

export const total = (rows: readonly { count: number }[]): number =>
  rows.reduce((sum, { count }) => sum + count, 0)
