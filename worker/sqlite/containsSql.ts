/** SQL of “contains” without regard to case. */
import { foldCase, foldedForms } from './foldCase.ts'

type Bind = (value: string) => string

/** So many replacements are written one inside the other. D1 refuses an expression of more than 100 levels. */
const NESTED = 24

/**
 * Whether a text contains one of the wanted texts; upper and lower case are the same, in every alphabet.
 *
 * SQLite's `lower` knows only A to Z. So the other letters are replaced one by one in the text: only those that the wanted
 * texts have, because no other letter can make a difference. `instr` and not LIKE: D1 limits patterns to 50 bytes, and `%`
 * and `_` have a meaning in them.
 * @param value SQL of the text
 */
export function containsSql(value: string, wanted: readonly string[], bind: Bind): string {
  const folded = wanted.map(foldCase)
  const replaced = replacementsOf(folded)
  if (folded.length * Math.max(1, replaced.length) > NESTED) return inSteps(value, folded, replaced, bind)
  const text = replaced.reduce(
    (sql, [form, letter]) => `replace(${sql}, ${codeOf(form)}, ${codeOf(letter)})`,
    `lower(${value})`,
  )
  return `(${folded.map((one) => `instr(${text}, ${bind(one)}) > 0`).join(' OR ')})`
}

type Replacement = [form: string, letter: string]

function replacementsOf(folded: readonly string[]): Replacement[] {
  const letters = new Set(folded.flatMap((one) => [...one]))
  return [...letters].flatMap((letter) => foldedForms(letter).map((form): Replacement => [form, letter]))
}

/** A letter by its number: no text of a request becomes part of the SQL. */
const codeOf = (letter: string) => `char(${letter.codePointAt(0)})`

/** The same for many values or letters: slower, but the SQL does not become longer, and it binds two values. */
function inSteps(value: string, folded: readonly string[], replaced: Replacement[], bind: Bind): string {
  const pairs = bind(replaced.flat().join(''))
  return `EXISTS (
      WITH RECURSIVE folding(step, text) AS (
        SELECT 0, lower(${value})
        UNION ALL
        SELECT step + 1, replace(text, substr(${pairs}, 2 * step + 1, 1), substr(${pairs}, 2 * step + 2, 1))
        FROM folding WHERE step < ${replaced.length})
      SELECT 1 FROM folding CROSS JOIN json_each(${bind(JSON.stringify(folded))}) wanted
      WHERE step = ${replaced.length} AND instr(text, wanted.value) > 0)`
}
