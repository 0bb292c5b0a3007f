import { isGuarded } from './isGuarded.ts'

/** What is wrong with an id that `readId` has left a number. */
export const NUMBER_ID =
  'is a number that JSON does not carry exactly (beyond 2^53): send it as text, in quotes'

/** A number with more digits may have been rounded on its way. */
const EXACT_DIGITS = 15

const INVISIBLE = /[\s\p{Cf}]/u

/**
 * An id as it is compared, of anything: an order, an event, a visitor, a person, a session, an item, a campaign. Without white
 * space and invisible characters around it, and without the `'` that our exports write before it (`isGuarded`). A number is its
 * text.
 * @returns the value itself if it is neither text nor a number that is exact: the schema then refuses it
 */
export function readId(value: unknown): unknown {
  if (typeof value === 'number') return isExact(value) ? String(value) : value
  return typeof value === 'string' ? textId(value) : value
}

/** The same for text. */
export function textId(text: string): string {
  const trimmed = withoutEnds(text)
  return trimmed[0] === "'" && isGuarded(trimmed.slice(1)) ? trimmed.slice(1) : trimmed
}

/** By index, because a pattern for the end of a text would read a long row of blanks within it again and again. */
function withoutEnds(text: string): string {
  let [from, to] = [0, text.length]
  while (from < to && INVISIBLE.test(text[from]!)) from++
  while (to > from && INVISIBLE.test(text[to - 1]!)) to--
  return text.slice(from, to)
}

/** Whether the text of a number is what was sent. */
const isExact = (value: number): boolean =>
  Number.isSafeInteger(value) ||
  (Math.abs(value) < Number.MAX_SAFE_INTEGER && String(value).replace(/\D/g, '').length <= EXACT_DIGITS)
