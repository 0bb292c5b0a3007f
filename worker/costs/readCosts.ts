/** A file of costs, from its bytes to rows for the table: all of it, or everything that is wrong with it. */

import { BadParameter } from '../errors.ts'
import { BROKEN, hasMore, isJson, readTable, TOO_MANY } from '../files/table.ts'
import { costKey } from '../store/columns.ts'
import type { CostRow } from '../store/rows.ts'
import { decimalMarkOf } from './amounts.ts'
import { orderOf } from './dates.ts'
import { decodeText } from './decodeText.ts'
import { findSheet, type Sheet } from './findCostTable.ts'
import { FIELDS, type Field, type Form } from './formats.ts'
import { isWrong, type Manner, type Problem, type Raw, readRow } from './readCostRow.ts'

export interface File {
  bytes: Uint8Array
  /** The `Content-Type`. */
  type: string
  /** What the costs are in where the file does not say. */
  currency: string | null
}

export interface Load {
  form: Form['name']
  /** One for each day, campaign and ad, with what several lines of the file say of it. */
  rows: CostRow[]
  /** How many lines were read, and which only sum up others. */
  lines: number
  totals: number[]
}

/**
 * @throws BadParameter for what is no table of costs
 * @returns the problems, line by line, when there is any: nothing of the file is to be loaded then
 */
export function readCosts(file: File): Load | { problems: Problem[] } {
  const body = decodeText(file.bytes, file.type)
  const { raws, totals, ...about } = isJson(body, file.type)
    ? fromJson(body, file.type)
    : fromSheet(findSheet(body))
  const texts = (...fields: Field[]) =>
    raws.flatMap(({ cells }) =>
      fields.flatMap((field) => cells[field] ?? []).filter((cell) => typeof cell === 'string'),
    )
  const manner: Manner = {
    ...about,
    order: orderOf(texts('date', 'starts', 'ends'), about.language),
    mark: decimalMarkOf(texts('spend')),
    otherwise: file.currency,
  }
  const problems: Problem[] = []
  const found = new Map<string, { row: CostRow; line: number }>()
  for (const raw of raws) {
    const read = readRow(raw, manner)
    if (isWrong(read)) problems.push(...read)
    else for (const row of read) add(found, row, raw.line, manner, problems)
  }
  if (problems.length) return { problems }
  const rows = [...found.values()].map(({ row }) => row)
  return { form: about.form, rows, lines: raws.length, totals }
}

type About = Pick<Manner, 'form' | 'currency' | 'titles'> & {
  language: Sheet['language']
  raws: Raw[]
  totals: number[]
}

function fromJson(body: string, type: string): About {
  const form = { list: 'costs', columns: FIELDS, needed: [] }
  const rows = readTable(body, /json/i.test(type) ? type : 'application/json', form)
  return { form: 'plain', language: 'en', currency: null, titles: {}, raws: rows, totals: [] }
}

/** What platforms write where there is nothing. */
const NOTHING = /^[-–—]+$/

function fromSheet({ form, language, places, currency, width, rows, totals }: Sheet): About {
  if (!rows.length)
    throw new BadParameter(
      'costs',
      `is empty: below the heading stand no rows${totals.length ? ' but sums' : ''}`,
    )
  const known = Object.entries(places) as [Field, { at: number; title: string }][]
  const raws = rows.map(({ line, cells, broken }): Raw => {
    const named: Raw['cells'] = {}
    for (const [field, { at }] of known) {
      const cell = cells[at]?.trim()
      if (!cell) continue
      if (!NOTHING.test(cell)) named[field] = cell
      // Nothing was spent where a dash stands for the amount.
      else if (field === 'spend') named.spend = '0'
    }
    const problem = broken
      ? BROKEN
      : hasMore(cells, width)
        ? TOO_MANY
        : cells.length < width && `has ${cells.length} of the heading’s ${width} cells: it is cut off`
    return { line, cells: named, ...(problem ? { problem } : {}) }
  })
  const titles = Object.fromEntries(known.map(([field, { title }]) => [field, title]))
  return { form: form.name, language, currency, titles, raws, totals }
}

/** Lines of one key add up: an export may be broken down by more than is kept. */
function add(
  found: Map<string, { row: CostRow; line: number }>,
  row: CostRow,
  line: number,
  { titles }: Manner,
  problems: Problem[],
): void {
  const key = costKey(row)
  const before = found.get(key)
  if (!before) {
    found.set(key, { row, line })
  } else if (before.row.currency !== row.currency) {
    const message = `is ${row.currency}, but line ${before.line} has the same day and campaign in ${before.row.currency}`
    problems.push({ line, column: titles.currency ?? 'currency', field: 'currency', message })
  } else {
    before.row.spend_minor += row.spend_minor
    before.row.clicks = sum(before.row.clicks, row.clicks)
    before.row.impressions = sum(before.row.impressions, row.impressions)
  }
}

const sum = (a: number | null, b: number | null): number | null =>
  a === null && b === null ? null : (a ?? 0) + (b ?? 0)
