/** Which decimal mark a table uses. All its columns of numbers count, because one program wrote them. */
import { type DecimalMark, decimalMarkOf, readAmount } from '../../wire/amount.ts'
import { isDash, isEmpty } from './csv.ts'

/** What the columns of a table are, by their indexes. */
interface Columns {
  /** Those with the amounts that are to be read. */
  amounts: number[]
  /** Those that count something: whole numbers. */
  counts?: number[]
  /** Those with names, days and the like: no numbers, even if they look so. */
  texts?: number[]
  /** Whether an ad platform wrote the table: it never writes more decimals than the currency has. */
  isExport?: boolean
}

/**
 * An amount such as `1,250` may be a thousand or a fraction. In this order: the other amounts decide (`12.50`), then the
 * other columns (`2,539,093` views, `40.50` conversions, `46,803` clicks), and then the way in which amounts without
 * decimals are written: with `780` in the same column, `7,800` has no decimals either.
 * @param rows the cells below the heading
 * @returns undefined if nothing decides, or if the amounts contradict each other
 */
export function decimalMarkOfTable(rows: string[][], columns: Columns): DecimalMark | undefined {
  const { amounts, counts = [], texts = [], isExport = false } = columns
  const cellsOf = (column: number) => rows.flatMap((cells) => numbersIn(cells[column]))
  const own = marksOf(amounts.flatMap(cellsOf))
  if (own.size) return onlyOne(own)
  const width = rows.reduce((most, { length }) => Math.max(most, length), 0)
  const others = Array.from({ length: width }, (_, column) => column)
    .filter((column) => ![...amounts, ...texts].includes(column))
    .map((column) => rows.slice(0, SEARCHED_ROWS).flatMap((cells) => numbersIn(cells[column])))
    .filter((cells) => cells.some((cell) => /[.,]/.test(cell)) && cells.every(isNumber))
  const marks = marksOf(others.flat())
  for (const cell of counts.flatMap(cellsOf)) {
    const group = cell.match(ONE_GROUP)?.[1]
    if (group) marks.add(otherMark(group))
  }
  return onlyOne(marks) ?? markOfWholeAmounts(amounts.flatMap(cellsOf), isExport)
}

/** Of the other columns, which may be many. */
const SEARCHED_ROWS = 1000

/** `46,803`. */
const ONE_GROUP = /^\d{1,3}([.,])\d{3}$/

/** A cell with a number, without its percent sign. */
const numbersIn = (cell: string | undefined): string[] =>
  isEmpty(cell) || isDash(cell!) ? [] : [cell!.trim().replace(/%$/, '').trimEnd()]

const isNumber = (cell: string): boolean => {
  const read = readAmount(cell)
  return 'amount' in read || read.problem === 'ambiguous'
}

const marksOf = (cells: string[]): Set<DecimalMark> =>
  new Set(cells.flatMap((cell) => decimalMarkOf([cell]) ?? []))

const onlyOne = (marks: Set<DecimalMark>): DecimalMark | undefined =>
  marks.size === 1 ? [...marks][0] : undefined

const otherMark = (mark: string): DecimalMark => (mark === ',' ? '.' : ',')

/** Amounts without a mark show that the column has no decimals, unless a program wrote only the decimals that it needs. */
function markOfWholeAmounts(cells: string[], isExport: boolean): DecimalMark | undefined {
  const digits = cells.map((cell) => cell.replace(/^\D+|\D+$/g, ''))
  if (!digits.some((cell) => /^[1-9]\d*$/.test(cell))) return undefined
  const open = digits.filter((cell) => ONE_GROUP.test(cell))
  // Only the decimals that are needed: 7.8 and never 7.800.
  if (!isExport && !open.some((cell) => cell.endsWith('0'))) return undefined
  return onlyOne(new Set(open.map((cell) => otherMark(cell.match(ONE_GROUP)![1]!))))
}
