import { LIMITS } from '../../wire/event.ts'
import { textId } from '../../wire/readId.ts'
import { cleanText } from '../classify/cleanText.ts'
import { identityOf } from './identityOf.ts'
import type { Warning } from './warning.ts'

/** A page's user id, without its signature. */
export function readUser(
  text: string,
  warnings: Warning[],
): { user_id: string | null; signature: string | null } {
  const [, id = text, signature = null] = text.match(/^(.*) ([0-9a-f]{64})$/is) ?? []
  return { user_id: identityOf(textId(cleanText(id, LIMITS.id_chars).text), 'user', warnings), signature }
}
