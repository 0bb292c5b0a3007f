/** Amounts such as 1,250, which may be a thousand or a fraction: the rest of the file decides, or the file is refused. */
import { describe, expect, it } from 'vitest'
import { load, refused } from './costs.ts'

describe('an amount that may be a thousand or a fraction', () => {
  const minor = (file: string) => load(file).rows.map(({ spend_minor }) => spend_minor)
  const google = (cells: string[][], columns: string[] = []) =>
    [['Day', 'Campaign', 'Currency code', 'Cost', 'Impr.', 'Clicks', ...columns], ...cells]
      .map((row) => row.join('\t'))
      .join('\n')
  const day = (n: number, currency: string, ...cells: string[]) => [
    `2026-09-0${n}`,
    `C${n}`,
    currency,
    ...cells,
  ]

  it.each([
    [
      'a currency without decimals',
      [day(1, 'JPY', '12,345', '46,803', '514'), day(2, 'JPY', '8,900', '39,000', '411')],
      [12345, 8900],
    ],
    ['a currency without decimals alone', [day(1, 'KRW', '12.345', '', '')], [12345]],
    [
      'a currency that has no decimals on ad platforms',
      [day(1, 'IDR', '12.345', '', ''), day(2, 'TWD', '1,250', '', ''), day(3, 'HUF', '12.345', '', '')],
      [1234500, 125000, 1234500],
    ],
    ['a currency without decimals that has some', [day(1, 'JPY', '12.50', '', '')], [13]],
    [
      'groups of India',
      [day(1, 'INR', '1,23,456.50', '', ''), day(2, 'INR', '₹2,345.00', '', '')],
      [12345650, 234500],
    ],
    [
      'the millions of another column',
      [day(1, 'USD', '1,250', '2,539,093', '4,514'), day(2, 'USD', '1,100', '2,100,400', '4,100')],
      [125000, 110000],
    ],
    ['whole numbers of another column', [day(1, 'EUR', '1.250', '46.803', '514')], [125000]],
    [
      'whole numbers of another column, and a decimal comma',
      [day(1, 'EUR', '1,250', '46.803', '514')],
      [125],
    ],
    [
      'a currency with three decimals',
      [day(1, 'KWD', '12.345', '100', '5'), day(2, 'KWD', '0.500', '1', '1')],
      [12345, 500],
    ],
    [
      'another amount without decimals',
      [day(1, 'HKD', '7,800', '200000', '40'), day(2, 'HKD', '780', '1', '1')],
      [780000, 78000],
    ],
  ] as [string, string[][], number[]][])('is read by %s', (_, cells, expected) => {
    expect(minor(google(cells))).toEqual(expected)
  })

  it.each([
    ['40.50', '1.250', null, 125],
    ['40.50', '1,250', null, 125000],
    ['40,50', '1,250', null, 125],
    ['3,5 %', '1.250', null, 125000],
    ['12-34', '1,250', /may be a thousand or a fraction/, null],
    ['--', '1,250', /may be a thousand or a fraction/, null],
    ['3.505', '1,250', /may be a thousand or a fraction/, null],
  ])('with %s in another column: %s', (other, spend, problem, expected) => {
    const file = google([day(1, 'USD', spend, '', '', other)], ['Rate'])
    if (expected === null) expect(refused(file)).toMatch(problem ?? /never/)
    else expect(minor(file)).toEqual([expected])
  })

  it('is read by the total, and by the rows of a file of Meta', () => {
    expect(
      minor(
        'Campaign name,Day,Amount spent (HKD),Views\n,,"8,580.00",9\nA,2026-10-02,"7,800",9\nB,2026-10-02,"780",9',
      ),
    ).toEqual([780_000, 78_000])
    expect(
      minor(`Ad name,Campaign name,Ad set name,Amount spent (HKD),Views,Impressions,Reach,Instagram follows,Reporting starts,Reporting ends
Courtside,Event Boost,AS1,"7,800",150000,200000,90000,40,2026-10-02,2026-10-02
Courtside - Copy,Event Boost,AS1,780,100000,120000,50000,10,2026-10-02,2026-10-02
Teaser,Teaser,AS2,390,5000,6000,4000,1,2026-10-02,2026-10-02`),
    ).toEqual([780_000, 78_000, 39_000])
    expect(
      minor('Campaign name,Day,Amount spent (JPY),Impressions\nWinter,2026-09-01,"12,345","46,803"'),
    ).toEqual([12345])
  })

  it('is not read by names that look like numbers', () => {
    const file = 'Campaign name,Day,Amount spent (USD)\n"12,5",2026-09-01,"1.250"'
    expect(refused(file)).toMatch(/1\.250 may be a thousand or a fraction/)
  })

  it('is refused in a table of the shop’s own in which decimals are written only where needed', () => {
    const table = (...spends: string[]) =>
      `date;source;campaign;spend;currency\n${spends.map((spend, i) => `2026-09-0${i + 1};bing;C;${spend};USD`).join('\n')}`
    expect(refused(table('1.234', '7'))).toMatch(/1\.234 may be a thousand or a fraction/)
    expect(minor(table('1.230', '7'))).toEqual([123_000, 700])
  })
})
