/** Texts without regard to case: letter by letter, so that SQL can do the same with stored texts. */

/** Letters with more forms than one lower and one upper, such as the two sigmas: the folded letter, then its further forms. */
const FURTHER_FORMS = [
  ...[
    'μ\u00b5',
    'å\u212b',
    'ǆǅ',
    'ǉǈ',
    'ǌǋ',
    'ǳǲ',
    'ι\u0345\u1fbe',
    'βϐ',
    'εϵ',
    'θϑϴ',
    'κϰ',
    'πϖ',
    'ρϱ',
    'σς',
    'φϕ',
    'ω\u2126',
  ],
  ...['вᲀ', 'дᲁ', 'оᲂ', 'сᲃ', 'тᲄᲅ', 'ъᲆ', 'ѣᲇ', 'ꙋᲈ', 'ṡẛ', 'ßẞ'],
  ...['ᾀᾈ', 'ᾁᾉ', 'ᾂᾊ', 'ᾃᾋ', 'ᾄᾌ', 'ᾅᾍ', 'ᾆᾎ', 'ᾇᾏ', 'ᾐᾘ', 'ᾑᾙ', 'ᾒᾚ', 'ᾓᾛ', 'ᾔᾜ', 'ᾕᾝ', 'ᾖᾞ', 'ᾗᾟ'],
  ...['ᾠᾨ', 'ᾡᾩ', 'ᾢᾪ', 'ᾣᾫ', 'ᾤᾬ', 'ᾥᾭ', 'ᾦᾮ', 'ᾧᾯ', 'ᾳᾼ', 'ῃῌ', 'ῳῼ'],
].map((forms) => [...forms])
const furtherForms = new Map(FURTHER_FORMS.map(([folded, ...forms]) => [folded!, forms]))

const isAscii = (letter: string) => letter < '\u0080'

/** A letter that stays one letter in both cases; null for `ŉ`, which has no single upper-case letter. */
const single = (letter: string): string | null => ([...letter].length === 1 ? letter : null)

/** Two letters are the same without regard to case if this is the same. Letters that look like A to Z stay what they are. */
function foldLetter(letter: string): string {
  const folded = single((single(letter.toUpperCase()) ?? letter).toLowerCase()) ?? letter
  return isAscii(folded) && !isAscii(letter) ? letter : folded
}

export const foldCase = (text: string): string => Array.from(text, foldLetter).join('')

/** The other letters that `foldCase` turns into this one. None for A to Z, which SQLite folds itself. */
export function foldedForms(folded: string): string[] {
  if (isAscii(folded)) return []
  const upper = folded.toUpperCase()
  const forms = new Set([upper, ...(furtherForms.get(folded) ?? [])])
  return [...forms].filter((form) => form !== folded && single(form) !== null && foldLetter(form) === folded)
}
