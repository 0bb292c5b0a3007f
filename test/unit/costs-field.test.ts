/** Costs as the platforms export them: groups, periods, currencies and separators that users reported. */
import { describe, expect, it } from 'vitest'
import { lines, load, refused } from './costs.ts'

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

describe('an export of Meta with grouped rows', () => {
  const rows = (file: string) => lines(load(file).rows)

  it('leaves out the sums, and carries the campaign down', () => {
    const file = `Nombre de la campaña,Día,Importe gastado (USD),Inicio del informe,Fin del informe
CBO - Faja,All,30.00,2026-09-01,2026-09-02
,2026-09-01,10.00,2026-09-01,2026-09-02
,2026-09-02,20.00,2026-09-01,2026-09-02`
    expect(rows(file)).toEqual(['2026-09-01 CBO - Faja 1000 USD', '2026-09-02 CBO - Faja 2000 USD'])
    expect(load(file).totals).toEqual([2])
  })

  it.each(['All', 'all', 'Todos', 'Tous', 'Alle', 'Усі', 'Wszystkie', 'Tümü', 'すべて', 'الكل', 'Toate'])(
    'knows the sums by %s',
    (all) => {
      const file = `Campaign name,Day,Amount spent (EUR)\n,${all},60\nA,${all},30\n,2026-09-01,10\n,2026-09-02,20\nB,${all},30\n,2026-09-02,30`
      expect(rows(file)).toEqual(['2026-09-01 A 1000 EUR', '2026-09-02 A 2000 EUR', '2026-09-02 B 3000 EUR'])
    },
  )

  it('is read at several levels, in any order of columns', () => {
    const file = `Ad name,Amount spent (EUR),Day,Campaign name,Age
All,60,All,A,All
Video,40,All,,All
,15,2026-09-01,,All
,5,,,18-24
,10,,,25-34
,25,2026-09-02,,All
,25,,,18-24
Photo,20,All,,All
,20,2026-09-02,,All
,20,,,18-24`
    expect(rows(file)).toEqual([
      '2026-09-01 A / Video 1500 EUR',
      '2026-09-02 A / Video 2500 EUR',
      '2026-09-02 A / Photo 2000 EUR',
    ])
  })

  it('takes a group without rows below it for what it is: the costs of the interval', () => {
    const file = `Campaign name,Day,Amount spent (EUR),Reporting starts,Reporting ends\nA,All,30,2026-09-01,2026-09-02\nB,All,10,2026-09-01,2026-09-01`
    expect(rows(file)).toEqual(['2026-09-01 A 1500 EUR', '2026-09-02 A 1500 EUR', '2026-09-01 B 1000 EUR'])
  })

  it('leaves out the sum of everything, first or last, with or without a name', () => {
    const body = 'A,All,30\n,2026-09-01,10\n,2026-09-02,20\nB,All,5\n,2026-09-02,5'
    const expected = ['2026-09-01 A 1000 EUR', '2026-09-02 A 2000 EUR', '2026-09-02 B 500 EUR']
    for (const total of ['All,All,35', ',All,35', ',,35', 'Total,All,35'])
      for (const parts of [
        [total, body],
        [body, total],
      ])
        expect(rows(['Campaign name,Day,Amount spent (EUR)', ...parts].join('\n')), parts.join('\n')).toEqual(
          expected,
        )
  })

  it('is read if each row repeats its campaign', () => {
    const file = `Campaign name,Day,Amount spent (EUR)\nA,All,30\nA,2026-09-01,10\nA,2026-09-02,20\nB,All,5\nB,2026-09-01,5`
    expect(rows(file)).toEqual(['2026-09-01 A 1000 EUR', '2026-09-02 A 2000 EUR', '2026-09-01 B 500 EUR'])
  })

  it('keeps an ad that is called All', () => {
    const file = `Campaign name,Ad name,Day,Amount spent (EUR)\nA,All,2026-09-01,1\nA,Video,2026-09-01,2`
    expect(rows(file)).toEqual(['2026-09-01 A / All 100 EUR', '2026-09-01 A / Video 200 EUR'])
  })

  it('keeps a campaign that is called All', () => {
    expect(rows(`Campaign name,Day,Amount spent (EUR)\nAll,2026-09-01,1\nB,2026-09-01,2`)).toEqual([
      '2026-09-01 All 100 EUR',
      '2026-09-01 B 200 EUR',
    ])
  })
})

describe('an export without the campaign’s name', () => {
  it.each([
    [
      'Ad name,Day,Amount spent (USD)',
      /no column Campaign name: in Ads Manager choose Columns → Customize columns, tick “Campaign name”/,
    ],
    ['Ad set name,Day,Amount spent (USD),Impressions', /no column Campaign name: in Ads Manager/],
    ['Nome do anúncio,Dia,Valor usado (BRL)', /no column Nome da campanha: in Ads Manager/],
    ['Ad,Day,Cost,Currency code', /no column Campaign: in Google Ads choose Columns/],
    [
      'Ad status,Final URL,Impr.,Cost,Currency code',
      /no column Campaign; no column Day or Date: in Google Ads choose Columns → .*; in Google Ads choose Segment/,
    ],
  ])('%s is refused with the column to add, and where', (heading, expected) => {
    const file = `${heading}\n${heading
      .split(',')
      .map(() => '1')
      .join(',')}`
    expect(refused(file)).toMatch(expected)
    expect(refused(file)).toMatch(/^campaign: /)
  })
})

it('an export without the campaign’s name is not asked for days if it states its period', () => {
  const file = `Ad report\n${PERIOD}\nAd status,Final URL,Cost,Currency code\nEnabled,x,1,USD`
  expect(refused(file)).toMatch(
    /^campaign: line 3 .* no column Campaign: in Google Ads choose Columns [^;]*$/,
  )
})

describe('an export of Meta in another language', () => {
  const eachDay = (heading: string, row: string) => `${heading}\n${row}`
  it.each([
    [
      'Portuguese',
      `Início dos relatórios,Encerramento dos relatórios,Nome da campanha,Dia,Valor usado (BRL),Impressões,Cliques no link`,
      '2026-09-01,2026-09-02,Inverno,2026-09-01,"1.234,56",1000,50',
      '2026-09-01 Inverno 123456 BRL',
    ],
    [
      'Portuguese of Portugal',
      `Nome da campanha;Dia;Montante gasto (EUR);Impressões;Cliques na ligação`,
      'Inverno;1/9/2026;12,50;1000;50',
      '2026-09-01 Inverno 1250 EUR',
    ],
    [
      'Italian',
      `Inizio dei resoconti,Fine dei resoconti,Nome della campagna,Giorno,Importo speso (EUR),Impression`,
      '2026-09-01,2026-09-02,Inverno,2026-09-01,"12,50",1000',
      '2026-09-01 Inverno 1250 EUR',
    ],
    [
      'Turkish',
      `Rapor Başlangıcı,Rapor Sonu,Kampanya Adı,Gün,Harcanan Tutar (TRY),Gösterim,Bağlantı Tıklamaları`,
      '2026-09-01,2026-09-02,Kış,1 Eyl 2026,"1.234,56",1000,50',
      '2026-09-01 Kış 123456 TRY',
    ],
    [
      'Turkish in capitals',
      `KAMPANYA ADI;GÜN;HARCANAN TUTAR (TRY)`,
      'Kış;01.09.2026;12,50',
      '2026-09-01 Kış 1250 TRY',
    ],
    [
      'Dutch',
      `Begin rapportage,Einde rapportage,Campagnenaam,Dag,Besteed bedrag (EUR),Weergaven,Klikken op link`,
      '2026-09-01,2026-09-02,Winter,1 sep 2026,"12,50",1000,50',
      '2026-09-01 Winter 1250 EUR',
    ],
    [
      'Japanese',
      `レポート開始日,レポート終了日,キャンペーン名,日,消化金額 (JPY),インプレッション,リンクのクリック`,
      '2026-09-01,2026-09-02,冬,2026年9月1日,12345,1000,50',
      '2026-09-01 冬 12345 JPY',
    ],
    [
      'Japanese with wide brackets',
      `キャンペーン名,日,消化金額（JPY）`,
      '冬,2026/09/01,500',
      '2026-09-01 冬 500 JPY',
    ],
    [
      'Arabic',
      `بداية التقارير,نهاية التقارير,اسم الحملة,المبلغ الذي تم إنفاقه (EGP),مرات الظهور`,
      '\u200f٢٠٢٦-٠٩-٠١,2026-09-01,الشتاء,12.50,1000',
      '2026-09-01 الشتاء 1250 EGP',
    ],
    [
      'Romanian',
      `Numele campaniei,Ziua,Suma cheltuită (RON),Afișări,Clicuri pe link`,
      'Iarna,1 sept. 2026,"12,50",1000,50',
      '2026-09-01 Iarna 1250 RON',
    ],
    [
      'Romanian with cedillas',
      `Numele campaniei,Ziua,Suma cheltuită (RON),Afişări`,
      'Iarna,01.09.2026,"12,50",1000',
      '2026-09-01 Iarna 1250 RON',
    ],
    [
      'Polish',
      `Początek raportowania,Koniec raportowania,Nazwa kampanii,Wydana kwota (PLN),Wyświetlenia`,
      '2026-09-01,2026-09-01,Zima,"12,50",1000',
      '2026-09-01 Zima 1250 PLN',
    ],
  ])('%s is read', (_, heading, row, expected) => {
    const { format, rows } = load(eachDay(heading, row))
    expect(format).toBe('meta')
    expect(lines(rows)).toEqual([expected])
    if (/impress|gösterim|weergaven|インプ|الظهور|afi|wyśw/i.test(heading))
      expect(rows[0]!.impressions).toBe(1000)
  })
})

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

describe('a negative amount', () => {
  const file = (...spends: string[]) =>
    `Campaign name;Day;Amount spent (EUR)\n${spends.map((spend) => `A;2026-09-01;${spend}`).join('\n')}`

  it.each([
    [['12.50', '-2.50'], 1000],
    [['-2,50', '12,50'], 1000],
    [['12.50', '(2.50)'], 1000],
    [['12.50', '−€2.50'], 1000],
    [['12.50', '-12.50'], 0],
  ])('of %s corrects the other lines of its day', (spends, expected) => {
    expect(load(file(...spends)).rows.map(({ spend_minor }) => spend_minor)).toEqual([expected])
  })

  it('is divided among days like the amount that it corrects', () => {
    const { rows } = load(`Campaign name,Amount spent (EUR),Reporting starts,Reporting ends
A,100.00,2026-09-01,2026-09-07\nA,-0.03,2026-09-01,2026-09-07`)
    expect(rows.reduce((sum, { spend_minor }) => sum + spend_minor, 0)).toBe(9997)
  })

  it('may be on a day without other costs', () => {
    const { rows } = load(`Campaign name,Day,Amount spent (EUR)\nA,2026-09-01,12.50\nA,2026-09-30,-2.50`)
    expect(rows.map(({ spend_minor }) => spend_minor)).toEqual([1250, -250])
  })

  it('is refused if more is taken back than was spent on the campaign', () => {
    expect(refused(file('2.50', '-12.50'))).toBe('2 Amount spent (EUR): must not be negative')
    expect(refused(`Campaign name,Day,Amount spent (EUR)\nA,2026-09-01,12.50\nB,2026-09-30,-2.50`)).toBe(
      '3 Amount spent (EUR): must not be negative',
    )
  })
})
