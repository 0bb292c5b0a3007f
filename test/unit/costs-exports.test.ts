/** Costs as the platforms export them, in every language. */
import { describe, expect, it } from 'vitest'
import { lines, load, utf16 } from './costs.ts'

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
    const { format, rows } = load(file)
    expect(format).toBe('meta')
    expect(lines(rows)).toEqual(expected)
    expect(rows.every(({ platform, source }) => platform === 'meta' && source === '')).toBe(true)
  })

  it('keeps ids, clicks and impressions, and reports which line was a total', () => {
    const { rows, totals } = load(`Campaign name,Campaign ID,Day,Amount spent (USD),Impressions,Link clicks
,,,12.34,"12,345",67
Winter,c:120210000000000001,2026-11-21,12.34,"12,345",67`)
    expect(totals).toEqual([2])
    expect(rows).toMatchObject([{ campaign_id: '120210000000000001', clicks: 67, impressions: 12345 }])
  })

  it('has Facebook and Instagram as sources if it is broken down by platform', () => {
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

  it('divides the costs of an interval equally among its days, to the last cent', () => {
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

  it('is added up if it is broken down by more than is stored, such as age', () => {
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
    const { format, rows } = load(file)
    expect(format).toBe('google')
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
    const { format, rows } = load(file)
    expect(format).toBe('tiktok')
    expect(lines(rows)).toEqual(expected)
  })
})

describe('a table of the shop’s own', () => {
  it('is read from CSV and JSON in the same way, with canonical names of sources', () => {
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
