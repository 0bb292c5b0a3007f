import { LIMITS } from '../../wire/event.ts'
import { isBlank } from '../../wire/isBlank.ts'
import type { Warning } from './warning.ts'

const ID = `must be text of 1 to ${LIMITS.id_chars} characters, without NUL and lone surrogates`
const TEXT = 'must be text'

/** The fields that an event or an order need not state, and what each of them must be. */
const OPTIONAL = {
  id: ID,
  visitor_id: ID,
  visitor: ID,
  session_id: ID,
  user_id: ID,
  session: 'must be an object with id, at, url and referrer',
  user: TEXT,
  ts: 'must be an ISO 8601 instant with its time zone',
  referrer: TEXT,
  user_agent: TEXT,
  country: TEXT,
  region: TEXT,
  city: TEXT,
  language: TEXT,
  params: 'must be an object',
} as const

/**
 * Says which optional fields were malformed, so that the schema has made them not stated.
 * @param sent as it came
 * @param read by the schema
 */
export function warnOfUnused(sent: unknown, read: object, warnings: Warning[]): void {
  const [before, after] = [sent as Record<string, unknown>, read as Record<string, unknown>]
  for (const [field, must] of Object.entries(OPTIONAL))
    if (field in after && isBlank(after[field]) && !isBlank(before[field]) && !isNothing(before[field]))
      warnings.push({ field, message: `not used: ${must}` })
}

/** What PHP sends in the place of an empty object, and of a value that it does not have. */
const isNothing = (value: unknown): boolean => value === false || (Array.isArray(value) && !value.length)
