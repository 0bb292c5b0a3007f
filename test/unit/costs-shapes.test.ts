/** The same costs in every shape of an export: language, separators, charset, order of columns, titles, totals, groups. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { exponent } from '../../wire/money.ts'
import type { CostField } from '../../worker/costs/costFormat.ts'
import { meta } from '../../worker/costs/formats/meta.ts'
import type { FileLanguage } from '../../worker/files/fileLanguages.ts'
import { trials } from '../trials.ts'
import { lines, load } from './costs.ts'

/** How a number is written: the separator of thousands, the decimal mark, and whether groups are those of India. */
const STYLES = [
  [',', '.', false],
  ['.', ',', false],
  ['\u00a0', ',', false],
  ['\u202f', ',', false],
  ["'", '.', false],
  ['', '.', false],
  ['', ',', false],
  [',', '.', true],
] as const
type Style = (typeof STYLES)[number]

function written(minor: number, decimals: number, [group, mark, isIndian]: Style): string {
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const pattern = isIndian ? /(\d)(?=(\d\d)+\d$)/g : /(\d)(?=(\d{3})+$)/g
  const grouped = group ? whole.replace(pattern, `$1${group}`) : whole
  return `${minor < 0 ? '-' : ''}${grouped}${decimals ? mark + digits.slice(-decimals) : ''}`
}

const ENCODERS: ((text: string) => Uint8Array)[] = [
  (text) => new TextEncoder().encode(text),
  (text) => new TextEncoder().encode(`\uFEFF${text}`),
  (text) => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le')),
  (text) => new Uint8Array(Buffer.from(text, 'utf16le')),
  (text) => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()),
]

const shape = fc.record({
  language: fc.constantFrom(...(Object.keys(meta.columns) as FileLanguage[])),
  currency: fc.constantFrom('EUR', 'UAH', 'JPY', 'KWD', 'INR', 'BHD', 'KRW'),
  style: fc.constantFrom(...STYLES),
  delimiter: fc.constantFrom(',', ';', '\t'),
  encode: fc.constantFrom(...ENCODERS),
  above: fc.constantFrom([], ['sep=;'], ['Report'], ['Report', '', '"Shop, Kyiv"']),
  total: fc.constantFrom('none', 'first', 'last', 'labelled'),
  isGrouped: fc.boolean(),
  isDotted: fc.boolean(),
  keys: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
  rows: fc.array(
    fc.record({
      day: fc.integer({ min: 1, max: 30 }),
      minor: fc.oneof(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 900_000_000 })),
      impressions: fc.nat(5_000_000),
    }),
    { minLength: 1, maxLength: 5 },
  ),
})

it('costs are read alike in every shape that Meta exports them in', () => {
  fc.assert(
    fc.property(shape, (s) => {
      const { language, currency, style, delimiter, rows } = s
      const titleOf = (field: CostField) => meta.columns[language]![field]!.split('|')[0]!
      const decimals = exponent(currency)
      const dayOf = (day: number) => {
        const text = String(day).padStart(2, '0')
        return s.isDotted ? `${text}.09.2026` : `2026-09-${text}`
      }
      const count = (whole: number) => written(whole, 0, style)
      const columns = {
        campaign: titleOf('campaign'),
        day: titleOf('date'),
        spend: `${titleOf('spend')} (${currency})`,
        impressions: titleOf('impressions'),
        other: 'Ad set name',
        price: 'CPM',
      }
      type Cells = Partial<Record<keyof typeof columns, string>>
      // Two decimals in a column that is not read, as every export has some.
      const price = written(1234, 2, style)
      const details = rows.map(({ day, minor, impressions }, i): Cells[] => {
        const detail = {
          ...(s.isGrouped ? {} : { campaign: `C ${i}` }),
          ...{
            day: dayOf(day),
            spend: written(minor, decimals, style),
            impressions: count(impressions),
            price,
          },
        }
        const { spend } = detail
        return s.isGrouped
          ? [
              { campaign: `C ${i}`, day: 'All', other: 'All', spend, price },
              { ...detail, other: 'A' },
            ]
          : [{ ...detail, other: 'A' }]
      })
      const sum = written(
        rows.reduce((all, { minor }) => all + minor, 0),
        decimals,
        style,
      )
      const body = [
        ...(s.total === 'first' ? [{ spend: sum, price }] : []),
        ...details.flat(),
        ...(s.total === 'last' ? [{ spend: sum, price }] : []),
        ...(s.total === 'labelled' ? [{ campaign: 'Total', spend: sum, price }] : []),
      ]
      const order = (Object.keys(columns) as (keyof typeof columns)[])
        .map((key, i) => ({ key, place: s.keys[i]! }))
        .sort((a, b) => a.place - b.place)
        .map(({ key }) => key)
      const line = (cells: Cells) => order.map((key) => `"${cells[key] ?? ''}"`).join(delimiter)
      const file = [...s.above, line(columns), ...body.map(line)].join('\r\n')
      const found = load(s.encode(file))
      expect(lines(found.rows).sort()).toEqual(
        rows
          .map(({ day, minor }, i) => `2026-09-${String(day).padStart(2, '0')} C ${i} ${minor} ${currency}`)
          .sort(),
      )
      expect(found.rows.reduce((all, { impressions }) => all + impressions!, 0)).toBe(
        rows.reduce((all, { impressions }) => all + impressions, 0),
      )
    }),
    { numRuns: trials(100, 8000) },
  )
})
