import { type AdConsent, adConsent } from '../../wire/answers/values.ts'
import type { Warning } from './warning.ts'

/** What the script says while no answer is known: the values of its option `consent`. */
const NOT_ANSWERED = ['pending', 'datalayer']

/**
 * What an event states of the visitor's consent to ads; null if it states nothing. The event counts without a value that
 * is not known, and `warnings` says so.
 */
export function adConsentOf(value: unknown, warnings: Warning[]): AdConsent | null {
  const text = typeof value === 'string' ? value.trim().toLowerCase() : value
  const { data } = adConsent.safeParse(text)
  if (data) return data
  if (text && !NOT_ANSWERED.includes(text as string))
    warnings.push({ field: 'ad_consent', message: 'not used: must be granted or denied' })
  return null
}
