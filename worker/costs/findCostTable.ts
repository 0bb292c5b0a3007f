/** Finds the table in an export: the heading by its names, whatever stands above it, and the rows that hold costs. */
import { isCurrency } from '../../wire/money.ts'
import { BadParameter } from '../errors.ts'
import { type CellRow, DELIMITERS, isEmpty, plainName, readCells } from '../files/table.ts'
import { FIELDS, type Field, FORMS, type Form, type Language, TOTALS } from './formats.ts'

/** Where a field stands, and what its column is called in the file. */
export interface Place {
  at: number
  title: string
}

export interface Sheet {
  form: Form
  /** Of the heading: it says how dates are written. */
  language: Language
  places: Partial<Record<Field, Place>>
  /** Named behind the spend, such as USD of `Amount spent (USD)`. */
  currency: string | null
  width: number
  rows: CellRow[]
  /** Lines of rows that sum up others: no costs of their own. */
  totals: number[]
}

/** A known name of a column: what it is, and which of the field's names, the first being the best. */
interface Name {
  field: Field
  rank: number
  language: Language
}

/** Reports begin with their title and period; more than this is no heading. */
const SEARCHED_ROWS = 20

const CURRENCY = /\s*\(([A-Za-z]{3})\)\s*$/

const plain = (title: string) => plainName(title.normalize('NFC')).replaceAll('ё', 'е')

const NAMES = new Map<Form, Map<string, Name>>(FORMS.map((form) => [form, namesOf(form)]))

function namesOf({ columns }: Form): Map<string, Name> {
  const names = new Map<string, Name>()
  for (const [language, fields] of Object.entries(columns))
    for (const [field, titles] of Object.entries(fields))
      for (const [rank, title] of titles.split('|').entries()) {
        const name = { field: field as Field, rank, language: language as Language }
        if (!names.has(plain(title))) names.set(plain(title), name)
      }
  return names
}

/** @throws BadParameter that says which columns are missing, or which files are known */
export function findSheet(body: string): Sheet {
  const { row, delimiter, heading } = findHeading(body)
  const { twice } = heading
  if (twice)
    throw new BadParameter(
      twice.field,
      `stands over more than one column on line ${row.line}: ${twice.titles.join(', ')}`,
    )
  return { ...heading, ...readRows(body, delimiter, row, heading.places) }
}

function findHeading(body: string): { row: CellRow; delimiter: string; heading: Heading } {
  const problems: { rank: number; problem: Error }[] = []
  for (const delimiter of DELIMITERS) {
    for (const row of firstRows(body, delimiter, problems))
      for (const form of FORMS) {
        const heading = readHeading(row, form)
        if (!heading.missing.length) return { row, delimiter, heading }
        if (Object.keys(heading.places).length > 1)
          problems.push({ rank: heading.missing.length, problem: lacks(form, heading, row.line) })
      }
  }
  throw problems.sort((a, b) => a.rank - b.rank)[0]?.problem ?? new BadParameter('body', UNKNOWN)
}

function firstRows(body: string, delimiter: string, problems: { rank: number; problem: Error }[]): CellRow[] {
  try {
    return readCells(body, delimiter, SEARCHED_ROWS)
  } catch (problem) {
    // Cut at the wrong separator, quotes need not fit: another one may do better.
    problems.push({ rank: FIELDS.length, problem: problem as Error })
    return []
  }
}

const UNKNOWN = `has no heading that is known: ${FORMS.map(({ label }) => label).join('; ')} (docs/costs.md)`

interface Heading extends Pick<Sheet, 'form' | 'language' | 'places' | 'currency' | 'width'> {
  missing: Field[]
  /** A field with two columns of which none is the better one. */
  twice: { field: Field; titles: string[] } | undefined
}

function readHeading({ cells }: CellRow, form: Form): Heading {
  const names = NAMES.get(form)!
  const found = new Map<Field, Place & Name & { currency: string | null }>()
  let twice: Heading['twice']
  for (const [at, cell] of cells.entries()) {
    const currency = cell.match(CURRENCY)?.[1]?.toUpperCase() ?? ''
    const isMoney = isCurrency(currency)
    const name = names.get(plain(isMoney ? cell.replace(CURRENCY, '') : cell))
    if (!name || (isMoney && name.field !== 'spend')) continue
    const before = found.get(name.field)
    if (before?.rank === name.rank) twice = { field: name.field, titles: [before.title, cell.trim()] }
    if (before && before.rank <= name.rank) continue
    found.set(name.field, { ...name, at, title: cell.trim(), currency: isMoney ? currency : null })
  }
  const dated = found.has('date') || (found.has('starts') && found.has('ends'))
  const missing: Field[] = (['spend', 'campaign', ...form.needed] as Field[]).filter(
    (field) => !found.has(field),
  )
  if (!dated) missing.push('date')
  return {
    form,
    language: found.get('campaign')?.language ?? 'en',
    places: Object.fromEntries([...found].map(([field, { at, title }]) => [field, { at, title }])),
    currency: found.get('spend')?.currency ?? null,
    width: cells.findLastIndex((cell) => !isEmpty(cell)) + 1,
    missing,
    twice,
  }
}

function lacks(form: Form, { missing, language }: Heading, line: number): BadParameter {
  const titles = missing.map((field) => {
    const { [field]: names = field } = form.columns[language] ?? form.columns.en ?? {}
    return names.replaceAll('|', ' or ')
  })
  return new BadParameter(
    missing[0]!,
    `line ${line} looks like a heading of ${form.label}, but has no column ${titles.join('; no column ')}`,
  )
}

function readRows(
  body: string,
  delimiter: string,
  heading: CellRow,
  places: Sheet['places'],
): Pick<Sheet, 'rows' | 'totals'> {
  const rows = readCells(body, delimiter).filter(
    ({ line, cells }) => line > heading.line && !cells.every(isEmpty),
  )
  const isTotal = (row: CellRow, i: number) =>
    isLabelledTotal(row, places) || ((i === 0 || i === rows.length - 1) && isNameless(row, places))
  const totals = rows.filter(isTotal)
  return { rows: rows.filter((row) => !totals.includes(row)), totals: totals.map(({ line }) => line) }
}

const cellOf = ({ cells }: CellRow, place: Place | undefined): string =>
  place ? (cells[place.at] ?? '').trim() : ''

/** `Total: Account`, and where the day should stand is none: a campaign may be called Total, too. */
function isLabelledTotal(row: CellRow, { date, starts }: Sheet['places']): boolean {
  const day = cellOf(row, date ?? starts)
  return TOTALS.test(day) || (!/\d/.test(day) && row.cells.some((cell) => TOTALS.test(cell.trim())))
}

const NAMED = FIELDS.filter((field) => /^(campaign|content)/.test(field))

/** Meta sums up in a row that names nothing. */
const isNameless = (row: CellRow, places: Sheet['places']): boolean =>
  row.cells.length > places.spend!.at &&
  !isEmpty(cellOf(row, places.spend)) &&
  NAMED.every((field) => isEmpty(cellOf(row, places[field])))
