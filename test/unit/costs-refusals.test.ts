/** How dates and amounts are read, how the rest of the file decides ambiguous ones, and which files are refused. */
import { describe, expect, it } from 'vitest'
import { load, META, problems, refused } from './costs.ts'

describe('dates', () => {
  const days = (...written: string[]) =>
    load(`${META}\n${written.map((day) => `C,${day},1`).join('\n')}`).rows.map(({ day }) => day)

  it.each([
    ['2026-11-22', '2026-11-22'],
    ['2026/11/2', '2026-11-02'],
    ['20261122', '2026-11-22'],
    ['22.11.2026', '2026-11-22'],
    ['22.11.2026 р.', '2026-11-22'],
    ['11/22/2026', '2026-11-22'],
    ['22/11/2026', '2026-11-22'],
    ['22-11-2026', '2026-11-22'],
    ['05/05/2026', '2026-05-05'],
    ['22 листопада 2026 р.', '2026-11-22'],
    ['22 nov 2026', '2026-11-22'],
  ])('%s is %s', (written, day) => {
    expect(days(written)).toEqual([day])
  })

  it('that are ambiguous are read in the order of an unambiguous date of the file', () => {
    expect(days('03/04/2026', '03/25/2026')).toEqual(['2026-03-04', '2026-03-25'])
    expect(days('03/04/2026', '25/03/2026')).toEqual(['2026-04-03', '2026-03-25'])
  })

  it.each([
    ['that stay ambiguous', ['03/04/2026'], /^2 Day: 03\/04\/2026 may be day\/month or month\/day/],
    ['that contradict each other', ['13/04/2026', '04/13/2026', '03/04/2026'], /^2 Day: 13\/04\/2026 may be/],
    ['that do not exist', ['2026-02-30'], /^2 Day: 2026-02-30 is no day of the calendar/],
    ['that are no dates', ['yesterday'], /^2 Day: yesterday is no date: write 2026-11-22/],
  ])('%s are refused', (_, written, expected) => {
    expect(problems(`${META}\n${written.map((day) => `C,${day},1`).join('\n')}`)[0]).toMatch(expected)
  })
})

describe('amounts', () => {
  const minor = (...written: string[]) =>
    load(
      `Campaign name;Day;Amount spent (EUR)\n${written.map((text, i) => `C${i};2026-11-22;${text}`).join('\n')}`,
    ).rows.map(({ spend_minor }) => spend_minor)

  it.each([
    [
      ['12,5', '1.250'],
      [1250, 125_000],
    ],
    [
      ['12.5', '1,250'],
      [1250, 125_000],
    ],
    [
      ['1.250.000', '1.250'],
      [125_000_000, 125_000],
    ],
    [
      ['0,125', '1,250'],
      [13, 125],
    ],
    [
      ['€12.50', '12.50 €', 'EUR 3', '3 EUR'],
      [1250, 1250, 300, 300],
    ],
    [
      ["1'250.50", '1\u00a0250.50', '1\u202f250.50'],
      [125_050, 125_050, 125_050],
    ],
  ])('%s are %s cents', (written, expected) => {
    expect(minor(...written)).toEqual(expected)
  })

  it('with a point before three digits that cannot be thousands are refused in a file with decimal commas', () => {
    const file = `Campaign name;Day;Amount spent (EUR)\nA;2026-11-22;12,5\nB;2026-11-22;1250.505`
    expect(problems(file)).toEqual([
      '3 Amount spent (EUR): 1250.505 is no amount with , before the decimals, as elsewhere in the file: write 1250.50',
    ])
  })

  it('that may be thousands or fractions are refused if no other amount of the file decides', () => {
    const file = `${META.replaceAll(',', ';')}\nC;2026-11-22;1.250\nD;2026-11-22;7\nE;2026-11-22;1,250`
    expect(problems(file)).toEqual([
      '2 Amount spent (USD): 1.250 may be a thousand or a fraction, and nothing in the file shows which',
      '4 Amount spent (USD): 1,250 may be a thousand or a fraction, and nothing in the file shows which',
    ])
  })
})

describe('a bad file', () => {
  it.each([
    ['no heading', 'a,b,c\n1,2,3', /^body: has no heading that is known: .*Meta Ads Manager; Google Ads/],
    ['nothing', '', /^body: has no heading/],
    [
      'no amount',
      'Campaign name,Day,Impressions\nC,2026-11-22,1',
      /^spend: line 1 looks like .* no column Amount spent/,
    ],
    [
      'no day',
      'Campaign,Cost,Currency code\nC,1,USD',
      /^date: line 1 looks like a heading of Google Ads.*Day or Date/,
    ],
    [
      'two amounts',
      'Campaign name,Day,Amount spent (USD),Amount spent (EUR)\nC,2026-11-22,1,1',
      /^spend: is the title of more than one column on line 1: Amount spent \(USD\), Amount spent \(EUR\)/,
    ],
    ['no currency', 'Campaign,Day,Cost\nC,2026-11-22,1', /^2 currency: is needed: as a column/],
    [
      'an unknown currency',
      'Campaign,Day,Cost,Currency\nC,2026-11-22,1,ABC',
      /^2 Currency: ABC must be an ISO 4217 code/,
    ],
    [
      'mixed currencies',
      'Campaign name,Day,Amount spent (USD),Currency\nC,2026-11-22,1,USD\nD,2026-11-22,1,EUR',
      /^3 Currency: is EUR, but the heading has Amount spent \(USD\)$/,
    ],
    [
      'another currency in a cell',
      `${META}\nC,2026-11-22,€5.00`,
      /^2 Amount spent \(USD\): €5.00 is in EUR, but the column is in USD/,
    ],
    [
      'one campaign in two currencies',
      'date,source,campaign,spend,currency\n2026-11-22,bing,C,1,USD\n2026-11-22,bing,C,1,EUR',
      /^3 currency: is EUR, but line 2 has the same day and campaign in USD/,
    ],
    [
      'half a line',
      `${META}\nC,2026-11-22,1\nD,2026-1`,
      /^3 null: has 2 of the heading’s 3 cells: it is cut off/,
    ],
    [
      'half a cell',
      `${META}\nC,2026-11-22,1\n"D,2026-1`,
      /^body: has a quote on line 3 that is never closed/,
    ],
    ['a line that is too long', `${META}\nC,2026-11-22,1,5`, /^2 null: has more cells than the heading/],
    ['a negative amount', `${META}\nC,2026-11-22,-1.5`, /^2 Amount spent \(USD\): must not be negative/],
    ['text as an amount', `${META}\nC,2026-11-22,much`, /^2 Amount spent \(USD\): much is no amount/],
    ['no amount on a line', `${META}\nC,2026-11-22,\nD,2026-11-22,1`, /^2 Amount spent \(USD\): is needed/],
    [
      'no campaign on a line',
      `${META}\nC,2026-11-22,1\n,2026-11-22,1\nD,2026-11-22,1`,
      /^3 Campaign name: is needed/,
    ],
    ['text as clicks', `${META},Link clicks\nC,2026-11-22,1,a few`, /^2 Link clicks: must be a whole number/],
    [
      'ids that a spreadsheet rounded',
      `${META},Campaign ID\nC,2026-11-22,1,1.2021E+17`,
      /^2 Campaign ID: 1.2021E\+17 was rounded by a spreadsheet/,
    ],
    [
      'an interval that ends before it starts',
      'Campaign name,Amount spent (USD),Reporting starts,Reporting ends\nC,1,2026-11-22,2026-11-21',
      /^2 Reporting ends: 2026-11-21 is before 2026-11-22/,
    ],
    [
      'an interval of years',
      'Campaign name,Amount spent (USD),Reporting starts,Reporting ends\nC,1,0001-11-22,9999-11-21',
      /^2 Reporting ends: .* more than 366 days/,
    ],
    [
      'an old workbook',
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]),
      /^body: is an Excel workbook of the old kind \(\.xls\), or one with a password/,
    ],
    [
      'Windows-1251',
      new Uint8Array([...Buffer.from('Day,'), 0xca, 0xe0, 0xec, 0xef, 10]),
      /^body: line 1, character 5: is not UTF-8: send UTF-8 or UTF-16, or name its charset/,
    ],
  ])('with %s is refused', (_, file, expected) => {
    expect(refused(file)).toMatch(expected)
  })

  it('is refused with all its problems, line by line', () => {
    expect(
      problems(`${META}\nC,2026-11-22,-1\nD,never,1\nE,2026-11-22,1\n,2026-02-30,x\nF,2026-11-22,1`),
    ).toEqual([
      '2 Amount spent (USD): must not be negative',
      expect.stringMatching(/^3 Day: never is no date/),
      expect.stringMatching(/^5 Day: 2026-02-30 is no day/),
      expect.stringMatching(/^5 Amount spent \(USD\): x is no amount/),
      '5 Campaign name: is needed',
    ])
  })
})
