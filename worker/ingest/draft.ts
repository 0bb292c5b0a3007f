/** Reads one event of a request, the script's or a server's, into the one form that the pipeline works on. */
import type { z } from 'zod'
import { type Item, LIMITS } from '../../wire/event.ts'
import { toMinor } from '../../wire/money.ts'
import { apiEvent, commerce, item, wireEvent } from '../../wire/schema.ts'
import { cleanText } from '../classify/cleanText.ts'

/** No visit goes on for longer. */
const LONGEST_MS = 12 * 3_600_000

/** Something that was stored otherwise than it came. */
export interface Warning {
  field: string
  message: string
}

/** The session that the sender names, with its start and landing where the script states them. */
export interface DraftSession {
  id: string
  kind: 'browser' | 'given'
  opened: { ms: number; url: string; referrer: string } | null
}

/** A well-formed event. Null: not stated. */
export interface Draft {
  id: string
  name: string
  /** When it happened, by the server's clock. */
  ms: number
  url: string
  referrer: string
  visitor_id: string | null
  session: DraftSession | null
  user_id: string | null
  user_agent: string | null
  place: { country: string | null; region: string | null; city: string | null } | null
  language: string | null
  value_minor: number | null
  currency: string | null
  transaction_id: string | null
  items: Item[]
  params: Record<string, string | number | boolean>
  warnings: Warning[]
}

export interface Clock {
  /** The server's, when the request came in. */
  received_ms: number
  /** The browser's, when it sent; absent for servers. */
  sent_ms?: number
}

/** An address without the visitor whom a link between a shop's domains takes along: it is nobody's to keep. */
const bare = (url: string): string =>
  url.replace(/([?&])_utmd=[^&#]*(&?)/g, (_, before: string, after: string) => after && before)

/** A draft, or what is wrong with the event, in one sentence. */
export type Reading = { draft: Draft } | { problem: string }

/** One event of `POST /e`. Only distances between the browser's clock readings count, so a wrong clock does no harm. */
export function readWire(raw: unknown, clock: Clock): Reading {
  const parsed = wireEvent.safeParse(raw)
  if (!parsed.success) return { problem: sentence(parsed.error) }
  const { name, session, params = {}, ...event } = parsed.data
  const money = commerce.safeParse({ ...params, name })
  if (!money.success) return { problem: sentence(money.error) }
  const serverMs = (at: number) => Math.round(clock.received_ms - Math.max(0, (clock.sent_ms ?? at) - at))
  const ms = serverMs(event.at)
  const warnings: Warning[] = []
  return {
    draft: {
      id: event.id,
      name,
      ms,
      url: bare(event.url),
      referrer: bare(session?.referrer ?? event.referrer ?? ''),
      visitor_id: event.visitor ?? null,
      session: session
        ? {
            id: session.id,
            kind: 'browser',
            opened: {
              // A visit began before its event, and not longer ago than any lasts.
              ms: Math.max(ms - LONGEST_MS, Math.min(serverMs(session.at), ms)),
              url: bare(session.url),
              referrer: bare(session.referrer),
            },
          }
        : null,
      user_id: (event.user && cleanText(event.user, LIMITS.id_chars).text) || null,
      user_agent: null,
      place: null,
      language: null,
      ...readCommerce(money.data, warnings),
      params: readParams(params, warnings),
      warnings,
    },
  }
}

/** One event of `POST /api/events`. Commerce parameters may stand beside `params` or in it, as GA4 has them. */
export function readApi(raw: unknown, clock: Clock): Reading {
  const parsed = apiEvent.safeParse(raw)
  if (!parsed.success) return { problem: sentence(parsed.error) }
  const event = parsed.data
  const params = event.params ?? {}
  const { value, currency, transaction_id, items, name } = event
  const beside = Object.entries({ value, currency, transaction_id, items }).filter(
    ([, v]) => v !== undefined && v !== null,
  )
  const money = commerce.safeParse({ ...params, ...Object.fromEntries(beside), name })
  if (!money.success) return { problem: sentence(money.error) }
  const warnings: Warning[] = []
  const id = event.id ?? crypto.randomUUID()
  return {
    draft: {
      id,
      name,
      ms: event.ts ?? clock.received_ms,
      url: bare(event.url),
      referrer: bare(event.referrer ?? ''),
      // Without a visitor the event is a visitor of its own, the same one however often it is sent.
      visitor_id: event.visitor_id ?? `event:${id}`,
      session: event.session_id === null ? null : { id: event.session_id, kind: 'given', opened: null },
      user_id: event.user_id,
      user_agent: event.user_agent,
      place: {
        country: event.country?.toUpperCase() ?? null,
        region: event.region && cleanText(event.region, LIMITS.text_chars).text,
        city: event.city && cleanText(event.city, LIMITS.text_chars).text,
      },
      language: event.language,
      ...readCommerce(money.data, warnings),
      params: readParams(params, warnings),
      warnings,
    },
  }
}

function readCommerce(money: z.infer<typeof commerce>, warnings: Warning[]) {
  const { value, currency, transaction_id } = money
  const items = (money.items ?? []).flatMap((raw, index) => {
    const parsed = item.safeParse(raw)
    if (parsed.success) return [parsed.data as Item]
    warnings.push({ field: `items[${index}]`, message: `left out: ${sentence(parsed.error)}` })
    return []
  })
  const value_minor = value !== null && currency !== null ? toMinor(value, currency) : null
  return { value_minor, currency, transaction_id, items }
}

const COMMERCE = new Set(['value', 'currency', 'transaction_id', 'items'])

/** Parameters that are kept as they are: text, numbers and booleans. */
function readParams(params: Record<string, unknown>, warnings: Warning[]): Draft['params'] {
  const kept: Draft['params'] = {}
  const warn = (name: string, message: string) => warnings.push({ field: `params.${name}`, message })
  let count = 0
  for (const [name, value] of Object.entries(params)) {
    if (COMMERCE.has(name) || value === null || value === undefined) continue
    if (!/^[a-zA-Z_]\w{0,39}$/.test(name) || !['string', 'number', 'boolean'].includes(typeof value))
      warn(cleanText(name, 40).text, 'left out: only text, numbers and booleans under a plain name are kept')
    else if (++count > LIMITS.params) warn(name, `left out: ${LIMITS.params} parameters are kept`)
    else if (typeof value === 'string') {
      const { text, cut } = cleanText(value, LIMITS.param_value_chars)
      if (cut) warn(name, `cut to ${LIMITS.param_value_chars} characters`)
      kept[name] = text
    } else kept[name] = value as number | boolean
  }
  return kept
}

/** The first problem of a failed parse, with the path it was found at. */
function sentence(error: z.ZodError): string {
  const issue = error.issues[0]!
  return issue.path.length ? `${issue.path.join('.')}: ${issue.message}` : issue.message
}
