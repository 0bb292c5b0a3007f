/** A text that a spreadsheet might take for a formula. Without the flag `m`, `^` is the start of the text only. */
const FORMULA = /^[=+\-@\t\r\n]/
/** What programs take for a number. One with a sign may be a formula. */
const NUMBER = /^[\d.]+(?:e\d+)?$/i
/** A spreadsheet keeps so many digits of a number. */
const SHEET_DIGITS = 15

/**
 * Whether `'` is written before a text in CSV and on the clipboard, so that it stays as it is: a spreadsheet might take it for
 * a formula, or a program that reads the file for a number, and write this differently (`820982911946154508`, `0012`, `1.10`,
 * `12e7`).
 */
export const isGuarded = (text: string): boolean =>
  FORMULA.test(text) || (NUMBER.test(text) && isChanged(text))

function isChanged(text: string): boolean {
  const number = Number(text)
  return !Number.isNaN(number) && (String(number) !== text || text.replace('.', '').length > SHEET_DIGITS)
}
