/** The pipeline: the steps that an event passes, from top to bottom. Each may refuse it, with a reason. */

import { type DropReason, LIMITS } from '../../wire/event.ts'
import { exceedsDepth } from '../../wire/exceedsDepth.ts'
import { DAY_MS, MINUTE_MS } from '../../wire/time.ts'
import { hashRoute, withoutEmails } from '../classify/cleanUrl.ts'
import { hostOf, isUnder } from '../classify/host.ts'
import type { SiteRow, Where } from '../store/rows.ts'
import { device } from './agent/device.ts'
import { isBot } from './agent/isBot.ts'
import { cutDepth } from './cutDepth.ts'
import { type Draft, readApi, readWire } from './draft.ts'
import { hostDetail } from './dropDetail.ts'
import { isExcluded } from './excludedIp.ts'
import { fitParams } from './fitParams.ts'
import type { Hit } from './hit.ts'
import { readLanding } from './readLanding.ts'
import type { Warning } from './warning.ts'
import { withStorableId } from './withStorableId.ts'

/** A server's clock may be ahead by this much: such an event counts as happening now. */
export const AHEAD_MS = 10 * MINUTE_MS
/** Lists and objects within each other that are read of one event. GA4's `items` need four levels. */
const MAX_LEVELS = 20
/** The script's events are refused if their delivery took longer than this. */
const OFFLINE_MS = 7 * DAY_MS

/** What is known of the request that events came in. */
export interface IngestRequest {
  site: SiteRow
  from: 'browser' | 'server'
  received_ms: number
  /** The browser's clock when it sent, ms. */
  sent_ms?: number
  /** `Origin`; null when the request has none. */
  origin: string | null
  ip: string | null
  user_agent: string
  /** Why a program has sent it (`botSignal`); null if nothing but its user agent may show that. */
  automated: string | null
  hints: { mobile: string | null; platform: string | null }
  language: string | null
  place: { country: string | null; region: string | null; city: string | null }
  /** Gives the id of a visitor without one (`anonymousVisitor`): consent was denied, or the browser sends `Sec-GPC: 1`. */
  anonymous: () => Promise<string>
  /** Whether this is the user id's signature under the site's secret (`isSigned`). */
  isSigned: (userId: string, signature: string) => Promise<boolean>
  /** Whether the browser sends `Sec-GPC: 1`. Then the ids in the events are not used. */
  denied: boolean
}

export interface Refusal {
  reason: DropReason
  message: string
  /** What an admin needs to correct the setup (`dropDetail.ts`); kept for the last drop of each reason. */
  detail: string | null
}

/** @returns null if the event may pass */
type Step = (draft: Draft, request: IngestRequest) => Refusal | null

const refuse = (reason: DropReason, message: string, detail: string | null = null): Refusal => ({
  reason,
  message,
  detail,
})

const clock: Step = (draft, { from, received_ms, site }) => {
  const age = received_ms - draft.ms
  if (age < -AHEAD_MS) return refuse('invalid', 'ts: is in the future')
  if (age < 0) draft.ms = received_ms
  const limit = Math.min(site.retention_days * DAY_MS, from === 'browser' ? OFFLINE_MS : Infinity)
  return age > limit ? refuse('too_old', `happened more than ${Math.floor(limit / DAY_MS)} days ago`) : null
}

const origin: Step = (draft, { from, origin, site }) => {
  if (from === 'server' || site.hosts.includes('*')) return null
  const pages = [draft.url, ...(origin && origin !== 'null' ? [origin] : [])]
  const isOurs = (page: string) => site.hosts.some((own) => isUnder(hostOf(page) ?? page, own))
  const foreign = pages.find((page) => !isOurs(page))
  if (foreign === undefined) return null
  const message = `${hostOf(foreign) ?? foreign} is not among the hosts of ${site.site}`
  return refuse('origin', message, hostDetail(foreign))
}

const excludedIp: Step = (_, { ip, site, from }) =>
  from === 'browser' && ip && isExcluded(ip, site.excluded_ips)
    ? refuse('excluded_ip', 'this address is excluded')
    : null

/** The visitor's user agent. A server may not know it (null): that does not make a bot of the visitor. */
const agentOf = (draft: Draft, { from, user_agent }: IngestRequest): string | null =>
  from === 'browser' ? user_agent : draft.user_agent

const bot: Step = (draft, request) => {
  const agent = agentOf(draft, request)
  if (agent !== null && isBot(agent)) return refuse('bot', 'the user agent is a bot')
  const { from, automated } = request
  return from === 'browser' && automated !== null ? refuse('bot', automated) : null
}

const size: Step = (draft) =>
  fitParams(draft)
    ? null
    : refuse('too_big', `params may take ${LIMITS.event_bytes} bytes at most (JSON, UTF-8)`)

/** In this order: the cheapest checks first. */
const STEPS: Step[] = [clock, origin, excludedIp, bot, size]

/** The outcome for one event. */
type Passed = { hit: Hit; warnings: Warning[] } | Refusal

/** Validates one raw event, takes it through all steps, and adds what the server knows: touch, device, place, visitor. */
export async function pass(raw: unknown, index: number, request: IngestRequest): Promise<Passed> {
  const event = exceedsDepth(raw, MAX_LEVELS) ? cutDepth(raw, MAX_LEVELS) : raw
  const reading =
    request.from === 'browser' ? readWire(event, request) : readApi(await withStorableId(event), request)
  if ('problem' in reading) return refuse('invalid', reading.problem)
  const { draft } = reading
  for (const step of STEPS) {
    const refusal = step(draft, request)
    if (refusal) return refusal
  }
  return { hit: await enrich(draft, index, request), warnings: draft.warnings }
}

async function enrich(draft: Draft, index: number, request: IngestRequest): Promise<Hit> {
  const {
    warnings,
    user_agent: _,
    url,
    referrer: __,
    place,
    language,
    visitor_id,
    session,
    signature,
    ...event
  } = draft
  const named = visitor_id !== null && !request.denied
  const opening = session?.opened ?? draft
  const touch = readLanding(opening.url, opening.referrer, request.site.keep_params)
  for (const field of touch.cut) {
    const limit = field === 'url' || field === 'referrer' ? LIMITS.url_chars : LIMITS.campaign_chars
    warnings.push({ field, message: `cut to ${limit} characters` })
  }
  const where: Where = {
    ...(place ?? request.place),
    language: languageOf(language ?? request.language),
    ...device(agentOf(draft, request) ?? '', request.from === 'browser' ? request.hints : undefined),
  }
  return {
    ...event,
    index,
    touch,
    page: pageOf(url),
    received_ms: request.received_ms,
    trusted: request.from === 'server',
    visitor_id: named ? visitor_id : await request.anonymous(),
    session:
      named && session ? { id: session.id, kind: session.kind, opened_ms: session.opened?.ms ?? null } : null,
    user_id: named && (await mayLink(draft, request)) ? draft.user_id : null,
    ad_consent: request.denied ? 'denied' : draft.ad_consent,
    where,
  }
}

/**
 * Whether the event's user id may link browsers. Anyone can state a customer's id on a page, and share that customer's
 * touches and orders: where the site asks for a signature, an id without one is not stored at all.
 */
async function mayLink(
  { user_id, signature, warnings }: Draft,
  { from, site, isSigned }: IngestRequest,
): Promise<boolean> {
  if (user_id === null || from === 'server' || site.identify === 'open') return true
  if (signature !== null && (await isSigned(user_id, signature))) return true
  warnings.push({ field: 'user', message: 'not used: this site asks for a valid signature (identify)' })
  return false
}

/** The path of a page, with a hash route (`#/cart`), but without the query and e-mail addresses. */
function pageOf(url: string): string {
  const { pathname, hash } = new URL(url)
  return (withoutEmails(pathname) + hashRoute(hash)).slice(0, LIMITS.url_chars)
}

/** The first language of an `Accept-Language` header or of a locale: `uk-UA,uk;q=0.9` and `uk_UA.UTF-8` → `uk`. */
const languageOf = (header: string | null): string | null =>
  header?.match(/^\s*([a-zA-Z]{2,3})(?![a-zA-Z\d])/)?.[1]?.toLowerCase() ?? null
