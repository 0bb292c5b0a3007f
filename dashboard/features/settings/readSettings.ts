/**
 * Reads the settings form into the API's fields, and maps the API's issues back to the fields. Works without a
 * browser.
 */
import { EVENT_NAME, EVENTS } from '../../../wire/event.ts'
import type { Site } from '../../shared/fetching/answers.ts'
import type { ApiError } from '../../shared/fetching/request.ts'
import { hostOf, listed } from '../../shared/format/hosts.ts'

export const FIELDS = [
  'name',
  'currency',
  'timezone',
  'hosts',
  'ignored_referrers',
  'excluded_ips',
  'keep_params',
  'points',
  'retention_days',
  'revenue_counts',
  'exclude_data_centres',
  'rows_per_day',
  'identify',
] as const
export type SiteField = (typeof FIELDS)[number]

export type Patch = Pick<Required<Site>, SiteField>

/** The lines of other events that have no valid points. */
interface UnreadablePoints {
  field: 'points'
  lines: string[]
}

/** `text` returns a form field by its name: `points.purchase` and so on, and `other_points` for all other events. */
export function readSettings(text: (name: string) => string): Patch | UnreadablePoints {
  const known = EVENTS.flatMap((name) => {
    const typed = text(`points.${name}`).trim()
    return typed ? [[name, Number(typed)] as const] : []
  })
  const others = parsePoints(text('other_points'))
  if (others.wrong.length) return { field: 'points', lines: others.wrong }
  return {
    name: text('name').trim(),
    currency: text('currency'),
    timezone: text('timezone'),
    hosts: listed(text('hosts')).map((host) => (host === '*' ? host : hostOf(host))),
    ignored_referrers: listed(text('ignored_referrers')).map(hostOf),
    excluded_ips: listed(text('excluded_ips')),
    keep_params: listed(text('keep_params')).map((name) => name.toLowerCase()),
    points: { ...others.points, ...Object.fromEntries(known) },
    retention_days: Number(text('retention_days')),
    revenue_counts: text('revenue_counts') as Site['revenue_counts'],
    exclude_data_centres: text('exclude_data_centres') === 'yes',
    rows_per_day: text('rows_per_day').trim() ? Number(text('rows_per_day')) : null,
    identify: text('identify') as Site['identify'],
  }
}

/** Reads lines like `newsletter_opened: 5`. */
export function parsePoints(text: string): { points: Record<string, number>; wrong: string[] } {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const read = lines.map((line) => line.match(/^([^\s:=]+)\s*[:=\s]\s*(-?\d+)$/))
  return {
    points: Object.fromEntries(read.flatMap((found) => (found ? [[found[1]!, Number(found[2])]] : []))),
    wrong: lines.filter((_, at) => !read[at] || !EVENT_NAME.test(read[at][1]!)),
  }
}

/** The points of events that have no field of their own, one per line. */
export const otherPoints = (points: Record<string, number>): string =>
  Object.entries(points)
    .filter(([name]) => !(EVENTS as readonly string[]).includes(name))
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')

/**
 * The refused entries of a field that is a list; [] if the field as a whole was refused; null if it was not refused.
 */
export function refusedOf(error: ApiError, field: SiteField, sent: Patch): string[] | null {
  // The API answers 409 only for the currency, if there is money already.
  if (error.status === 409) return field === 'currency' ? [] : null
  if (!error.concerns(field)) return null
  const list = sent[field]
  if (!Array.isArray(list)) return []
  const places = error.issues.flatMap(({ path }) => path.match(`^${field}\\.(\\d+)$`)?.[1] ?? [])
  return [...new Set(places)].flatMap((place) => list[Number(place)] ?? [])
}
