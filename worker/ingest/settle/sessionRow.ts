/** Makes the row of a session out of its visit: what opened it, what happened in it, and its place in the visitor's life. */

import { classify, RULES_VERSION } from '../../classify/classify.ts'
import { readTouch } from '../../classify/touch.ts'
import { TOUCH_FACETS } from '../../store/columns.ts'
import { type SessionRow, type SiteRow, STAGES, type StoredEvent, type Where } from '../../store/rows.ts'
import { keyOf } from './changeOf.ts'
import type { Visit } from './groupEvents.ts'
import { pointsOf } from './points.ts'

/** Events that make a session a conversion. */
export const CONVERSIONS = ['generate_lead', 'sign_up', 'purchase']

/** The instant of a session's first conversion event; null without one. */
export const convertedMs = (session: SessionRow): number | null =>
  session.events.find((event) => CONVERSIONS.includes(event.name))?.ms ?? null

/**
 * The row of one visit; its number and path are filled in by those who see the visitor's other visits.
 * @param stored the visitor's rows as they stand, by `keyOf`: a visit that says nothing new keeps its own
 */
export function rowOf(
  site: SiteRow,
  visit: Visit,
  visitorId: string,
  stored: Map<string, SessionRow>,
): SessionRow {
  const { base, events } = visit
  const same = base !== null && base.url === visit.url && base.referrer === visit.referrer
  const row = same && !visit.hits.length ? stored.get(keyOf(visit)) : undefined
  if (row?.events.length === events.length && row.events.every((event, i) => event === events[i])) return row
  return {
    ...place(visit),
    ...(same ? touchOf(base) : classified(site, visit)),
    ...counts(events, site),
    site_id: site.id,
    started_ms: visit.started_ms,
    id: visit.id,
    rev: 0,
    kind: visit.kind,
    visitor_id: visitorId,
    user_id: events.findLast((event) => event.user)?.user ?? base?.user_id ?? null,
    visit_number: 0,
    first_seen_ms: 0,
    prev_started_ms: null,
    path: base?.path ?? null,
    events,
  }
}

/** What the present rules make of a landing. */
export function classified(site: SiteRow, landing: { url: string; referrer: string }) {
  const touch = readTouch(landing.url, landing.referrer)
  const { reasons, ...facets } = classify(touch, site)
  return { url: touch.url, referrer: touch.referrer, rules_version: RULES_VERSION, ...facets }
}

function touchOf({ url, referrer, rules_version, ...row }: SessionRow): ReturnType<typeof classified> {
  return { url, referrer, rules_version, ...pick(row, TOUCH_FACETS) }
}

const pick = <R, K extends keyof R>(row: R, keys: readonly K[]) =>
  Object.fromEntries(keys.map((key) => [key, row[key]])) as Pick<R, K>

/** Place and device: the script's are those of its first request, a server's those of the earliest event. */
function place(visit: Visit): Where {
  const where =
    visit.kind === 'browser'
      ? (visit.base ?? visit.hits[0]!.where)
      : (visit.events.find((event) => event.where)?.where ?? visit.base ?? visit.hits[0]!.where)
  const { country, region, city, language, device, browser, os } = where
  return { country, region, city, language, device, browser, os }
}

function counts(events: StoredEvent[], site: SiteRow) {
  const of = (name: string) => events.filter((event) => event.name === name).length
  return {
    ended_ms: events.at(-1)!.ms,
    pageviews: of('page_view'),
    event_count: events.length,
    stages: events.reduce((bits, { name }) => bits | (STAGES[name as keyof typeof STAGES] ?? 0), 0),
    leads: of('generate_lead'),
    sign_ups: of('sign_up'),
    points: events.reduce((sum, { name }) => sum + pointsOf(name, site.points), 0),
  }
}

/**
 * Numbers a visitor's sessions, given in order of time. Only the later part of a long history may be there: then the
 * first stored row says what stands before it.
 */
export function number(sessions: SessionRow[], earliest: SessionRow | undefined): SessionRow[] {
  const before = earliest && earliest.visit_number > 1 ? earliest : null
  const firstSeen = before?.first_seen_ms ?? sessions[0]?.started_ms ?? 0
  let previous = before?.prev_started_ms ?? null
  return sessions.map((session, index) => {
    const numbers = {
      visit_number: (before?.visit_number ?? 1) + index,
      first_seen_ms: firstSeen,
      prev_started_ms: previous,
    }
    previous = session.started_ms
    // One that stays as it is stays the same object, by which it is known; the path of a conversion is yet to be seen.
    const isSame =
      session.visit_number === numbers.visit_number &&
      session.first_seen_ms === numbers.first_seen_ms &&
      session.prev_started_ms === numbers.prev_started_ms &&
      session.path === null &&
      convertedMs(session) === null
    return isSame ? session : { ...session, ...numbers }
  })
}
