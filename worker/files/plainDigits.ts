/** The digits of Arabic and Persian, whose values are the last four bits of their code points: `٢٠٢٦` is 2026. */
const OTHER_DIGITS = /[\u0660-\u0669\u06F0-\u06F9]/g

/** Invisible marks that set the direction of text. Exports in Arabic and Hebrew have them around numbers. */
const DIRECTION_MARKS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g

/** A text with its digits as 0 to 9, and without marks of direction. */
export const plainDigits = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(DIRECTION_MARKS, '')
    .replace(OTHER_DIGITS, (digit) => String(digit.charCodeAt(0) & 15))
