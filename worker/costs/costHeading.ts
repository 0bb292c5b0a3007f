/** The heading of a cost file: which column states what, by the titles that the formats know. */
import { isCurrency } from '../../wire/money.ts'
import { BadParameter } from '../errors.ts'
import { type CsvRow, comparableTitle, isEmpty } from '../files/csv.ts'
import type { FileLanguage } from '../files/fileLanguages.ts'
import type { CostField, CostFormat } from './costFormat.ts'
import { COST_FORMATS } from './formats.ts'

/** The column of a field: its index, and its title in the file. */
export interface Place {
  at: number
  title: string
}

export interface CostHeading {
  format: CostFormat
  /** Of the titles. */
  language: FileLanguage
  places: Partial<Record<CostField, Place>>
  /** Behind the title of the spend, such as USD in `Amount spent (USD)`. */
  currency: string | null
  /** How many columns the heading has. */
  width: number
  /** Fields without which the file cannot be read. */
  missing: CostField[]
  /** A field that has two columns with titles of the same rank. */
  twice: { field: CostField; titles: string[] } | undefined
}

/** A known title of a column. `rank`: its place among the titles of the field; the first, 0, is the best. */
interface Title {
  field: CostField
  rank: number
  language: FileLanguage
}

const CURRENCY = /[([（［]([A-Za-z]{3})[)\]）］]\s*$/

const TITLES = new Map<CostFormat, Map<string, Title>>(
  COST_FORMATS.map((format) => [format, titlesOf(format)]),
)

function titlesOf({ columns }: CostFormat): Map<string, Title> {
  const known = new Map<string, Title>()
  for (const [language, fields] of Object.entries(columns))
    for (const [field, titles] of Object.entries(fields))
      for (const [rank, title] of titles.split('|').entries()) {
        const entry = { field: field as CostField, rank, language: language as FileLanguage }
        if (!known.has(comparableTitle(title))) known.set(comparableTitle(title), entry)
      }
  return known
}

export function readCostHeading({ cells }: CsvRow, format: CostFormat): CostHeading {
  const known = TITLES.get(format)!
  const found = new Map<CostField, Place & Title & { currency: string | null }>()
  let twice: CostHeading['twice']
  for (const [at, cell] of cells.entries()) {
    const currency = cell.match(CURRENCY)?.[1]?.toUpperCase() ?? ''
    const isMoney = isCurrency(currency)
    const title = known.get(comparableTitle(isMoney ? cell.replace(CURRENCY, '') : cell))
    if (!title || (isMoney && title.field !== 'spend')) continue
    const before = found.get(title.field)
    if (before?.rank === title.rank) twice = { field: title.field, titles: [before.title, cell.trim()] }
    if (before && before.rank <= title.rank) continue
    found.set(title.field, { ...title, at, title: cell.trim(), currency: isMoney ? currency : null })
  }
  const dated =
    ['date', 'week', 'month'].some((field) => found.has(field as CostField)) ||
    (found.has('starts') && found.has('ends'))
  const missing: CostField[] = (['spend', 'campaign', ...format.needed] as CostField[]).filter(
    (field) => !found.has(field),
  )
  if (!dated) missing.push('date')
  return {
    format,
    language: languageOf([...found.values()]),
    places: Object.fromEntries([...found].map(([field, { at, title }]) => [field, { at, title }])),
    currency: found.get('spend')?.currency ?? null,
    width: cells.findLastIndex((cell) => !isEmpty(cell)) + 1,
    missing,
    twice,
  }
}

/** The language that most titles are in. A title may be the same in several languages. */
function languageOf(titles: Title[]): FileLanguage {
  const counts = Map.groupBy(titles, ({ language }) => language)
  return [...counts].sort(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? 'en'
}

/** Where the settings of a platform's export have the columns that a file may lack. */
const ADVICE: Partial<Record<CostFormat['name'], Partial<Record<CostField, string>>>> = {
  meta: {
    campaign:
      'in Ads Manager choose Columns → Customize columns, tick “Campaign name” (under Settings → Object names), apply, and export again',
    date: 'in Ads Manager choose Breakdown → By time → Day, and export again',
  },
  google: {
    campaign:
      'in Google Ads choose Columns → Modify columns → Attributes → “Campaign”, apply, and download again',
    date: 'in Google Ads choose Segment → Time → Day, and download again, or keep the lines above the heading, which state the period',
  },
  tiktok: {
    campaign: 'in TikTok Ads Manager add the dimension Campaign to the report, and export again',
    date: 'in TikTok Ads Manager add the dimension By Day to the report, and export again',
  },
}

/** What a file lacks, and where to add it. */
export function lacksColumns({ format, missing, language }: CostHeading, line: number): BadParameter {
  const titles = missing.map((field) => {
    const { [field]: names = field } = format.columns[language] ?? format.columns.en ?? {}
    return names.replaceAll('|', ' or ')
  })
  const advice = missing.flatMap((field) => ADVICE[format.name]?.[field] ?? [])
  return new BadParameter(
    missing[0]!,
    `line ${line} looks like a heading of ${format.label}, but has no column ${titles.join('; no column ')}${advice.length ? ': ' : ''}${advice.join('; ')}`,
  )
}
