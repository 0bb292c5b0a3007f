/** Reads the sheets of an Excel workbook (.xlsx): a ZIP archive of XML. */
import { DAY_MS } from '../../wire/time.ts'
import { BadParameter } from '../errors.ts'
import type { CsvRow } from './csv.ts'
import { unzip } from './unzip.ts'
import { attributeOf, type XmlTag, xmlTags, xmlText } from './xmlTags.ts'

/** All parts that are read, decompressed. A sheet of 20,000 rows and 20 columns has about 16 MB. */
const MAX_BYTES = 32 * 1_048_576
/** Of a sheet, with its empty cells. */
const MAX_CELLS = 2_000_000
const MAX_SHEETS = 20

const SHEET = /^xl\/worksheets\/[^/]+\.xml$/i
const STRINGS = /^xl\/sharedStrings\.xml$/i
const STYLES = /^xl\/styles\.xml$/i
const WORKBOOK = /^xl\/workbook\.xml$/i

/** What the cells of all sheets refer to. */
interface Shared {
  strings: string[]
  /** For each style of a cell, whether it shows a number as a date. */
  isDate: boolean[]
  /** The day of the number 0, in ms. */
  epoch_ms: number
}

/**
 * @returns the rows of each sheet, in the order of the sheets. Numbers are written with a decimal point, dates as ISO 8601
 * @throws BadParameter if the archive is no workbook, or is too large
 */
export async function readWorkbook(bytes: Uint8Array): Promise<CsvRow[][]> {
  const parts = await unzip(
    bytes,
    (name) => [SHEET, STRINGS, STYLES, WORKBOOK].some((part) => part.test(name)),
    MAX_BYTES,
  )
  const part = (pattern: RegExp): string => textOf([...parts].find(([name]) => pattern.test(name))?.[1])
  const sheets = [...parts.keys()].filter((name) => SHEET.test(name)).sort(byNumber)
  if (!sheets.length) throw new BadParameter('body', 'is a ZIP archive, but no Excel workbook')
  const shared: Shared = {
    strings: stringsOf(part(STRINGS)),
    isDate: datesOf(part(STYLES)),
    epoch_ms: /date1904\s*=\s*["'](?:1|true)/.test(part(WORKBOOK))
      ? Date.UTC(1904, 0, 1)
      : Date.UTC(1899, 11, 30),
  }
  return sheets.slice(0, MAX_SHEETS).map((name) => rowsOf(textOf(parts.get(name)), shared))
}

const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes ?? new Uint8Array())

const byNumber = (a: string, b: string) =>
  Number(a.replace(/\D/g, '')) - Number(b.replace(/\D/g, '')) || (a < b ? -1 : 1)

function stringsOf(xml: string): string[] {
  const strings: string[] = []
  let text = ''
  let isPhonetic = false
  for (const tag of xmlTags(xml)) {
    if (tag.name === 'rPh') isPhonetic = tag.kind === 'start'
    else if (tag.name === 't' && tag.kind === 'end' && !isPhonetic) text += xmlText(tag.text)
    else if (tag.name === 'si' && tag.kind !== 'start') {
      strings.push(text)
      text = ''
    }
  }
  return strings
}

/** Excel's own formats of dates and times. */
const isDateId = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58 && id !== 48 && id !== 49)

/** Whether a format shows days: it has a letter for the day or the year that is no literal text. */
const isDateCode = (code: string) =>
  /[dy]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_./g, '')) && !/[#?]/.test(code)

function datesOf(xml: string): boolean[] {
  const codes = new Map<number, string>()
  const isDate: boolean[] = []
  let isOfCells = false
  for (const tag of xmlTags(xml)) {
    const id = Number(attributeOf(tag, 'numFmtId'))
    if (tag.name === 'numFmt') codes.set(id, xmlText(attributeOf(tag, 'formatCode') ?? ''))
    else if (tag.name === 'cellXfs') isOfCells = tag.kind === 'start'
    else if (tag.name === 'xf' && tag.kind !== 'end' && isOfCells)
      isDate.push(codes.has(id) ? isDateCode(codes.get(id)!) : isDateId(id))
  }
  return isDate
}

function rowsOf(xml: string, shared: Shared): CsvRow[] {
  const rows: CsvRow[] = []
  let cells: string[] = []
  let line = 0
  let width = 0
  let cell: { at: number; tag: XmlTag; text: string } | null = null
  for (const tag of xmlTags(xml)) {
    const { name, kind, text } = tag
    if (name === 'row' && kind !== 'end') {
      line = Number(attributeOf(tag, 'r') ?? line + 1)
      cells = []
    } else if (name === 'c' && kind === 'start') {
      cell = { at: columnOf(attributeOf(tag, 'r')) ?? cells.length, tag, text: '' }
    } else if (cell && kind === 'end' && (name === 'v' || name === 't')) {
      cell.text += text
    } else if (cell && name === 'c' && kind === 'end') {
      if (cell.at * (rows.length + 1) > MAX_CELLS) throw tooManyCells()
      while (cells.length < cell.at) cells.push('')
      cells[cell.at] = cellText(cell.tag, xmlText(cell.text), shared)
      cell = null
    }
    if (name === 'row' && kind !== 'start') {
      width = Math.max(width, cells.length)
      rows.push({ line, cells, broken: false })
      if (width * rows.length > MAX_CELLS) throw tooManyCells()
    }
  }
  for (const row of rows) while (row.cells.length < width) row.cells.push('')
  return rows
}

const tooManyCells = () => new BadParameter('body', `has more than ${MAX_CELLS} cells: export it as CSV`)

/** `C7` → 2. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = reference?.match(/^[A-Z]{1,3}/)?.[0]
  if (!letters) return undefined
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function cellText(tag: XmlTag, text: string, { strings, isDate, epoch_ms }: Shared): string {
  const type = attributeOf(tag, 't') ?? 'n'
  if (type === 's') return strings[Number(text)] ?? ''
  if (type === 'b') return text === '1' ? 'TRUE' : 'FALSE'
  if (type !== 'n' || text.trim() === '') return text
  const number = Number(text)
  if (!Number.isFinite(number)) return text
  if (isDate[Number(attributeOf(tag, 's'))]) return dateText(epoch_ms + number * DAY_MS)
  return numberText(text.trim(), number)
}

/** A day, or a day with its time if it has one. */
function dateText(ms: number): string {
  const rounded = new Date(Math.round(ms / 1000) * 1000)
  if (Number.isNaN(rounded.getTime())) return ''
  const text = rounded.toISOString().slice(0, 19)
  return text.endsWith('T00:00:00') ? text.slice(0, 10) : text
}

/**
 * Whole numbers keep all their digits, because ids are longer than numbers in JavaScript. Three decimals get a fourth, so that
 * nobody takes the decimal point for a separator of thousands.
 */
function numberText(written: string, number: number): string {
  if (/^-?\d+$/.test(written)) return written
  if (Math.abs(number) > Number.MAX_SAFE_INTEGER) return written
  const text = String(number)
  return /\.\d{3}$/.test(text) ? `${text}0` : text
}
