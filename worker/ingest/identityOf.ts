import { isPlaceholder } from '../../wire/isPlaceholder.ts'
import type { Warning } from './warning.ts'

/**
 * An id that an event states of its visitor, person or session; null if it states none, or a placeholder such as
 * `undefined`, which many visitors would share. The event counts without it, and `warnings` says so.
 */
export function identityOf(
  text: string | null | undefined,
  field = '',
  warnings: Warning[] = [],
): string | null {
  if (!text) return null
  if (!isPlaceholder(text)) return text
  warnings.push({ field, message: `not used: ${JSON.stringify(text.slice(0, 40))} is nobody's id` })
  return null
}
