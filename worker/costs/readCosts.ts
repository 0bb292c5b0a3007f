/** Reads a cost file, from its bytes to rows for the database. */
import { decimalMarkOf } from '../../wire/amount.ts'
import { BadParameter } from '../errors.ts'
import {
  BROKEN_ROW,
  type CsvRow,
  hasTooManyCells,
  isDash,
  sheetsOfText,
  sheetsOfWorkbook,
  TOO_MANY_CELLS,
} from '../files/csv.ts'
import { dateOrderOf } from '../files/dates.ts'
import { decimalMarkOfTable } from '../files/decimalMarkOfTable.ts'
import { decodeText } from '../files/decodeText.ts'
import type { FileLanguage } from '../files/fileLanguages.ts'
import { isJson, readTable } from '../files/readTable.ts'
import type { CostRow } from '../store/rows.ts'
import { COST_FIELDS, type CostField, type CostFormat } from './costFormat.ts'
import type { CostLine, CostProblem, CostRules } from './costLine.ts'
import { costRows, type Spread } from './costRows.ts'
import { daysOfPart } from './daysOfPart.ts'
import { type CostTable, findCostTable } from './findCostTable.ts'

export interface CostFile {
  bytes: Uint8Array
  /** Of a workbook, by `readWorkbook`. Null: the bytes are text. */
  sheets: CsvRow[][] | null
  /** The `Content-Type`. */
  type: string
  /** The currency if the file does not state one. */
  currency: string | null
}

interface CostLoad {
  format: CostFormat['name']
  /** One for each day, campaign and ad. */
  rows: CostRow[]
  /** How many lines were read. */
  lines: number
  /** The numbers of the lines that are totals of other lines, and were left out. */
  totals: number[]
  spread: Spread | null
}

/**
 * @returns the rows, or every problem, line by line: then nothing of the file may be loaded
 * @throws BadParameter for a file that has no table of costs
 */
export function readCosts(file: CostFile): CostLoad | { problems: CostProblem[] } {
  const { format, lines, totals, language, ...rules } = linesOf(file)
  const texts = (...fields: CostField[]) =>
    lines.flatMap(({ cells }) =>
      fields.flatMap((field) => cells[field] ?? []).filter((cell) => typeof cell === 'string'),
    )
  const read = costRows(lines, {
    ...rules,
    platform: format === 'plain' ? null : format,
    dateOrder: dateOrderOf(texts('date', 'starts', 'ends'), language),
    defaultCurrency: file.currency,
  })
  return 'problems' in read ? read : { format, ...read, lines: lines.length, totals }
}

/** The lines of a file, and what its format states for all of them. */
type FileLines = Pick<CostRules, 'currency' | 'titles' | 'decimalMark'> & {
  format: CostFormat['name']
  language: FileLanguage
  lines: CostLine[]
  totals: number[]
}

function linesOf({ bytes, sheets, type }: CostFile): FileLines {
  if (sheets) return linesOfTable(findCostTable(sheetsOfWorkbook(sheets)))
  const body = decodeText(bytes, type)
  return isJson(body, type) ? linesOfJson(body, type) : linesOfTable(findCostTable(sheetsOfText(body)))
}

function linesOfJson(body: string, type: string): FileLines {
  const columns = { list: 'costs', columns: COST_FIELDS, needed: [] }
  const lines = readTable(body, /json/i.test(type) ? type : 'application/json', columns)
  const decimalMark = decimalMarkOf(
    lines.flatMap(({ cells: { spend } }) => (typeof spend === 'string' ? spend : [])),
  )
  return { format: 'plain', language: 'en', currency: null, decimalMark, titles: {}, lines, totals: [] }
}

/** The columns that count something. */
const COUNTS: readonly CostField[] = ['clicks', 'impressions']

function decimalMarkOfCosts({ format, places, rows, totals }: CostTable) {
  const fields = Object.keys(places) as CostField[]
  const placesOf = (isWanted: (field: CostField) => boolean) =>
    fields.filter(isWanted).map((field) => places[field]!.at)
  return decimalMarkOfTable(
    [...rows, ...totals].map(({ cells }) => cells),
    {
      amounts: placesOf((field) => field === 'spend'),
      counts: placesOf((field) => COUNTS.includes(field)),
      texts: placesOf((field) => field !== 'spend' && !COUNTS.includes(field)),
      isExport: format.name !== 'plain',
    },
  )
}

function linesOfTable(table: CostTable): FileLines {
  const { format, language, places, currency, width, rows, totals, period } = table
  if (!rows.length)
    throw new BadParameter(
      'costs',
      `is empty: below the heading there are no rows${totals.length ? ' except totals' : ''}`,
    )
  const textsOf = (field: CostField) => rows.flatMap(({ cells }) => cells[places[field]?.at ?? -1] ?? [])
  const order = dateOrderOf([...textsOf('week'), ...textsOf('month')], language)
  const columns = Object.entries(places) as [CostField, { at: number; title: string }][]
  const lines = rows.map(({ line, cells, broken }): CostLine => {
    const named: CostLine['cells'] = { ...period }
    for (const [field, { at }] of columns) {
      const cell = cells[at]?.trim()
      if (!cell) continue
      if (!isDash(cell)) named[field] = cell
      // A dash as the spend means that nothing was spent.
      else if (field === 'spend') named.spend = '0'
    }
    const part = named.week === undefined ? 'month' : 'week'
    const cell = named[part]
    if (cell !== undefined && named.date === undefined)
      Object.assign(named, daysOfPart(String(cell), part, period, order) ?? { starts: cell, ends: cell })
    const problem = broken
      ? BROKEN_ROW
      : hasTooManyCells(cells, width)
        ? TOO_MANY_CELLS
        : cells.length < width && `has ${cells.length} of the heading’s ${width} cells: it is cut off`
    return { line, cells: named, ...(problem ? { problem } : {}) }
  })
  const titles: CostRules['titles'] = Object.fromEntries(columns.map(([field, { title }]) => [field, title]))
  const part = places.week ?? places.month
  if (part) titles.starts ??= part.title
  return {
    format: format.name,
    language,
    currency,
    decimalMark: decimalMarkOfCosts(table),
    titles,
    lines,
    totals: totals.map(({ line }) => line),
  }
}
