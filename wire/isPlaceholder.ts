import { HASHED, MISSING, NEXT_TO_MISSING } from './placeholders.ts'

/**
 * Whether an id says that there is none: what programs write where a visitor is not signed in (`0`, `undefined`, `guest`,
 * `[object Object]`), in any case and spelling. Many people would share such an id.
 */
export function isPlaceholder(text: string): boolean {
  const lower = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim()
    .toLowerCase()
  return (
    /^[^\p{L}1-9]*$/u.test(lower) ||
    /^-0*1(\.0*)?$/.test(lower) ||
    /^f{8}(-?f{4}){3}-?f{12}$/.test(lower) ||
    /^\W?n\W?a\W{0,2}$/.test(lower) ||
    isTemplate(lower) ||
    HASHED.has(lower) ||
    isMissing(lower)
  )
}

/** Whether it is made of such words alone: `guest user`, `not_set`, `NotSet`, `user:null`, `undefined undefined`. */
function isMissing(lower: string): boolean {
  const words = (lower.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).flatMap(parted)
  return (
    words.some((word) => MISSING.has(word)) &&
    words.every((word) => MISSING.has(word) || NEXT_TO_MISSING.has(word))
  )
}

/** The words of one that is written without a space: `guestuser`. Not the short ones, because names consist of them: `inna`. */
const parted = (word: string): string[] => (COMPOUND.test(word) ? (word.match(PART) ?? []) : [word])

const long = [...MISSING, ...NEXT_TO_MISSING]
  .filter((word) => word.length >= 3)
  .sort((a, b) => b.length - a.length)
const PART = new RegExp(long.join('|'), 'gu')
const COMPOUND = new RegExp(`^(?:${long.join('|')}){2,3}$`, 'u')

/**
 * Whether it is a variable's name that nobody has replaced by its value: `{{user.id}}`, `%USER_ID%`, `__uid__`. The name is one
 * repetition and not several: the time must not grow with the ways to divide a long row of `_`.
 */
const isTemplate = (lower: string): boolean =>
  /^(\$?\{+|\[+|<[%?=]*|%+|__|\*\|)[\s$]*[a-z_][a-z_.\s-]*(\}+|\]+|[%?]*>|%+|__|\|\*)$/.test(lower)
