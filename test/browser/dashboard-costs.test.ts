/** Costs in a real browser: previewed before they are loaded, set against visits, and reckoned as the API does. */
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Answer, AnswerRow } from '../../worker/stats/answer.ts'
import { landing, panel, rows, settled, useDashboard } from './dashboard.ts'

const SITE = 'costs.example'
const { api, openPage, visit, worker } = useDashboard(SITE)

/** So many days ago, as the site's calendar has it. */
const day = (ago: number) =>
  new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Kyiv', dateStyle: 'short' }).format(
    Date.now() - ago * 86_400_000,
  )
const META = `Campaign name,Campaign ID,Day,Amount spent (UAH),Link clicks,Impressions
,,,500.75,110,11000
winter,120210000000000001,${day(2)},300.25,60,6000
winter,120210000000000001,${day(1)},100.5,30,3000
"Nobody, ""came""",120210000000000002,${day(1)},100,20,2000`
const GOOGLE = `Campaign report\nDay,Campaign,Currency code,Cost,Clicks,Impr.\n${day(2)},search,USD,20,5,50`
const WRONG = `Campaign name,Day,Amount spent (USD)\nGood,${day(1)},1\nBad,${day(1)},-1\nHalf,2026`

/** A site with four visits and two sales. */
async function newSite(site: string): Promise<string> {
  await api('/api/sites', { site, name: site, timezone: 'Europe/Kyiv', currency: 'UAH', hosts: [site] })
  const of = (visitor: string, ...rest: [landing: string, hoursAgo: number, names?: string[]]) =>
    visit(`${site}-${visitor}`, ...rest).map((event) => ({ ...event, url: event.url.replace(SITE, site) }))
  const events = [
    ...of('v1', landing('facebook', 'winter', 'video_ad_1'), 30, ['purchase']),
    ...of('v2', landing('instagram', 'winter', 'video_ad_2'), 50),
    ...of('v3', landing('google', 'search', 'banner'), 28, ['purchase']),
    ...of('v4', '/', 29),
  ]
  const answer = await api<{ accepted: number }>('/api/events', { site, events })
  expect(answer.accepted).toBe(events.length)
  return site
}

const roi = (site: string, query = '') => api<Answer>(`/api/stats/roi?site=${site}&period=month&${query}`)
const open = (site: string, more: Parameters<typeof openPage>[0] = {}) =>
  openPage({ path: `/?site=${site}&view=costs`, ...more })
const load = async (site: string, text: string, query = '') => {
  const headers = { authorization: `Bearer ${await adminToken()}`, 'content-type': 'text/csv' }
  const answer = await worker().fetch(`/api/costs?site=${site}${query}`, {
    method: 'POST',
    headers,
    body: text,
  })
  expect(answer.status).toBe(200)
}
const adminToken = async () =>
  (await api<{ token: string }>('/api/tokens', { scope: 'admin', name: 'costs' })).token

interface Sent {
  name: string
  mimeType: string
  buffer: Buffer
}
const file = (name: string, text: string | Uint8Array): Sent => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(text),
})
const choose = (page: Page, ...files: Sent[]) => page.getByLabel('Choose files').setInputFiles(files)
/** Drops a file onto the page, beside everything; its text so many times. */
const drop = (page: Page, name: string, text: string, times = 1) =>
  page.evaluate(
    ({ name, text, times }) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([text.repeat(times)], name, { type: 'text/csv' }))
      for (const type of ['dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
    },
    { name, text, times },
  )
const upload = (page: Page) => panel(page, 'Upload costs')
const item = (page: Page, name: string) => upload(page).getByRole('listitem', { name })

const KEYS = [
  'ad_spend',
  'revenue',
  'profit',
  'roi',
  'roas',
  'cost_per_conversion',
  'conversions',
  'sessions',
  'clicks',
  'impressions',
] as const
/** A cell as the page writes it, in English. */
function written(row: AnswerRow, key: (typeof KEYS)[number]): string {
  const value = row[key]
  if (typeof value !== 'number') return '–'
  if (key === 'roi')
    return `${value.toLocaleString('en-GB', { maximumFractionDigits: Math.abs(value) < 1 ? 2 : 1 })}%`
  if (['ad_spend', 'revenue', 'profit', 'cost_per_conversion'].includes(key))
    return `${value < 0 ? '-' : ''}₴${Math.abs(value).toLocaleString('en-GB', { minimumFractionDigits: 2 })}`
  return value.toLocaleString('en-GB', { maximumFractionDigits: 2 })
}
const figures = (row: AnswerRow) => KEYS.map((key) => written(row, key))
const cards = (page: Page) => page.locator('.figure .value').allInnerTexts()

beforeAll(async () => {
  await newSite(SITE)
  await load(SITE, META)
})

describe('returns', () => {
  it('are those of the API: cards, rows and their sum', async () => {
    const page = await open(SITE)
    await settled(page)
    const { rows: wanted, total } = await roi(SITE)
    expect(total).toMatchObject({ revenue: 2501, ad_spend: 500.75, conversions: 2 })
    expect(await cards(page)).toEqual(
      (['ad_spend', 'revenue', 'profit', 'roi', 'roas', 'cost_per_conversion'] as const).map((key) =>
        written(total, key),
      ),
    )
    const shown = await rows(page, 'Return on ad spend')
    expect(shown).toEqual(wanted.map((row) => [row.campaign, ...figures(row)]))
    const sum = await panel(page, 'Return on ad spend').locator('tfoot td').allInnerTexts()
    expect(sum.map((cell) => cell.trim())).toEqual(figures(total))
  })

  it('tell at a glance which rows lack visits and which lack costs, and how much is matched to nobody', async () => {
    const page = await open(SITE)
    const table = panel(page, 'Return on ad spend')
    await table.locator('tr', { hasText: 'Nobody' }).getByText('spend, no visits').waitFor()
    await table.locator('tr', { hasText: 'search' }).getByText('no costs known').waitFor()
    expect(await table.locator('tr', { hasText: 'winter' }).locator('.mark').count()).toBe(0)
    await table.getByText('₴100.00 of ₴500.75 spend is matched to no session.').waitFor()
    await table.getByRole('link', { name: 'Build such links' }).click()
    expect(new URL(page.url()).searchParams.get('view')).toBe('links')
  })

  it('stand by source and by creative, in any order; the address keeps both', async () => {
    const page = await open(SITE)
    await settled(page)
    const table = panel(page, 'Return on ad spend')
    for (const [by, title] of [
      ['source', 'By source'],
      ['content', 'By creative'],
    ] as const) {
      await table.getByLabel('What a row is').selectOption(title)
      await settled(page)
      const names = (await rows(page, 'Return on ad spend')).map(([name]) => name)
      expect(names).toEqual((await roi(SITE, `by=${by}`)).rows.map((row) => row[by]))
    }
    await table.getByRole('button', { name: 'Revenue' }).click()
    await settled(page)
    expect(new URL(page.url()).search).toBe(`?site=${SITE}&view=costs&sort=roi%3A-revenue&by=content`)
    const { rows: wanted } = await roi(SITE, 'by=content&sort=-revenue')
    const expected = wanted.map((row) => [row.content, ...figures(row)])
    expect(await rows(page, 'Return on ad spend')).toEqual(expected)
    await page.reload()
    await settled(page)
    expect(await rows(page, 'Return on ad spend')).toEqual(expected)
    await page.goBack()
    await settled(page)
    const before = (await rows(page, 'Return on ad spend')).map(([name]) => name)
    expect(before).toEqual((await roi(SITE, 'by=source')).rows.map((row) => row.source))
  })

  it('leave as CSV, as they are shown', async () => {
    const page = await open(SITE)
    const coming = page.waitForEvent('download')
    await panel(page, 'Return on ad spend').getByRole('link', { name: 'CSV' }).click()
    const text = await readFile(await (await coming).path(), 'utf8')
    expect(text).toMatch(/^\uFEFFcampaign,source,sources,matched,/)
    expect(text).toContain('costs only')
  })

  it('are narrowed down to a row by a click on it', async () => {
    const page = await open(SITE)
    await panel(page, 'Return on ad spend').getByRole('link', { name: 'Only winter' }).click()
    await settled(page)
    const { rows: wanted, total } = await roi(SITE, 'filter=campaign:is:winter')
    expect(wanted).toMatchObject([{ campaign: 'winter', sessions: 2, ad_spend: 400.75 }])
    expect(await rows(page, 'Return on ad spend')).toEqual([['winter', ...figures(wanted[0]!)]])
    expect((await cards(page))[0]).toBe(written(total, 'ad_spend'))
  })

  it('say that costs cannot be divided by a country', async () => {
    const page = await open(SITE, { path: `/?site=${SITE}&view=costs&filter=country:is:UA` })
    await page.getByText('Spend is known by source, campaign and creative only.').waitFor()
    expect((await cards(page))[0]).toBe('–')
  })
})

describe('the calculator', () => {
  it('says what the API says of any spend, at every key', async () => {
    const page = await open(SITE)
    const box = panel(page, 'ROI calculator')
    await box.getByText('₴500.75').waitFor()
    const spends: [typed: string, spend: number][] = [
      ['1250', 1250],
      ['1 250,50', 1250.5],
      ['2,501.00', 2501],
      ['0,07', 0.07],
      ['99999', 99999],
      ['0', 0],
    ]
    const facts = box.locator('dl').first()
    for (const [typed, spend] of spends) {
      await box.getByLabel('Ad spend').fill(typed)
      const { total } = await roi(SITE, `ad_spend=${spend}`)
      const shown = await facts
        .locator('dd')
        .evaluateAll((all) => all.map((one) => one.firstChild?.textContent))
      expect(shown.slice(0, 4)).toEqual(
        (['profit', 'roi', 'roas', 'cost_per_conversion'] as const).map((key) => written(total, key)),
      )
    }
    await box.getByLabel('Ad spend').fill('1250,50')
    // Two sales of 1,250.50 each: one pays for it.
    await facts.getByText(/^1 conversion/).waitFor()
  })

  it('says which spend a return still allows, and what is no amount', async () => {
    const page = await open(SITE)
    const box = panel(page, 'ROI calculator')
    await box.getByLabel('Target ROAS').fill('2,5')
    await box.getByText('₴1,000.40').waitFor()
    await box.getByText('₴499.65 more than above').waitFor()
    const { total } = await roi(SITE, 'ad_spend=1000.40')
    expect(total.roas).toBe(2.5)
    await box.getByLabel('Target ROAS').fill('a lot')
    await box.getByText('This is no ratio.').waitFor()
    await box.getByLabel('Ad spend').fill('12,34,5')
    await box.getByText('This is no amount.').waitFor()
    expect(await box.getByLabel('Ad spend').getAttribute('aria-invalid')).toBe('true')
  })
})

describe('uploading costs', () => {
  it('shows what a dropped file was understood as, and stores nothing before it is told to', async () => {
    const site = await newSite('drop.example')
    const page = await open(site)
    await page.getByText('No costs are known in this period').waitFor()
    await page.getByText('Campaign name, Day, Amount spent').first().waitFor()
    await drop(page, 'meta.csv', META)
    const dropped = item(page, 'meta.csv')
    await dropped.getByText('Nothing is stored yet').waitFor()
    const facts = await dropped.locator('dd').allInnerTexts()
    expect(facts[0]).toBe('Meta Ads Manager')
    expect(facts.slice(2)).toEqual(['₴500.75', '3, 1 line of sums left out', '3', '3 rows new or corrected'])
    expect(await dropped.locator('tbody tr').first().locator('td').allInnerTexts()).toEqual([
      'meta, all sources',
      'winter',
      '₴300.25',
      '60',
      '6,000',
    ])
    expect((await roi(site)).total.ad_spend).toBe(0)

    await dropped.getByRole('button', { name: 'Load' }).click()
    await dropped.getByText('Loaded: 3 rows new or corrected.').waitFor()
    await panel(page, 'Return on ad spend').getByText('Nobody, "came"').waitFor()
    await settled(page)
    const { rows: wanted, total } = await roi(site)
    expect(total.ad_spend).toBe(500.75)
    expect(await rows(page, 'Return on ad spend')).toEqual(
      wanted.map((row) => [row.campaign, ...figures(row)]),
    )
    expect((await cards(page))[0]).toBe('₴500.75')

    await choose(page, file('again.csv', META))
    await item(page, 'again.csv').getByText('nothing, all of it is known').waitFor()
  })

  it('takes several files one after another; what is wrong is said by line and column, and not loaded', async () => {
    const site = await newSite('several.example')
    const page = await open(site)
    await choose(
      page,
      file('wrong.csv', WRONG),
      file('meta.csv', META),
      file('workbook.xlsx', 'PK\u0003\u0004'),
    )
    const wrong = item(page, 'wrong.csv')
    await wrong.getByText('Nothing of this file was loaded').waitFor()
    expect(
      await wrong
        .locator('tbody tr')
        .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent))),
    ).toEqual([
      ['3', 'Amount spent (USD)', 'must not be negative'],
      ['4', '–', 'has 2 of the heading’s 3 cells: it is cut off'],
    ])
    await item(page, 'meta.csv').getByText('waits for its turn').waitFor()
    await wrong.getByRole('button', { name: 'Leave out' }).click()
    const meta = item(page, 'meta.csv')
    await meta.getByText('Nothing is stored yet').waitFor()
    // What had the focus is gone; the keyboard goes on at the file whose turn it is.
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await meta.getByText('Loaded').waitFor()
    await item(page, 'workbook.xlsx').getByText('is an Excel workbook: export it as CSV').waitFor()
    expect((await roi(site)).total.ad_spend).toBe(500.75)
  })

  it('asks for the currency and the encoding that a file does not say', async () => {
    const site = await newSite('asks.example')
    const page = await open(site)
    await choose(page, file('plain.csv', `Campaign,Day,Cost\nsearch,${day(1)},5`))
    const plain = item(page, 'plain.csv')
    await plain.getByText('the file does not say its currency').waitFor()
    await plain.getByLabel('Currency of the file').selectOption('USD')
    await plain.getByRole('button', { name: 'Read it so' }).click()
    await plain.getByText('US$5.00').or(plain.getByText('$5.00')).first().waitFor()
    await plain.getByRole('button', { name: 'Leave out' }).click()

    const cyrillic = Uint8Array.from(
      `Название кампании,День,Сумма затрат (UAH)\nЗима,${day(1)},5\n`,
      (char) => {
        const code = char.charCodeAt(0)
        return code < 128 ? code : code - 0x350
      },
    )
    await choose(page, file('old.csv', cyrillic))
    const old = item(page, 'old.csv')
    await old.getByText('is not UTF-8').waitFor()
    await old.getByLabel('Encoding').selectOption('windows-1251')
    await old.getByRole('cell', { name: 'Зима' }).waitFor()
    await old.getByRole('button', { name: 'Load' }).click()
    await old.getByText('Loaded').waitFor()
    expect((await roi(site)).rows[0]).toMatchObject({ campaign: 'Зима', ad_spend: 5 })
  })

  it('says how large a file may be', async () => {
    const page = await open(SITE)
    await upload(page).waitFor()
    await drop(page, 'large.csv', ' ', 20 * 1_048_576)
    await item(page, 'large.csv').getByText('the body is larger than 5242880 bytes').waitFor()
  })
})

describe('exchange rates', () => {
  it('are missed aloud, and bring what they are missed for into the figures', async () => {
    const site = await newSite('rates.example')
    await load(site, GOOGLE)
    const page = await open(site)
    const table = panel(page, 'Return on ad spend')
    await table.getByText('Spend that is in no figure, for want of an exchange rate: ').waitFor()
    await panel(page, 'Exchange rates').getByText('No rate is known.').waitFor()
    await table.getByRole('button', { name: 'Add a rate for USD' }).click()
    await page.keyboard.type('many')
    await page.keyboard.press('Enter')
    await page.getByText('This is no rate.').waitFor()
    await page.getByLabel('1 USD in UAH').fill('41,55')
    await page.keyboard.press('Enter')
    await page.getByText('Added: 1 USD = 41.55 UAH.').waitFor()
    await page.getByRole('cell', { name: '1 USD = 41.55 UAH' }).waitFor()
    await settled(page)
    expect(await table.getByText('for want of an exchange rate').count()).toBe(0)
    const { total } = await roi(site)
    expect(total.ad_spend).toBe(831)
    expect((await cards(page))[0]).toBe('₴831.00')
    const { rates } = await api<{ rates: unknown[] }>(`/api/rates?site=${site}`)
    expect(rates).toMatchObject([{ currency: 'USD', rate: 41.55 }])
  })
})

describe('readers', () => {
  it('without the right to change see figures and rates, and nothing that they may not do', async () => {
    const { token } = await api<{ token: string }>('/api/tokens', { scope: 'read', name: 'reader' })
    const page = await open(SITE, { token })
    await settled(page)
    expect((await cards(page))[0]).toBe('₴500.75')
    await panel(page, 'Exchange rates').waitFor()
    await panel(page, 'ROI calculator').waitFor()
    expect(await page.getByText('Upload costs').count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Add the rate' }).count()).toBe(0)
  })

  it('of Ukrainian read it in Ukrainian, on a phone without going sideways', async () => {
    const page = await open(SITE, { locale: 'uk-UA', width: 360, theme: 'dark' })
    await page.getByRole('region', { name: 'Окупність реклами' }).getByText('витрати без візитів').waitFor()
    await page.getByText('З жодним сеансом не зіставлено 100,00 ₴ із 500,75 ₴ витрат.').waitFor()
    await page.getByText('Перетягніть сюди файли').waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
  })
})
