import { isPlaceholder } from '../../wire/isPlaceholder.ts'
import { cleanText } from '../classify/cleanText.ts'
import type { Warning } from './warning.ts'

/** No browser or program has a longer word in its user agent. */
const LONGEST_WORD_CHARS = 500
const CHARS = 65_536

/**
 * The visitor's user agent, as a server states it. Null: it states none. A text that names neither a browser nor a program
 * (`-`, `null`, a row of one letter) counts as not stated: it does not make a bot of the visitor.
 */
export function readUserAgent(stated: string | null, warnings: Warning[]): string | null {
  const text = cleanText(stated ?? '', CHARS).text
  if (!stated || !text) return null
  const [firstWord = ''] = text.split(/[\s/;,()]/, 1)
  const isReadable = stated.isWellFormed() && /\p{L}/u.test(text) && firstWord.length <= LONGEST_WORD_CHARS
  const isAgent = isReadable && !isPlaceholder(text)
  if (!isAgent) warnings.push({ field: 'user_agent', message: 'not used: names no browser and no program' })
  return isAgent ? text : null
}
