/** Costs as the platforms export them: found, read and refused, file by file. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changes } from '../../worker/stats/costs/merge.ts'
import { readCosts } from '../../worker/stats/costs/read.ts'
import { BadParameter } from '../../worker/stats/request.ts'
import type { CostRow } from '../../worker/store/rows.ts'

const read = (file: string | Uint8Array, { type = 'text/csv', currency = null as string | null } = {}) => {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file
  return readCosts({ bytes, type, currency })
}

const utf16 = (text: string, mark = true) =>
  new Uint8Array(Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le'))

function load(file: string | Uint8Array, options = {}) {
  const found = read(file, options)
  if ('problems' in found) throw new Error(JSON.stringify(found.problems))
  return found
}

/** As `day campaign [/ content] spend currency`. */
const lines = (rows: CostRow[]) =>
  rows.map(({ day, campaign, content, spend_minor, currency }) =>
    [day, campaign, ...(content ? ['/', content] : []), spend_minor, currency].join(' '),
  )

function problems(file: string | Uint8Array, options = {}) {
  const found = read(file, options)
  if (!('problems' in found)) throw new Error(`was read: ${lines(found.rows).join('; ')}`)
  return found.problems.map(({ line, column, message }) => `${line} ${column}: ${message}`)
}

const refused = (file: string | Uint8Array, options = {}) => {
  try {
    return problems(file, options)[0]!
  } catch (error) {
    return `${(error as { parameter?: string }).parameter}: ${(error as Error).message}`
  }
}

describe('an export of Meta Ads Manager', () => {
  it.each([
    [
      'English, with its summary row on top',
      `"Campaign name","Campaign ID","Day","Amount spent (USD)","Impressions","Link clicks","Reporting starts","Reporting ends"
,,,"1334.5","23000","310","2026-11-21","2026-11-22"
"Winter Sale","120210000000000001","2026-11-21","1234.50","20000","300","2026-11-21","2026-11-22"
"Brand","120210000000000002","2026-11-22","100","3000","10","2026-11-21","2026-11-22"`,
      ['2026-11-21 Winter Sale 123450 USD', '2026-11-22 Brand 10000 USD'],
    ],
    [
      'Ukrainian, by ads, semicolons and decimal commas',
      `\uFEFFНазва кампанії;Назва оголошення;День;Сума витрат (UAH);Покази;Кліки посилання
Зима;Відео 1;21.11.2026;1 250,50;12 345;67
Зима;Відео 2;21.11.2026;99,9;800;3`,
      ['2026-11-21 Зима / Відео 1 125050 UAH', '2026-11-21 Зима / Відео 2 9990 UAH'],
    ],
    [
      'Russian',
      `"Название кампании","Сумма затрат (USD)","Показы","Дата начала отчетности","Дата окончания отчетности"
"Зима","12.34","100","2026-11-21","2026-11-21"`,
      ['2026-11-21 Зима 1234 USD'],
    ],
    [
      'German, with groups of thousands',
      `Kampagnenname;Tag;Ausgegebener Betrag (EUR);Impressionen;Link-Klicks
Winter;21.11.2026;1.234,50;12.345;300
Marke;22.11.2026;1.100;3.000;10`,
      ['2026-11-21 Winter 123450 EUR', '2026-11-22 Marke 110000 EUR'],
    ],
    [
      'Polish',
      `Nazwa kampanii,Dzień,Wydana kwota (PLN),Wyświetlenia,Kliknięcia linku
Zima,2026-11-21,"1 234,50",10000,120`,
      ['2026-11-21 Zima 123450 PLN'],
    ],
    [
      'Spanish, its dates with slashes, the day first',
      `Día,Nombre de la campaña,Importe gastado (EUR),Impresiones,Clics en el enlace
03/11/2026,Invierno,"11,52","1.204",35`,
      ['2026-11-03 Invierno 1152 EUR'],
    ],
    [
      'French, tabs and UTF-16',
      utf16(`Nom de la campagne\tJour\tMontant dépensé (EUR)\tImpressions\tDevise
Hiver\t2026-11-21\t12,34\t1 000\tEUR
`),
      ['2026-11-21 Hiver 1234 EUR'],
    ],
  ])('in %s is read', (_, file, expected) => {
    const { form, rows } = load(file)
    expect(form).toBe('meta')
    expect(lines(rows)).toEqual(expected)
    expect(rows.every(({ platform, source }) => platform === 'meta' && source === '')).toBe(true)
  })

  it('keeps ids, clicks and impressions, and says which line was a sum', () => {
    const { rows, totals } = load(`Campaign name,Campaign ID,Day,Amount spent (USD),Impressions,Link clicks
,,,12.34,"12,345",67
Winter,c:120210000000000001,2026-11-21,12.34,"12,345",67`)
    expect(totals).toEqual([2])
    expect(rows).toMatchObject([{ campaign_id: '120210000000000001', clicks: 67, impressions: 12345 }])
  })

  it('tells Facebook and Instagram apart where it is broken down by platform', () => {
    const { rows } = load(`Campaign name,Platform,Day,Amount spent (USD)
Winter,facebook,2026-11-21,1
Winter,Instagram,2026-11-21,2
Winter,audience_network,2026-11-21,3`)
    expect(rows.map(({ platform, source }) => `${platform} ${source}`)).toEqual([
      'meta facebook',
      'meta instagram',
      'meta audience_network',
    ])
  })

  it('spreads a range evenly over its days, to the last cent', () => {
    const { rows } = load(`Campaign name,Amount spent (USD),Impressions,Reporting starts,Reporting ends
Winter,100.00,10,2026-10-29,2026-11-04`)
    expect(rows.map(({ day }) => day)).toEqual([
      ...['2026-10-29', '2026-10-30', '2026-10-31'],
      ...['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04'],
    ])
    expect(rows.reduce((sum, { spend_minor }) => sum + spend_minor, 0)).toBe(10_000)
    expect(rows.reduce((sum, { impressions }) => sum + (impressions ?? 0), 0)).toBe(10)
    expect(rows.every(({ spend_minor }) => Math.abs(spend_minor - 10_000 / 7) <= 1)).toBe(true)
  })

  it('adds up what it breaks down further than is kept, such as age', () => {
    const { rows } = load(`Campaign name,Age,Day,Amount spent (USD),Impressions
Winter,18-24,2026-11-21,0.10,5
Winter,25-34,2026-11-21,0.20,
Winter,18-24,2026-11-22,1,1`)
    expect(lines(rows)).toEqual(['2026-11-21 Winter 30 USD', '2026-11-22 Winter 100 USD'])
    expect(rows[0]!.impressions).toBe(5)
  })
})

describe('a report of Google Ads', () => {
  it.each([
    [
      'English, UTF-16 with tabs, below its title and above its sums',
      utf16(`Campaign report\nNovember 1, 2026 - November 22, 2026
Day\tCampaign\tCampaign ID\tCurrency code\tCost\tClicks\tImpr.
2026-11-21\tBrand | Search\t21000000001\tUSD\t1,234.50\t1,200\t23,456
2026-11-22\tTotal look\t21000000002\tUSD\t10.00\t5\t100
 --\tTotal: Campaigns\t --\tUSD\t1,244.50\t1,205\t23,556
Total: Account\t --\t --\tUSD\t1,244.50\t1,205\t23,556
`),
      ['2026-11-21 Brand | Search 123450 USD', '2026-11-22 Total look 1000 USD'],
    ],
    [
      'Ukrainian',
      `Звіт про кампанії\n"1 листопада 2026 р. – 22 листопада 2026 р."
Кампанія,День,Код валюти,Вартість,Кліки,Покази
Пошук,2026-11-21,UAH,"1 250,50",10,"1 000"
Усього: обліковий запис, --,UAH,"1 250,50",10,"1 000"`,
      ['2026-11-21 Пошук 125050 UAH'],
    ],
    [
      'Russian',
      `Отчет о кампаниях\nКампания;День;Код валюты;Расходы;Клики;Показы\nПоиск;21.11.2026;UAH;1250,50;10;1000\nИтого: аккаунт; --;UAH;1250,50;10;1000`,
      ['2026-11-21 Поиск 125050 UAH'],
    ],
    [
      'German',
      `Kampagnenbericht\n1. November 2026 - 22. November 2026\nTag;Kampagne;Währungscode;Kosten;Klicks;Impr.\n21.11.2026;Suche;EUR;1.250,50;10;1.000\nGesamt: Konto; --;EUR;1.250,50;10;1.000`,
      ['2026-11-21 Suche 125050 EUR'],
    ],
    [
      'Polish',
      `Raport kampanii\nDzień,Kampania,Kod waluty,Koszt,Kliknięcia,Wyśw.\n2026-11-21,Szukaj,PLN,"1 250,50",10,1000\nŁącznie: konto, --,PLN,"1 250,50",10,1000`,
      ['2026-11-21 Szukaj 125050 PLN'],
    ],
    [
      'Spanish',
      `Informe de campaña\nDía,Campaña,Código de moneda,Coste,Clics,Impr.\n21/11/2026,Búsqueda,EUR,"1.250,50",10,1.000\nTotal: cuenta, --,EUR,"1.250,50",10,1.000`,
      ['2026-11-21 Búsqueda 125050 EUR'],
    ],
    [
      'French',
      `Rapport sur les campagnes\nJour,Campagne,Code de devise,Coût,Clics,Impr.\n2026-11-21,Recherche,EUR,"1 250,50",10,1 000\nTotal : compte, --,EUR,"1 250,50",10,1 000`,
      ['2026-11-21 Recherche 125050 EUR'],
    ],
    [
      'English with the names of months',
      `Campaign report\nDay,Campaign,Currency code,Cost\n"Sun, Nov 22, 2026",Brand,USD,1.5\n"Sat, Nov 21, 2026",Brand,USD,--`,
      ['2026-11-22 Brand 150 USD', '2026-11-21 Brand 0 USD'],
    ],
  ])('in %s is read', (_, file, expected) => {
    const { form, rows } = load(file)
    expect(form).toBe('google')
    expect(lines(rows)).toEqual(expected)
    expect(rows.every(({ platform, source }) => platform === 'google' && source === 'google')).toBe(true)
  })
})

describe('a report of TikTok Ads Manager', () => {
  it.each([
    [
      'English',
      `Campaign name,Campaign ID,By Day,Cost,Impressions,Clicks (destination),Currency
Winter,1780000000000001,2026-11-21 00:00:00,12.34,1000,10,USD
Total of 1 results,-,-,12.34,1000,10,USD`,
      ['2026-11-21 Winter 1234 USD'],
    ],
    [
      'Ukrainian',
      `Назва кампанії;Дата;Витрати;Валюта\nЗима;21.11.2026;12,34;UAH`,
      ['2026-11-21 Зима 1234 UAH'],
    ],
    [
      'Russian',
      `Название кампании,Дата,Затраты,Валюта\nЗима,2026-11-21,12.34,UAH`,
      ['2026-11-21 Зима 1234 UAH'],
    ],
    [
      'German',
      `Kampagnenname;Nach Tag;Kosten;Währung\nWinter;21.11.2026;12,34;EUR`,
      ['2026-11-21 Winter 1234 EUR'],
    ],
    ['Polish', `Nazwa kampanii;Data;Koszt;Waluta\nZima;2026-11-21;12,34;PLN`, ['2026-11-21 Zima 1234 PLN']],
    [
      'Spanish',
      `Nombre de la campaña,Por día,Costo,Moneda\nInvierno,2026-11-21,12.34,MXN`,
      ['2026-11-21 Invierno 1234 MXN'],
    ],
    [
      'French',
      `Nom de la campagne,Par jour,Coût,Devise\nHiver,2026-11-21,"12,34",EUR`,
      ['2026-11-21 Hiver 1234 EUR'],
    ],
  ])('in %s is read', (_, file, expected) => {
    const { form, rows } = load(file)
    expect(form).toBe('tiktok')
    expect(lines(rows)).toEqual(expected)
  })
})

describe('a table of the shop’s own', () => {
  it('is read as CSV and as JSON alike, its sources by their canonical names', () => {
    const csv = load(`date,source,medium,campaign,content,spend,currency,clicks,impressions
2026-11-21,FB,cpc,Winter,Video,12.34,uah,10,100
2026-11-21,bing,,Search,,1,UAH,,`)
    const json = load(
      JSON.stringify([
        {
          date: '2026-11-21',
          source: 'FB',
          medium: 'cpc',
          campaign: 'Winter',
          content: 'Video',
          spend: 12.34,
          currency: 'UAH',
          clicks: 10,
          impressions: 100,
        },
        { date: '2026-11-21', source: 'bing', campaign: 'Search', spend: 1, currency: 'UAH' },
      ]),
      { type: 'application/json' },
    )
    expect(json.rows).toEqual(csv.rows)
    expect(csv.rows).toMatchObject([
      { platform: 'meta', source: 'facebook', medium: 'cpc', spend_minor: 1234, clicks: 10 },
      { platform: 'bing', source: 'bing', medium: '', content: '', clicks: null },
    ])
  })
})

const META = 'Campaign name,Day,Amount spent (USD)'

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

  it('that may be either are what another date of the file says', () => {
    expect(days('03/04/2026', '03/25/2026')).toEqual(['2026-03-04', '2026-03-25'])
    expect(days('03/04/2026', '25/03/2026')).toEqual(['2026-04-03', '2026-03-25'])
  })

  it.each([
    ['that nothing decides', ['03/04/2026'], /^2 Day: 03\/04\/2026 may be day\/month or month\/day/],
    ['that contradict each other', ['13/04/2026', '04/13/2026', '03/04/2026'], /^2 Day: 13\/04\/2026 may be/],
    ['that no calendar has', ['2026-02-30'], /^2 Day: 2026-02-30 is no day of the calendar/],
    ['that are none', ['yesterday'], /^2 Day: yesterday is no date: write 2026-11-22/],
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

  it('that may be a thousand or a fraction are refused while the file says nothing of it', () => {
    const file = `${META.replaceAll(',', ';')}\nC;2026-11-22;1.250\nD;2026-11-22;7\nE;2026-11-22;1,250`
    expect(problems(file)).toEqual([
      '2 Amount spent (USD): 1.250 may be a thousand or a fraction, and nothing in the file says which',
      '4 Amount spent (USD): 1,250 may be a thousand or a fraction, and nothing in the file says which',
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
      /^spend: stands over more than one column on line 1: Amount spent \(USD\), Amount spent \(EUR\)/,
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
      /^3 Currency: is EUR, but the heading says Amount spent \(USD\)$/,
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
    ['an amount that is none', `${META}\nC,2026-11-22,much`, /^2 Amount spent \(USD\): much is no amount/],
    ['no amount on a line', `${META}\nC,2026-11-22,\nD,2026-11-22,1`, /^2 Amount spent \(USD\): is needed/],
    [
      'no campaign on a line',
      `${META}\nC,2026-11-22,1\n,2026-11-22,1\nD,2026-11-22,1`,
      /^3 Campaign name: is needed/,
    ],
    [
      'clicks that are none',
      `${META},Link clicks\nC,2026-11-22,1,a few`,
      /^2 Link clicks: must be a whole number/,
    ],
    [
      'ids that a spreadsheet rounded',
      `${META},Campaign ID\nC,2026-11-22,1,1.2021E+17`,
      /^2 Campaign ID: 1.2021E\+17 was rounded by a spreadsheet/,
    ],
    [
      'a range the wrong way round',
      'Campaign name,Amount spent (USD),Reporting starts,Reporting ends\nC,1,2026-11-22,2026-11-21',
      /^2 Reporting ends: 2026-11-21 lies before 2026-11-22/,
    ],
    [
      'a range of years',
      'Campaign name,Amount spent (USD),Reporting starts,Reporting ends\nC,1,0001-11-22,9999-11-21',
      /^2 Reporting ends: .* more than 366 days/,
    ],
    ['a workbook', new Uint8Array([0x50, 0x4b, 3, 4, 20]), /^body: is an Excel workbook: export it as CSV/],
    [
      'Windows-1251',
      new Uint8Array([...Buffer.from('Day,'), 0xca, 0xe0, 0xec, 0xef, 10]),
      /^body: line 1, character 5: is not UTF-8: send UTF-8 or UTF-16, or name its charset/,
    ],
  ])('with %s is refused', (_, file, expected) => {
    expect(refused(file)).toMatch(expected)
  })

  it('is reported line by line, all of it at once', () => {
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

describe('any file', () => {
  const GOOGLE =
    'Campaign report\n\nDay;Campaign;Currency code;Cost;Clicks\n21.11.2026;"A; ""b""";EUR;1.234,50;5\n'
  const whole = new TextEncoder().encode(GOOGLE)

  it.each<[string, fc.Arbitrary<Uint8Array>]>([
    ['cut off somewhere', fc.nat(whole.length).map((end) => whole.slice(0, end))],
    [
      'with other bytes in it',
      fc.tuple(fc.nat(whole.length - 1), fc.uint8Array({ maxLength: 3 })).map(([at, bytes]) => {
        const changed = whole.slice()
        changed.set(bytes.slice(0, whole.length - at), at)
        return changed
      }),
    ],
    ['of random text', fc.string({ unit: 'binary' }).map((text) => new TextEncoder().encode(GOOGLE + text))],
  ])('%s is read into whole, sane rows or refused', (_, files) => {
    fc.assert(
      fc.property(files, (file) => {
        try {
          const found = read(file)
          if ('problems' in found) return found.problems.length > 0
          return found.rows.every(
            ({ day, campaign, spend_minor }) =>
              /^\d{4}-\d\d-\d\d$/.test(day) &&
              campaign &&
              Number.isSafeInteger(spend_minor) &&
              spend_minor >= 0,
          )
        } catch (error) {
          return error instanceof BadParameter
        }
      }),
      { numRuns: 400 },
    )
  })
})

describe('the charset', () => {
  const CSV = 'Назва кампанії;День;Сума витрат (UAH)\nЗима;21.11.2026;1,50\n'
  const EXPECTED = ['2026-11-21 Зима 150 UAH']

  it.each([
    ['UTF-8', new TextEncoder().encode(CSV)],
    ['UTF-8 with a byte order mark', new TextEncoder().encode(`\uFEFF${CSV}`)],
    ['UTF-16', utf16(CSV)],
    ['UTF-16 without its mark', utf16(CSV, false)],
    ['UTF-16 the other way round', new Uint8Array(Buffer.from(`\uFEFF${CSV}`, 'utf16le').swap16())],
  ])('%s is told by the bytes', (_, bytes) => {
    expect(lines(load(bytes).rows)).toEqual(EXPECTED)
  })

  it('Windows-1251 is read when the sender says so', () => {
    const bytes = Uint8Array.from(CSV, (char) => {
      const code = char.charCodeAt(0)
      if (char === 'і') return 0xb3
      if (char === 'ї') return 0xbf
      return code < 128 ? code : code - 0x350
    })
    expect(lines(load(bytes, { type: 'text/csv; charset=windows-1251' }).rows)).toEqual(EXPECTED)
    expect(refused(bytes, { type: 'text/csv; charset=latin-9000' })).toMatch(
      /^body: has the charset latin-9000/,
    )
  })
})

describe('a second load', () => {
  const row = (more: Partial<CostRow> = {}): CostRow => ({
    day: '2026-11-21',
    platform: 'meta',
    source: '',
    medium: '',
    campaign_id: '',
    campaign: 'Winter',
    content_id: '',
    content: '',
    currency: 'USD',
    spend_minor: 100,
    clicks: null,
    impressions: null,
    ...more,
  })

  it('of the same changes nothing, of other figures replaces, of other campaigns and days adds', () => {
    const present = [row(), row({ campaign: 'Brand' })]
    expect(changes(present, present)).toEqual({ removed: [], written: [] })
    const corrected = row({ spend_minor: 90 })
    const others = [row({ day: '2026-11-22' }), row({ campaign: 'Summer' }), row({ platform: 'google' })]
    expect(changes(present, [corrected, ...others])).toEqual({ removed: [], written: [corrected, ...others] })
  })

  it.each([
    ['ads take the place of their campaign as a whole', row(), row({ content: 'Video' })],
    ['a campaign as a whole takes the place of its ads', row({ content: 'Video' }), row()],
    ['sources take the place of the platform as a whole', row(), row({ source: 'facebook' })],
    ['ids come to a campaign', row(), row({ campaign_id: '1' })],
    ['ids are left out', row({ campaign_id: '1' }), row()],
    ['a campaign has a new name', row({ campaign_id: '1' }), row({ campaign_id: '1', campaign: 'Winter 2' })],
    ['a name is written otherwise', row(), row({ campaign: 'WINTER ' })],
    ['an ad has a new name', row({ content: 'A', content_id: '7' }), row({ content: 'B', content_id: '7' })],
    ['ids come to an ad', row({ content: 'A' }), row({ content: 'A', content_id: '7' })],
  ])('counts nothing twice when %s', (_, before, after) => {
    expect(changes([before], [after])).toEqual({ removed: [before], written: [after] })
  })

  it.each([
    ['of other ads', row({ content: 'A' }), row({ content: 'B' })],
    ['of another campaign with the same name', row({ campaign_id: '1' }), row({ campaign_id: '2' })],
    [
      'of another ad with the same name',
      row({ content: 'A', content_id: '1' }),
      row({ content: 'A', content_id: '2' }),
    ],
  ])('%s leaves alone what it does not speak of', (_, before, after) => {
    expect(changes([before], [after])).toEqual({ removed: [], written: [after] })
  })

  it('stores nothing for a day on which nothing happened, but takes back what it said before', () => {
    const nothing = row({ spend_minor: 0 })
    expect(changes([], [nothing]).written).toEqual([])
    expect(changes([row()], [nothing]).written).toEqual([nothing])
  })
})
