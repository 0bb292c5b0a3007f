/** Reads one event, the script's or a server's, into the form that the pipeline works on. */
import type { AdConsent } from '../../wire/answers/values.ts'
import { LIMITS } from '../../wire/event.ts'
import { isBlank } from '../../wire/isBlank.ts'
import { NUMBER_ID } from '../../wire/readId.ts'
import { apiEvent, wireEvent } from '../../wire/schema.ts'
import { HOUR_MS } from '../../wire/time.ts'
import { cleanText } from '../classify/cleanText.ts'
import { cleanParam } from '../classify/cleanUrl.ts'
import type { SiteRow } from '../store/rows.ts'
import { adConsentOf } from './adConsentOf.ts'
import { type Commerce, readCommerce } from './commerce/readCommerce.ts'
import { countryOf } from './countryOf.ts'
import { identityOf } from './identityOf.ts'
import { problemOf } from './problemOf.ts'
import { readUser } from './readUser.ts'
import { readUserAgent } from './readUserAgent.ts'
import type { Warning } from './warning.ts'
import { warnOfUnused } from './warnOfUnused.ts'

/** The longest time from the start of a session to an event. If an event states an earlier start, this is used. */
const MAX_SESSION_MS = 12 * HOUR_MS

/** The session that the sender names, with its start and landing where the script states them. */
interface DraftSession {
  id: string
  kind: 'browser' | 'given'
  opened: { ms: number; url: string; referrer: string } | null
}

/** A well-formed event. Null: not stated. */
export interface Draft extends Commerce {
  id: string
  name: string
  /** When it happened, by the server's clock. */
  ms: number
  url: string
  referrer: string
  visitor_id: string | null
  session: DraftSession | null
  user_id: string | null
  /** Of the user id, as the page states it. */
  signature: string | null
  user_agent: string | null
  place: { country: string | null; region: string | null; city: string | null } | null
  language: string | null
  ad_consent: AdConsent | null
  params: Record<string, string | number | boolean>
  warnings: Warning[]
}

/**
 * A server's event without a visitor has one of its own, whose id begins with this; the same one if the event is sent again.
 * No page may use such an id: it could use up the id of an event that the server is going to send.
 */
export const VISITOR_OF_EVENT = 'event:'

/** What reading an event needs of its request. */
interface Circumstances {
  site: Pick<SiteRow, 'keep_params' | 'currency'>
  /** The server's clock, when the request came in. */
  received_ms: number
  /** The browser's clock, when it sent the request; absent for servers. */
  sent_ms?: number
}

/** A draft, or one sentence about what is wrong with the event. */
export type Reading = { draft: Draft } | { problem: string }

/**
 * Reads one event of `POST /e`. Of the browser's clock only differences are used, so a wrong clock does no harm: an event
 * happened as long before `received_ms` as it did before `sent_ms`.
 */
export function readWire(raw: unknown, { site, received_ms, sent_ms }: Circumstances): Reading {
  const parsed = wireEvent.safeParse(raw)
  if (!parsed.success) return { problem: problemOf(parsed.error) }
  const { name, session, params = {}, ...event } = parsed.data
  if (event.visitor?.startsWith(VISITOR_OF_EVENT))
    return { problem: `visitor: must not begin with ${VISITOR_OF_EVENT}` }
  const warnings: Warning[] = []
  warnOfUnused(raw, parsed.data, warnings)
  const money = readCommerce(name, params, site, warnings)
  if ('problem' in money) return money
  const serverMs = (at: number) => Math.round(received_ms - Math.max(0, (sent_ms ?? at) - at))
  const ms = serverMs(event.at)
  return {
    draft: {
      id: event.id,
      name,
      ms,
      url: event.url,
      referrer: session?.referrer ?? event.referrer ?? '',
      visitor_id: identityOf(event.visitor, 'visitor', warnings),
      session: session
        ? {
            id: session.id,
            kind: 'browser',
            opened: {
              ms: Math.max(ms - MAX_SESSION_MS, Math.min(serverMs(session.at), ms)),
              url: session.url,
              referrer: session.referrer,
            },
          }
        : null,
      ...readUser(event.user ?? '', warnings),
      user_agent: null,
      place: null,
      language: null,
      ...money.commerce,
      ad_consent: adConsentOf(event.ad_consent, warnings),
      params: readParams(params, site.keep_params, warnings),
      warnings,
    },
  }
}

/** Reads one event of `POST /api/events`. Commerce parameters may be fields of the event or, as in GA4, in `params`. */
export function readApi(raw: unknown, { site, received_ms }: Circumstances): Reading {
  const parsed = apiEvent.safeParse(raw)
  if (!parsed.success) return { problem: problemOf(parsed.error) }
  const event = parsed.data
  const params = event.params ?? {}
  const { value, currency, transaction_id, items, name } = event
  const ownFields = Object.entries({ value, currency, transaction_id, items }).filter(
    ([, own]) => !isBlank(own),
  )
  const warnings: Warning[] = []
  warnOfUnused(raw, event, warnings)
  const money = readCommerce(name, { ...params, ...Object.fromEntries(ownFields) }, site, warnings)
  if ('problem' in money) return money
  // Begins with a letter, as all ids that we make: programs that read an export would take digits for a number.
  const id = event.id ?? `e${crypto.randomUUID()}`
  const session_id = identityOf(event.session_id, 'session_id', warnings)
  return {
    draft: {
      id,
      name,
      ms: event.ts ?? received_ms,
      url: event.url,
      referrer: event.referrer ?? '',
      visitor_id: identityOf(event.visitor_id, 'visitor_id', warnings) ?? VISITOR_OF_EVENT + id,
      session: session_id === null ? null : { id: session_id, kind: 'given', opened: null },
      user_id: identityOf(event.user_id, 'user_id', warnings),
      signature: null,
      user_agent: readUserAgent(event.user_agent, warnings),
      place: {
        country: countryOf(event.country),
        region: event.region && cleanText(event.region, LIMITS.text_chars).text,
        city: event.city && cleanText(event.city, LIMITS.text_chars).text,
      },
      language: event.language,
      ...money.commerce,
      ad_consent: adConsentOf(event.ad_consent, warnings),
      params: readParams(params, site.keep_params, warnings),
      warnings,
    },
  }
}

const COMMERCE = new Set(['value', 'currency', 'transaction_id', 'items'])

/** The parameters that are kept: text (cut to its limit), numbers and booleans. @param keep the site's `keep_params` */
function readParams(
  params: Record<string, unknown>,
  keep: readonly string[],
  warnings: Warning[],
): Draft['params'] {
  const kept: Draft['params'] = {}
  const warn = (name: string, message: string) => warnings.push({ field: `params.${name}`, message })
  let count = 0
  for (const [name, value] of Object.entries(params)) {
    if (COMMERCE.has(name) || isBlank(value)) continue
    if (!/^[a-zA-Z_]\w{0,39}$/.test(name) || !['string', 'number', 'boolean'].includes(typeof value))
      warn(cleanText(name, 40).text, 'left out: only text, numbers and booleans under a plain name are kept')
    else if (++count > LIMITS.params) warn(name, `left out: ${LIMITS.params} parameters are kept`)
    else if (typeof value === 'string') {
      const { text, cut } = cleanText(cleanParam(value, keep), LIMITS.param_value_chars)
      if (cut) warn(name, `cut to ${LIMITS.param_value_chars} characters`)
      kept[name] = text
    } else if (Number.isInteger(value) && !Number.isSafeInteger(value)) warn(name, `left out: ${NUMBER_ID}`)
    else kept[name] = value as number | boolean
  }
  return kept
}
