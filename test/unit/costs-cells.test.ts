/** Cells of costs as spreadsheets, databases and programs write them: days with a time, accounting, currencies. */
import { describe, expect, it } from 'vitest'
import { lines, load, refused } from './costs.ts'

const table = (...rows: string[]) => `date;source;campaign;spend\n${rows.join('\n')}`
const spent = (...cells: string[]) => table(...cells.map((cell, i) => `2026-11-22;bing;C${i};${cell}`))

describe('a day', () => {
  it.each([
    '2026-11-22 13:45',
    '2026-11-22T13:45:10.5',
    '2026-11-22T00:00:00Z',
    '2026-11-22T00:00:00.000Z',
    '2026-11-22T00:00:00+02:00',
    '2026-11-22 00:00:00 +0200',
    '2026-11-22 00:00:00 UTC',
    '11/22/2026, 12:00:00 AM',
    '11/22/2026 1:05 PM',
    '22.11.2026 0:00:00',
    '22 листопада 2026 р., 00:00',
  ])('may have a time: %s', (date) => {
    expect(lines(load(table(`${date};bing;C;1`), { currency: 'EUR' }).rows)).toEqual(['2026-11-22 C 100 EUR'])
  })

  it.each(['2026-11-21T22:00:00Z', '2026-11-22T05:00:00-05:00'])(
    'is not taken from an instant, which is another day elsewhere: %s',
    (date) => {
      expect(refused(table(`${date};bing;C;1`), { currency: 'EUR' })).toBe(
        `2 date: ${date} is no date: write 2026-11-22, 22.11.2026 or 11/22/2026`,
      )
    },
  )
})

describe('an amount', () => {
  const minor = (...cells: string[]) =>
    load(spent(...cells), { currency: 'EUR' }).rows.map(({ spend_minor }) => spend_minor)

  it('may have the number format “Accounting”, in which a dash is nothing', () => {
    expect(minor(' € 1,250.50 ', ' € -   ', '-   €', '—', '€ 12.50')).toEqual([125_050, 0, 0, 0, 1250])
  })

  it.each<[cell: string, options: object, row: string]>([
    ['12.50 USD', {}, '2026-11-22 C0 1250 USD'],
    ['₴12.50', {}, '2026-11-22 C0 1250 UAH'],
    ['1 250,50 грн.', {}, '2026-11-22 C0 125050 UAH'],
    ['₩12,345', {}, '2026-11-22 C0 12345 KRW'],
    ['12.50 USD', { currency: 'EUR' }, '2026-11-22 C0 1250 USD'],
    ['$12.50', { currency: 'CAD' }, '2026-11-22 C0 1250 CAD'],
    ['12.50', { currency: 'CAD' }, '2026-11-22 C0 1250 CAD'],
  ])('%s states its currency, with the default %j', (cell, options, row) => {
    expect(lines(load(spent(cell), options).rows)).toEqual([row])
  })

  it.each(['12.50', '$12.50', '¥1250'])('without a clear currency is refused: %s', (cell) => {
    expect(refused(spent(cell))).toMatch(/^2 currency: is needed: as a column/)
  })
})
