/** Ads, pages and cohorts in a real browser: every number equals the API's, and every choice is in the address. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Answer, Comparison } from '../../wire/answers/report.ts'
import { MODELS } from '../../wire/model.ts'
import { landing, number, panel, rows, settled, useDashboard } from './dashboard.ts'

const SITE = 'ads.example'
const EVIL = '<b>red</b> & "co"'
const { api, openPage, report, visit } = useDashboard(SITE)

/** Creatives by their visits and how many of these bought. */
const CREATIVES = { red: [60, 30], blue: [60, 12], grey: [40, 8], [EVIL]: [12, 1], small: [2, 0] }

beforeAll(async () => {
  const site = { site: SITE, name: 'Ads', timezone: 'Europe/Kyiv', currency: 'UAH', hosts: [SITE] }
  await api('/api/sites', site)
  const items = [
    { item_id: 'J-1', item_name: 'Jug', price: 1000, quantity: 1 },
    { item_id: 'M-1', item_name: '<i>Mug</i>', price: 125.25, quantity: 2 },
  ]
  const events = Object.entries(CREATIVES).flatMap(([content, [visits, bought]]) =>
    Array.from({ length: visits! }, (_, i) => {
      const names = i < bought! ? ['view_item', 'add_to_cart', 'purchase'] : i % 3 ? [] : ['view_item']
      const campaign = i % 2 ? 'autumn' : 'winter'
      const hours = 24 * (1 + (i % 20))
      const visits = visit(`${content}${i}`, landing('meta', campaign, content), hours, names)
      // A third of the buyers came from a search some days before.
      const before = i % 3 ? [] : visit(`${content}${i}`, landing('google', 'brand', 'text'), hours + 100)
      return [...before.map((event) => ({ ...event, id: `before-${event.id}` })), ...visits]
    }).flat(),
  )
  const ready = events.map((event) => (event.name === 'page_view' ? event : { ...event, items }))
  for (let at = 0; at < ready.length; at += 50) {
    const some = ready.slice(at, at + 50)
    expect(await api('/api/events', { site: SITE, events: some })).toMatchObject({ accepted: some.length })
  }
})

const at = (view: string, more = '') => ({ path: `/?site=${SITE}&view=${view}&compare=none${more}` })
/** As the page writes a rate: halves fall as they do in Intl. */
const rate = (value: unknown) => {
  const maximumFractionDigits = Number(value) < 1 ? 2 : 1
  return number((Number(value) / 100).toLocaleString('en', { style: 'percent', maximumFractionDigits }))
}
const VERSUS = 'Which one converts better'
const compared = async (names: string[], name = 'content') => {
  const query = names.map((one) => `compare_rows=${encodeURIComponent(one)}`).join('&')
  const { comparison } = await report(`${name}?${query}`)
  return comparison as Comparison
}
const cells = (comparison: Comparison) =>
  comparison.rows
    .toSorted((a, b) => b.chance_best! - a.chance_best!)
    .map((row) => [row.name, row.sessions, row.conversions, rate(row.conversion_rate), rate(row.chance_best)])

describe('campaigns and creatives', () => {
  it.each([
    ['Campaigns', 'campaigns'],
    ['Creatives', 'content'],
  ])('show all that an ad is judged by: %s', async (title, name) => {
    const page = await openPage(at('ads'))
    await settled(page)
    const shown = (await rows(page, title)).map(([, ...figures]) => figures.map(number))
    expect(shown).toEqual(
      (await report(`${name}?limit=10`)).rows.map((row) => [
        row.sessions,
        row.conversions,
        rate(row.conversion_rate),
        row.orders,
        row.revenue,
        row.average_order_value,
      ]),
    )
  })
})

describe('creatives side by side', () => {
  it('shows the most visited creatives by default, with the rates of the API and a verdict', async () => {
    const page = await openPage(at('ads'))
    await settled(page)
    const comparison = await compared(['text', 'red', 'blue', 'grey'])
    const shown = await rows(page, VERSUS)
    expect(shown.map((row) => [row[0], ...[1, 2, 3, 5].map((place) => number(row[place]))])).toEqual(
      cells(comparison),
    )
    const first = comparison.rows.find(({ name }) => name === shown[0]![0])!
    const text = await panel(page, VERSUS).locator('td.interval').first().innerText()
    expect(text.split('–').map(number)).toEqual([rate(first.low), rate(first.high)])
    await panel(page, VERSUS)
      .getByText('“\u2068red\u2069” converts best; the difference is significant.')
      .waitFor()
  })

  it('shows the ticked creatives, which the address keeps after a reload', async () => {
    const page = await openPage(at('ads'))
    const versus = panel(page, VERSUS)
    await versus.getByText('Choose what to compare (4)').click()
    for (const name of ['text', 'red', 'grey']) await versus.getByLabel(name, { exact: true }).uncheck()
    await versus.getByText('Choose at least two to compare.').waitFor()
    await versus.getByLabel(EVIL, { exact: true }).check()
    await versus.getByText('Too early to say').waitFor()
    const found = cells(await compared(['blue', EVIL]))
    expect((await rows(page, VERSUS)).map(([name]) => name)).toEqual(found.map(([name]) => name))
    expect(new URL(page.url()).searchParams.getAll('pick')).toEqual(['content:blue', `content:${EVIL}`])
    await page.reload()
    await settled(page)
    expect((await rows(page, VERSUS)).length).toBe(2)
    await versus.getByText('Choose what to compare (2)').click()
    await versus.getByRole('button', { name: 'Back to the most visited' }).click()
    await versus.getByRole('link', { name: 'Only red' }).waitFor()
  })

  it('can compare campaigns, and leaves out those that the period does not have', async () => {
    const page = await openPage(at('ads', '&pick=campaigns:winter&pick=campaigns:brand&pick=campaigns:gone'))
    await panel(page, VERSUS).locator('select').selectOption('Campaigns')
    await panel(page, VERSUS).getByText('Not among the most visited of this period: gone').waitFor()
    await settled(page)
    const shown = await rows(page, VERSUS)
    expect(shown.map((row) => [row[0], ...[1, 2, 3, 5].map((place) => number(row[place]))])).toEqual(
      cells(await compared(['winter', 'brand'], 'campaigns')),
    )
  })

  it('says when a creative has too few sessions for a rate', async () => {
    const page = await openPage(at('ads', '&pick=content:red&pick=content:small'))
    const path = '**/api/stats?*compare_rows*'
    await page.route(path, async (route) => {
      const answer = await route.fetch()
      const body = (await answer.json()) as { reports: { comparison: Comparison }[] }
      const { comparison } = body.reports[0]!
      Object.assign(comparison.rows[1]!, { conversions: 3.5, low: null, high: null, chance_best: null })
      Object.assign(comparison, { p_value: null, significant: null })
      await route.fulfill({ response: answer, json: body })
    })
    await page.reload()
    await panel(page, VERSUS).getByText('is credited with more conversions than it has sessions').waitFor()
    await panel(page, VERSUS).getByText('not known').waitFor()
  })
})

describe('credit by model', () => {
  const figures = async (page: Awaited<ReturnType<typeof openPage>>) =>
    (await rows(page, 'Credit by model')).map(([name, ...cells]) => [name, ...cells.slice(0, 6).map(number)])

  it.each([
    ['campaigns', 'revenue', 'campaign'],
    ['sources', 'conversions', 'source'],
    ['channels', 'orders', 'channel'],
  ])('is that of the API under each of the six: %s by %s', async (by, measure, dimension) => {
    const page = await openPage(at('ads', `&pick=credit:${by}&pick=measure:${measure}&model=first`))
    await settled(page)
    const answers = await Promise.all(MODELS.map((model) => report(`${by}?model=${model}&limit=50`)))
    const shown = await figures(page)
    expect(shown.length).toBeGreaterThan(1)
    for (const [name, ...credit] of shown) {
      const wanted = answers.map(({ rows }) => rows.find((row) => row[dimension] === name)?.[measure] ?? 0)
      expect(credit).toEqual(wanted.map((value) => Math.round(Number(value) * 100) / 100))
    }
    const total = await panel(page, 'Credit by model').locator('tfoot td').allInnerTexts()
    expect(total.slice(0, 6).map(number)).toEqual(answers.map((answer) => answer.total[measure]))
    // The shown rows add up to it, except for rounding.
    MODELS.forEach((_, place) => {
      const sum = shown.reduce((sum, row) => sum + Number(row[place + 1]), 0)
      expect(sum).toBeCloseTo(number(total[place]), 1)
    })
  })

  it('shows what the chosen model changes; a click on another model chooses it', async () => {
    const page = await openPage(at('ads'))
    await settled(page)
    const credit = panel(page, 'Credit by model')
    expect(await credit.getByRole('columnheader', { name: /vs “/ }).allInnerTexts()).toEqual([
      'vs “Last touch”',
    ])
    await credit.getByRole('link', { name: 'First touch' }).click()
    await settled(page)
    expect(new URL(page.url()).searchParams.get('model')).toBe('first')
    expect(await credit.getByRole('columnheader', { name: /vs “/ }).count()).toBe(2)
    const brand = await Promise.all(
      ['first', 'last'].map(async (model) => {
        const { rows } = await report(`campaigns?model=${model}`)
        return Number(rows.find(({ campaign }) => campaign === 'brand')!.revenue)
      }),
    )
    expect(brand[0]! - brand[1]!).toBeGreaterThan(0)
    const gain = await credit.locator('tr', { hasText: 'brand' }).locator('td.gain').last().innerText()
    expect(gain).toMatch(/^\+₴/)
    expect(number(gain.split('\n')[0])).toBe(brand[0]! - brand[1]!)
    await page.goBack()
    await settled(page)
    expect(await credit.locator('thead .current').innerText()).toContain('Last non-direct')
  })

  it('is copied as cells of a spreadsheet', async () => {
    const page = await openPage(at('ads'))
    await settled(page)
    await page.getByRole('button', { name: 'Copy: Credit by model' }).click()
    await page.getByText('Copied').first().waitFor()
    const lines = String(await page.evaluate('navigator.clipboard.readText()')).split('\n')
    expect(lines[0]!.split('\t').slice(-6)[0]).toBe('First touch')
    expect(lines.length).toBe((await report('campaigns')).rows.length + 1)
  })
})

describe('products and pages', () => {
  it('show the values of the API, with names as text and a total', async () => {
    const page = await openPage(at('pages'))
    await settled(page)
    const products = await report('products')
    const figuresOf = (row: Record<string, unknown>) =>
      ['views', 'carts', 'purchases', 'quantity', 'revenue'].map((key) => row[key])
    expect((await rows(page, 'Products')).map(([name, ...cells]) => [name, ...cells.map(number)])).toEqual(
      products.rows.map((row) => [row.item_name, ...figuresOf(row)]),
    )
    const total = await panel(page, 'Products').locator('tfoot td').allInnerTexts()
    expect(total.map(number)).toEqual(figuresOf(products.total))
    const pages = await report('pages')
    expect((await rows(page, 'Pages seen')).map(([name, ...cells]) => [name, ...cells.map(number)])).toEqual(
      pages.rows.map((row) => [
        row.page,
        row.pageviews,
        row.sessions,
        row.conversions,
        rate(row.conversion_rate),
        row.revenue,
      ]),
    )
    // There is no filter by product, so its name is no link.
    expect(await panel(page, 'Products').locator('tbody a').count()).toBe(0)
  })

  it('are sorted by any column, also after a reload', async () => {
    const page = await openPage(at('pages'))
    await panel(page, 'Products').getByRole('button', { name: 'Quantity' }).click()
    await settled(page)
    expect(new URL(page.url()).searchParams.get('sort')).toBe('products:-quantity')
    await page.reload()
    const wanted = (await report('products?sort=-quantity')).rows.map(({ item_name }) => item_name)
    expect((await rows(page, 'Products')).map(([name]) => name)).toEqual(wanted)
  })
})

describe('cohorts', () => {
  it.each([
    ['Came back', 'returning_rate', rate],
    ['Orders', 'orders', Number],
    ['Revenue per visitor', 'revenue_per_visitor', Number],
  ])('show %s as the API has it', async (title, key, write) => {
    const page = await openPage(at('audience'))
    await settled(page)
    await panel(page, 'Cohorts').getByLabel('Metric').selectOption(title)
    const { rows: wanted } = await report('cohorts')
    const shown = await panel(page, 'Cohorts').locator('td.cell').allInnerTexts()
    expect(shown.map(number)).toEqual(wanted.map((row) => write(row[key])))
  })

  it('are grouped by channel on request', async () => {
    const page = await openPage(at('audience', '&pick=cohortsby:channel&pick=cohorts:orders'))
    await settled(page)
    const { rows: wanted } = await report('cohorts?by=channel')
    const cells = panel(page, 'Cohorts').locator('td.cell')
    const shown = (await cells.allInnerTexts()).map(number)
    expect(shown.length).toBe(wanted.length)
    expect(shown.toSorted()).toEqual(wanted.map(({ orders }) => Number(orders)).toSorted())
    expect(await panel(page, 'Cohorts').locator('tr.group th').allInnerTexts()).toContain('Paid Search')
  })

  it('of a large shop are counted only on request and for a limited number of weeks, and the page says so', async () => {
    const page = await openPage(at('audience', '&from=2010-01-01&to=2026-01-01'))
    await page.getByText('Nothing in this period.').first().waitFor()
    await page.route('**/api/stats?*', async (route) => {
      const asked = new URL(route.request().url()).searchParams.getAll('report')
      const answer = await route.fetch()
      const body = (await answer.json()) as { reports: Answer[] }
      const general = body.reports[asked.indexOf('general')]
      if (general) general.rows[0]!.sessions = 5001
      await route.fulfill({ response: answer, json: body })
    })
    await page.goto(`/?site=${SITE}&view=audience&period=all`)
    const asked = page.waitForRequest(/report=cohorts/)
    await panel(page, 'Cohorts').getByText('This reads every visit of the period').waitFor()
    await panel(page, 'Cohorts').getByRole('button', { name: 'Count it' }).click()
    await asked
    await panel(page, 'Cohorts').getByText('The last 26 weeks.').waitFor()
    await panel(page, 'Cohorts').locator('td.cell').first().waitFor()
  })
})
