/** What an event passes on its way in: named steps, read top to bottom. Each may refuse it, with a reason. */

import { type DropReason, LIMITS } from '../../wire/event.ts'
import { exceedsBytes } from '../../wire/exceedsBytes.ts'
import { DAY_MS } from '../../wire/time.ts'
import { hostOf, isUnder } from '../classify/host.ts'
import type { SiteRow, Where } from '../store/rows.ts'
import { isBot } from './bot.ts'
import { device } from './device.ts'
import { type Draft, readApi, readWire, type Warning } from './draft.ts'
import { hostDetail } from './dropDetail.ts'
import { isExcluded } from './excludedIp.ts'
import type { Hit } from './hit.ts'
import { readLanding } from './readLanding.ts'

/** A server's clock may run ahead by this much; such an event is taken as of now. */
export const AHEAD_MS = 10 * 60_000
/** What the script could not deliver for longer than this is not worth counting as visits. */
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
  hints: { mobile: string | null; platform: string | null }
  language: string | null
  place: { country: string | null; region: string | null; city: string | null }
  /** Names the visitor of an event that has no id: consent was denied, or `Sec-GPC: 1` says so. */
  anonymous: () => Promise<string>
  /** `Sec-GPC: 1`: ids that came are not used. */
  denied: boolean
}

export interface Refusal {
  reason: DropReason
  message: string
  /** For the admin to mend it. */
  detail: string | null
}

/** Null lets the event pass. */
type Step = (draft: Draft, request: IngestRequest) => Refusal | null

const refuse = (reason: DropReason, message: string, detail: string | null = null): Refusal => ({
  reason,
  message,
  detail,
})

const clock: Step = (draft, { from, received_ms, site }) => {
  const age = received_ms - draft.ms
  if (age < -AHEAD_MS) return refuse('invalid', 'ts: lies in the future')
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

/** The user agent of the visitor: a browser's stands in its request; a server may know none, which is no sign of a bot. */
const agentOf = (draft: Draft, { from, user_agent }: IngestRequest): string | null =>
  from === 'browser' ? user_agent : draft.user_agent

const bot: Step = (draft, request) => {
  const agent = agentOf(draft, request)
  return agent !== null && isBot(agent) ? refuse('bot', 'the user agent is a bot') : null
}

const size: Step = (draft) =>
  exceedsBytes(JSON.stringify([draft.params, draft.items]), LIMITS.event_bytes)
    ? refuse('too_big', `params and items may take ${LIMITS.event_bytes} bytes at most (JSON, UTF-8)`)
    : null

/** In this order: cheap and certain refusals first. */
const STEPS: Step[] = [clock, origin, excludedIp, bot, size]

/** The outcome for one event. */
export type Passed = { hit: Hit; warnings: Warning[] } | Refusal

/** Takes one raw event through validation and all steps, and adds what the server knows: device, place, visitor. */
export async function pass(raw: unknown, index: number, request: IngestRequest): Promise<Passed> {
  const read = request.from === 'browser' ? readWire : readApi
  const reading = read(raw, request)
  if ('problem' in reading) return refuse('invalid', reading.problem)
  const { draft } = reading
  for (const step of STEPS) {
    const refusal = step(draft, request)
    if (refusal) return refusal
  }
  return { hit: await enrich(draft, index, request), warnings: draft.warnings }
}

async function enrich(draft: Draft, index: number, request: IngestRequest): Promise<Hit> {
  const { warnings, user_agent: _, url, referrer: __, place, language, visitor_id, session, ...event } = draft
  const named = visitor_id !== null && !request.denied
  const opening = session?.opened ?? draft
  const touch = readLanding(opening.url, opening.referrer)
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
    trusted: request.from === 'server',
    visitor_id: named ? visitor_id : await request.anonymous(),
    session:
      named && session ? { id: session.id, kind: session.kind, opened_ms: session.opened?.ms ?? null } : null,
    user_id: named ? draft.user_id : null,
    where,
  }
}

/** The path of a page, with a hash route (`#/cart`) but without its query, which may hold what is private. */
function pageOf(url: string): string {
  const { pathname, hash } = new URL(url)
  return (/^#!?\//.test(hash) ? `${pathname}${hash.split('?')[0]}` : pathname).slice(0, LIMITS.url_chars)
}

/** `uk-UA,uk;q=0.9` → `uk`. */
const languageOf = (header: string | null): string | null =>
  header?.match(/^\s*([a-zA-Z]{2,3})\b/)?.[1]?.toLowerCase() ?? null
