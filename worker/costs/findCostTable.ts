/** Finds the table in the text of a cost file: its heading by the titles of the columns, then the rows with costs. */
import { isCurrency } from '../../wire/money.ts'
import { BadParameter } from '../errors.ts'
import { type CsvRow, comparableTitle, DELIMITERS, isEmpty, readCsv } from '../files/csv.ts'
import { COST_FIELDS, type CostField, type CostFormat, type FileLanguage } from './costFormat.ts'
import { COST_FORMATS, TOTALS } from './formats.ts'

/** The column of a field: its index, and its title in the file. */
export interface Place {
  at: number
  title: string
}

export interface CostTable {
  format: CostFormat
  /** Of the titles. */
  language: FileLanguage
  places: Partial<Record<CostField, Place>>
  /** Behind the title of the spend, such as USD in `Amount spent (USD)`. */
  currency: string | null
  /** How many columns the heading has. */
  width: number
  rows: CsvRow[]
  /** The numbers of the lines that are totals of other lines. They are not in `rows`. */
  totals: number[]
}

/** A known title of a column. `rank`: its place among the titles of the field; the first, 0, is the best. */
interface Title {
  field: CostField
  rank: number
  language: FileLanguage
}

/** Exports may have their name and period above the heading. The heading must be among so many rows. */
const SEARCHED_ROWS = 20

const CURRENCY = /\s*\(([A-Za-z]{3})\)\s*$/

const comparable = (title: string) => comparableTitle(title.normalize('NFC')).replaceAll('ё', 'е')

const TITLES = new Map<CostFormat, Map<string, Title>>(
  COST_FORMATS.map((format) => [format, titlesOf(format)]),
)

function titlesOf({ columns }: CostFormat): Map<string, Title> {
  const known = new Map<string, Title>()
  for (const [language, fields] of Object.entries(columns))
    for (const [field, titles] of Object.entries(fields))
      for (const [rank, title] of titles.split('|').entries()) {
        const entry = { field: field as CostField, rank, language: language as FileLanguage }
        if (!known.has(comparable(title))) known.set(comparable(title), entry)
      }
  return known
}

/** @throws BadParameter whose message names the missing columns, or the known kinds of files */
export function findCostTable(body: string): CostTable {
  const { row, delimiter, heading } = findHeading(body)
  const { twice } = heading
  if (twice)
    throw new BadParameter(
      twice.field,
      `is the title of more than one column on line ${row.line}: ${twice.titles.join(', ')}`,
    )
  return { ...heading, ...readRows(body, delimiter, row, heading.places) }
}

function findHeading(body: string): { row: CsvRow; delimiter: string; heading: Heading } {
  const problems: { rank: number; problem: Error }[] = []
  for (const delimiter of DELIMITERS) {
    for (const row of firstRows(body, delimiter, problems))
      for (const format of COST_FORMATS) {
        const heading = readHeading(row, format)
        if (!heading.missing.length) return { row, delimiter, heading }
        if (Object.keys(heading.places).length > 1)
          problems.push({ rank: heading.missing.length, problem: lacksColumns(format, heading, row.line) })
      }
  }
  throw problems.sort((a, b) => a.rank - b.rank)[0]?.problem ?? new BadParameter('body', UNKNOWN)
}

function firstRows(body: string, delimiter: string, problems: { rank: number; problem: Error }[]): CsvRow[] {
  try {
    return readCsv(body, delimiter, SEARCHED_ROWS)
  } catch (problem) {
    // With the wrong separator the quotes may be unbalanced. Another separator may fit.
    problems.push({ rank: COST_FIELDS.length, problem: problem as Error })
    return []
  }
}

const UNKNOWN = `has no heading that is known: ${COST_FORMATS.map(({ label }) => label).join('; ')} (docs/costs.md)`

interface Heading extends Pick<CostTable, 'format' | 'language' | 'places' | 'currency' | 'width'> {
  missing: CostField[]
  /** A field that has two columns with titles of the same rank. */
  twice: { field: CostField; titles: string[] } | undefined
}

function readHeading({ cells }: CsvRow, format: CostFormat): Heading {
  const known = TITLES.get(format)!
  const found = new Map<CostField, Place & Title & { currency: string | null }>()
  let twice: Heading['twice']
  for (const [at, cell] of cells.entries()) {
    const currency = cell.match(CURRENCY)?.[1]?.toUpperCase() ?? ''
    const isMoney = isCurrency(currency)
    const title = known.get(comparable(isMoney ? cell.replace(CURRENCY, '') : cell))
    if (!title || (isMoney && title.field !== 'spend')) continue
    const before = found.get(title.field)
    if (before?.rank === title.rank) twice = { field: title.field, titles: [before.title, cell.trim()] }
    if (before && before.rank <= title.rank) continue
    found.set(title.field, { ...title, at, title: cell.trim(), currency: isMoney ? currency : null })
  }
  const dated = found.has('date') || (found.has('starts') && found.has('ends'))
  const missing: CostField[] = (['spend', 'campaign', ...format.needed] as CostField[]).filter(
    (field) => !found.has(field),
  )
  if (!dated) missing.push('date')
  return {
    format,
    language: found.get('campaign')?.language ?? 'en',
    places: Object.fromEntries([...found].map(([field, { at, title }]) => [field, { at, title }])),
    currency: found.get('spend')?.currency ?? null,
    width: cells.findLastIndex((cell) => !isEmpty(cell)) + 1,
    missing,
    twice,
  }
}

function lacksColumns(format: CostFormat, { missing, language }: Heading, line: number): BadParameter {
  const titles = missing.map((field) => {
    const { [field]: names = field } = format.columns[language] ?? format.columns.en ?? {}
    return names.replaceAll('|', ' or ')
  })
  return new BadParameter(
    missing[0]!,
    `line ${line} looks like a heading of ${format.label}, but has no column ${titles.join('; no column ')}`,
  )
}

function readRows(
  body: string,
  delimiter: string,
  heading: CsvRow,
  places: CostTable['places'],
): Pick<CostTable, 'rows' | 'totals'> {
  const rows = readCsv(body, delimiter).filter(
    ({ line, cells }) => line > heading.line && !cells.every(isEmpty),
  )
  const isTotal = (row: CsvRow, i: number) =>
    hasTotalLabel(row, places) || ((i === 0 || i === rows.length - 1) && hasNoNames(row, places))
  const totals = rows.filter(isTotal)
  return { rows: rows.filter((row) => !totals.includes(row)), totals: totals.map(({ line }) => line) }
}

const cellOf = ({ cells }: CsvRow, place: Place | undefined): string =>
  place ? (cells[place.at] ?? '').trim() : ''

/** Has `Total: Account` or the like instead of a day. A row with a day is no total: a campaign may be called Total. */
function hasTotalLabel(row: CsvRow, { date, starts }: CostTable['places']): boolean {
  const day = cellOf(row, date ?? starts)
  return TOTALS.test(day) || (!/\d/.test(day) && row.cells.some((cell) => TOTALS.test(cell.trim())))
}

const NAME_FIELDS = COST_FIELDS.filter((field) => /^(campaign|content)/.test(field))

/** Meta's total is a row without any campaign or ad, first or last in the file. */
const hasNoNames = (row: CsvRow, places: CostTable['places']): boolean =>
  row.cells.length > places.spend!.at &&
  !isEmpty(cellOf(row, places.spend)) &&
  NAME_FIELDS.every((field) => isEmpty(cellOf(row, places[field])))
