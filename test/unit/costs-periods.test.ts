/** Reports of Google Ads without a column of days: their costs are divided among the days of the period. */
import { describe, expect, it } from 'vitest'
import { load, refused } from './costs.ts'

/** The sum of a file in minor units, and the days that it has. */
const sums = (file: string) => {
  const { rows, spread } = load(file)
  const days = rows.map(({ day }) => day).sort()
  return {
    minor: rows.reduce((sum, { spend_minor }) => sum + spend_minor, 0),
    from: days[0],
    to: days.at(-1),
    spread,
  }
}

const PERIOD = '"September 1, 2026 - September 30, 2026"'
const googleReport = (period: string) => `Campaign report
${period}
Campaign status,Campaign,Account,Campaign type,Impr.,Clicks,Cost,Conversions,Cost / conv.,Currency code
Enabled,CPA | Health | Leads,Shop,Search,"12,034",842,"1,234.56",40.50,30.48,EUR
Total: Account,--,--,--,"12,034",842,"1,234.56",40.50,30.48,EUR
`

describe('a report of Google Ads without a column of days', () => {
  it.each([
    PERIOD,
    'September 1, 2026 - September 30, 2026',
    '"Sep 1, 2026 – Sep 30, 2026"',
    '1 September 2026 - 30 September 2026',
    '2026-09-01 - 2026-09-30',
    '2026/09/01 to 2026/09/30',
    '9/1/2026 - 9/30/2026',
    '01.09.2026–30.09.2026',
    '"1 вересня 2026 р. – 30 вересня 2026 р."',
    '1. September 2026 bis 30. September 2026',
    '1 de septiembre de 2026 - 30 de septiembre de 2026',
    '1 de set. de 2026 – 30 de set. de 2026',
    '1 Eylül 2026 - 30 Eylül 2026',
    '2026年9月1日～2026年9月30日',
    '2026年9月1日 - 2026年9月30日',
    '1 settembre 2026 - 30 settembre 2026',
    '1 سبتمبر 2026 – 30 سبتمبر 2026',
    '1–30 September 2026',
    '1-30 вересня 2026 р.',
    '1.–30. September 2026',
    '"September 1 – 30, 2026"',
    '"Sep 1 - Sep 30, 2026"',
    '1 de septiembre – 30 de septiembre de 2026',
    '2026年9月1日～30日',
  ])('is divided among the days of its period, written as %s, to the last cent', (period) => {
    expect(sums(googleReport(period))).toEqual({
      minor: 123_456,
      from: '2026-09-01',
      to: '2026-09-30',
      spread: { lines: 1, from: '2026-09-01', to: '2026-09-30' },
    })
  })

  it.each([
    ['Month', 'August 2026', '2026-08-20', '2026-08-31'],
    ['Month', '2026-09-01', '2026-09-01', '2026-09-30'],
    ['Month', '2026-09', '2026-09-01', '2026-09-30'],
    ['Week', '2026-08-31', '2026-08-31', '2026-09-06'],
    ['Week', '2026-08-17', '2026-08-20', '2026-08-23'],
    ['Week', 'Aug 31, 2026', '2026-08-31', '2026-09-06'],
    ['Місяць', 'серпень 2026 р.', '2026-08-20', '2026-08-31'],
    ['Monat', 'September 2026', '2026-09-01', '2026-09-30'],
  ])('is divided among the days of its %s %s', (title, cell, from, to) => {
    const [campaign, cost, currency] = {
      Місяць: ['Кампанія', 'Вартість', 'Код валюти'],
      Monat: ['Kampagne', 'Kosten', 'Währungscode'],
    }[title] ?? ['Campaign', 'Cost', 'Currency code']
    const file = `Report\n"August 20, 2026 - September 30, 2026"\n${title};${campaign};${cost};${currency}\n${cell};A;100.01;EUR\nTotal: Account;--;100.01;EUR`
    expect(sums(file)).toEqual({ minor: 10_001, from, to, spread: { lines: 1, from, to } })
  })

  it('is refused with the cell if its month cannot be read', () => {
    expect(refused('Month,Campaign,Cost,Currency code\nlast,A,1,EUR')).toMatch(/^2 Month: last is no date/)
  })

  it('has a period of one day', () => {
    expect(sums(googleReport('"September 7, 2026"'))).toMatchObject({
      minor: 123_456,
      from: '2026-09-07',
      spread: null,
    })
  })

  it.each(['All time', 'Last 30 days', ''])('is refused with advice if its period is %j', (period) => {
    expect(refused(googleReport(period))).toMatch(
      /^date: line 3 looks like a heading of Google Ads, but has no column Day or Date: .*Segment → Time → Day/,
    )
  })

  it('keeps a campaign whose name begins with Total', () => {
    const file = googleReport(PERIOD).replace(
      'Total: Account',
      `Enabled,Total look,Shop,Search,1,1,10.00,1,10,EUR\nTotal: Account`,
    )
    expect(sums(file).minor).toBe(124_456)
    expect(load(file).totals).toEqual([6])
  })
})
