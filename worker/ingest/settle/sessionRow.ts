/** The row of a session: what opened it, what happened in it, and its number among the visitor's sessions. */

import { DEFAULT_POINTS } from '../../../wire/defaultPoints.ts'
import { ownValue } from '../../../wire/ownValue.ts'
import { classify, RULES_VERSION } from '../../classify/classify.ts'
import { TOUCH_FACETS } from '../../store/columns.ts'
import { compositeKey } from '../../store/compositeKey.ts'
import { type SessionRow, type SiteRow, STAGES, type StoredEvent, type Where } from '../../store/rows.ts'
import { excludesSession } from './excludes.ts'
import { type Landing, type SessionGroup, touchOf } from './groupEvents.ts'

/** Events that make a session a conversion, except for rivals: their order is credited to another session. */
const CONVERSIONS = ['generate_lead', 'sign_up', 'purchase']

export const isConversion = ({ name, rival }: Pick<StoredEvent, 'name' | 'rival'>): boolean =>
  CONVERSIONS.includes(name) && !rival

/** The instant of a session's first conversion, null without one. */
export const convertedMs = (session: SessionRow): number | null =>
  session.events.find(isConversion)?.ms ?? null

/** The latest user id. Rows that an older version has stored may have one that none of their events has. */
const userOf = (events: StoredEvent[]): string | null => events.findLast(({ user }) => user)?.user ?? null

/** The key of a session among those of one visitor. */
export const keyOf = (row: Pick<SessionRow, 'started_ms' | 'id'>): string =>
  compositeKey(row.started_ms, row.id)

/**
 * The row of one group of events. Its numbers are not set, and its path is still that of the stored row:
 * `writeVisits` and `creditPaths` set them.
 * @param stored the visitor's rows by `keyOf`; if nothing has changed, the stored object itself is returned
 */
export function sessionRow(
  site: SiteRow,
  group: SessionGroup,
  visitorId: string,
  stored: ReadonlyMap<string, SessionRow>,
): SessionRow {
  const { base, events, landing } = group
  const where = whereOf(group)
  // The browser counts, too: without a referrer, the source may be its app.
  const isSame =
    base !== null &&
    base.url === landing.url &&
    base.referrer === landing.referrer &&
    base.browser === where.browser
  const row = isSame && !group.hits.length ? stored.get(keyOf(group)) : undefined
  if (row?.events.length === events.length && row.events.every((event, i) => event === events[i])) return row
  // A stored classification stays, even if the rules have changed: `reclassify` applies new rules.
  const touch = isSame ? classificationOf(base) : classified(site, landing, where.browser)
  const placed = { visitor_id: visitorId, source: touch.source, started_ms: group.started_ms }
  // A stored session stays in or out of reports: the job that applies exclusions also corrects later sessions.
  const isKept = isSame && base.started_ms === group.started_ms
  return {
    ...where,
    ...touch,
    ...countsOf(events, site),
    site_id: site.id,
    started_ms: group.started_ms,
    id: group.id,
    rev: 0,
    kind: group.kind,
    visitor_id: visitorId,
    user_id: userOf(events) ?? (base && !userOf(stored.get(keyOf(base))?.events ?? []) ? base.user_id : null),
    visit_number: 0,
    first_seen_ms: 0,
    prev_started_ms: null,
    path: base?.path ?? null,
    events,
    ad_consent: events.findLast((event) => event.ad_consent)?.ad_consent ?? base?.ad_consent ?? null,
    excluded: isKept ? base.excluded : excludesSession(site, placed),
  }
}

/** The columns that the current rules give to a landing in this browser. */
export function classified(site: SiteRow, landing: Landing, browser: string) {
  const touch = touchOf(landing)
  const { reasons, ...facets } = classify(touch, site, browser)
  const { url, referrer } = touch
  const macros = Object.keys(touch.macros).length ? JSON.stringify(touch.macros) : null
  return { url, referrer, rules_version: RULES_VERSION, macros, ...facets }
}

function classificationOf(row: SessionRow): ReturnType<typeof classified> {
  const { url, referrer, rules_version, macros } = row
  return { url, referrer, rules_version, macros, ...pick(row, TOUCH_FACETS) }
}

const pick = <R, K extends keyof R>(row: R, keys: readonly K[]) =>
  Object.fromEntries(keys.map((key) => [key, row[key]])) as Pick<R, K>

/** Place and device: for the script those of its first request, for a server those of the earliest event. */
function whereOf({ kind, base, hits, events }: SessionGroup): Where {
  const earliest = kind === 'browser' ? undefined : events.find((event) => event.where)?.where
  const { country, region, city, language, device, browser, os } = earliest ?? base ?? hits[0]!.where
  return { country, region, city, language, device, browser, os }
}

/** What is counted from the events. It is counted again at each write, so that it always agrees with them. */
function countsOf(events: StoredEvent[], site: SiteRow) {
  const counted = events.filter(({ rival }) => !rival)
  const count = (name: string) => events.filter((event) => event.name === name).length
  const pointsOf = (name: string) => ownValue(site.points, name) ?? ownValue(DEFAULT_POINTS, name) ?? 0
  return {
    ended_ms: events.at(-1)!.ms,
    pageviews: count('page_view'),
    event_count: events.length,
    stages: counted.reduce((bits, { name }) => bits | (ownValue<number>(STAGES, name) ?? 0), 0),
    leads: count('generate_lead'),
    sign_ups: count('sign_up'),
    points: counted.reduce((sum, { name }) => sum + pointsOf(name), 0),
  }
}

type Numbered = Pick<
  SessionRow,
  'started_ms' | 'visit_number' | 'first_seen_ms' | 'prev_started_ms' | 'excluded'
>

/**
 * Numbers a visitor's sessions, which come in order of time, as if excluded ones did not exist. An excluded one gets the
 * numbers that it would have if it alone were included. If only the last sessions were loaded, the first of them
 * gives the number and the previous session to begin with. A session whose numbers do not change is returned as the same
 * object.
 */
export function numberSessions<S extends Numbered>(sessions: S[], firstLoaded: Numbered | undefined): S[] {
  const before = firstLoaded && firstLoaded.visit_number > 1 ? firstLoaded : null
  let visit_number = before?.visit_number ?? 1
  let seen_ms = before?.first_seen_ms ?? null
  let prev_started_ms = before?.prev_started_ms ?? null
  return sessions.map((session) => {
    const numbers = { visit_number, first_seen_ms: seen_ms ?? session.started_ms, prev_started_ms }
    if (!session.excluded) {
      visit_number++
      seen_ms ??= session.started_ms
      prev_started_ms = session.started_ms
    }
    const isSame =
      session.visit_number === numbers.visit_number &&
      session.first_seen_ms === numbers.first_seen_ms &&
      session.prev_started_ms === numbers.prev_started_ms
    return isSame ? session : { ...session, ...numbers }
  })
}
