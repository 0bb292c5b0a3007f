/** The dashboard in a real browser on the real Worker: what it shows is what the API says, and its address is its state. */
import { beforeAll, describe, expect, it } from 'vitest'
import { ADMIN_TOKEN } from '../harness.ts'
import { landing, number, panel, rows, settled, useDashboard } from './dashboard.ts'

const SITE = 'figures.example'
const EVIL = '<img src=x onerror="document.title=`hacked`"> \u202Eعرض 🎄'
const LONG = 'дуже-довга-кампанія-'.repeat(12)
const { api, openPage, report, visit } = useDashboard(SITE)

beforeAll(async () => {
  const site = { site: SITE, name: 'Figures', timezone: 'Europe/Kyiv', currency: 'UAH', hosts: [SITE] }
  await api('/api/sites', site)
  const bought = ['view_item', 'add_to_cart', 'begin_checkout', 'purchase']
  const events = [
    ...visit('v1', landing('facebook', 'winter', 'video_ad_1'), 30, bought),
    ...visit('v2', landing('facebook', 'winter', 'video_ad_2'), 50, ['view_item']),
    ...visit('v3', landing('google', EVIL, 'banner'), 60, ['view_item', 'add_to_cart']),
    ...visit('v4', landing('google', LONG, LONG), 70),
    ...visit('v5', '/', 80),
    ...visit('v6', landing('facebook', 'autumn', 'video_ad_1'), 20 * 24, bought),
  ]
  const answer = await api<{ accepted: number }>('/api/events', { site: SITE, events })
  expect(answer.accepted).toBe(events.length)
})

/** As the page writes a rate. */
const rate = (value: unknown) => Math.round(Number(value) * 10) / 10
describe('signing in', () => {
  it('takes a token, hides it from scripts, and ends with signing out', async () => {
    const page = await openPage({ token: '' })
    await page.getByLabel('Access token').fill('not-the-token')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('This token is not known here').waitFor()
    await page.getByLabel('Access token').fill(ADMIN_TOKEN)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByLabel('Site').waitFor()
    const seen = await page.evaluate(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])',
    )
    expect(seen).toBe('[{},{},""]')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('Access token').waitFor()
    await page.reload()
    await page.getByLabel('Access token').waitFor()
  })

  it('is asked for again when the API answers 401', async () => {
    const page = await openPage()
    await settled(page)
    await page.context().clearCookies()
    await page.getByRole('button', { name: 'Refresh' }).click()
    await page.getByText('Your sign-in has ended').waitFor()
  })
})

describe('figures', () => {
  it('equal the answers of the API', async () => {
    const page = await openPage()
    await settled(page)
    const figures = await page.locator('.figure p').allInnerTexts()
    const [general] = (await report('general')).rows
    expect(general).toMatchObject({ sessions: 6, orders: 2, revenue: 2501 })
    expect(figures.map(number)).toEqual([
      general!.sessions,
      general!.visitors,
      general!.conversions,
      rate(general!.conversion_rate),
      general!.revenue,
      general!.orders,
      general!.average_order_value,
      0,
    ])
    const funnel = (await rows(page, 'Funnel')).map((cells) => number(cells[1]))
    const counts = (await report('funnel')).rows.map(({ count }) => count)
    expect(funnel).toEqual([...counts.slice(0, 4), counts[5], counts[4]])
  })

  it('of channels, devices and countries have readable names', async () => {
    const page = await openPage()
    const first = async (title: string) => (await rows(page, title))[0]?.slice(0, 2)
    expect(await first('Channels')).toEqual(['Paid Social', '3'])
    expect(await first('Devices')).toEqual(['Desktop', '6'])
    expect(await first('Countries')).toEqual(['Ukraine', '6'])
  })
})

describe('an export', () => {
  it('has the chosen period', async () => {
    const page = await openPage({ path: `/?site=${SITE}&period=week` })
    const link = panel(page, 'Campaigns').getByRole('link', { name: 'CSV: Campaigns' })
    const csv = await (await page.request.get((await link.getAttribute('href'))!)).text()
    // The visit of autumn was twenty days ago.
    expect([csv.includes('winter'), csv.includes('autumn')]).toEqual([true, false])
  })
})

describe('the address', () => {
  it('holds the day after the last chosen day, as the API expects it', async () => {
    const page = await openPage()
    await page.getByText('Dates', { exact: true }).click()
    await page.getByLabel('First day').fill('2026-01-01')
    await page.getByLabel('Last day').fill('2026-01-31')
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    expect(new URL(page.url()).search).toBe(`?site=${SITE}&from=2026-01-01&to=2026-02-01`)
    await page.getByText('1 Jan 2026, 00:00 – 31 Jan 2026, 23:59').waitFor()
  })

  it('holds the open session, with its events in order and the reason for its channel', async () => {
    const page = await openPage()
    const bought = panel(page, 'Latest sessions').locator('tr', { hasText: 'Purchase' }).first()
    await bought.getByRole('link').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('medium cpc is a paid medium').waitFor()
    const events = await dialog.locator('ol strong').allTextContents()
    expect(events).toEqual(['Page view', 'Product view', 'Added to cart', 'Checkout begun', 'Purchase'])
    await dialog.getByRole('row', { name: 'T-v1' }).getByText('₴1,250.50').waitFor()
    await page.reload()
    await dialog.locator('ol').getByText('Purchase').waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(new URL(page.url()).search).toBe(`?site=${SITE}`)
  })

  it('of an unknown site or session leads to a message', async () => {
    const page = await openPage({ path: '/?site=nobody.example' })
    await page.getByText('There is no site “nobody.example” here').waitFor()
    await page.goto(`/?site=${SITE}&session=nothing`)
    await page.getByRole('dialog').getByText('This is not here, or no longer.').waitFor()
  })
})

describe('a value from outside', () => {
  it('is shown as text, even when it is HTML, with the figures of its row', async () => {
    const page = await openPage()
    await settled(page)
    await panel(page, 'Campaigns').getByTitle('<img src=x').waitFor()
    for (const [title, name, key] of [
      ['Campaigns', 'campaigns', 'campaign'],
      ['Creatives', 'content', 'content'],
      ['Sources', 'sources', 'source'],
    ] as const) {
      const shown = (await rows(page, title)).map(([name, sessions]) => [name, number(sessions)])
      const wanted = (await report(name)).rows.map((row) => [row[key], row.sessions])
      expect(shown, title).toEqual(wanted)
    }
    expect(await page.locator('main img').count()).toBe(0)
    expect(await page.title()).toBe('Figures · UTM Dispatcher')
  })
})

describe('languages', () => {
  it('start with the language of the browser; a chosen language is kept', async () => {
    const page = await openPage({ locale: 'uk-UA' })
    await page.getByRole('heading', { name: 'Воронка' }).waitFor()
    await page.getByText('6 відвідувачів').waitFor()
    await page.locator('header').getByLabel('Мова').selectOption('en')
    await page.getByRole('heading', { name: 'Funnel' }).waitFor()
    await page.goto('/')
    await page.getByRole('heading', { name: 'Funnel' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
  })
})

describe('where there is nothing to report', () => {
  it('a new site links to the installation, and a period without visits links to all time', async () => {
    await api('/api/sites', { site: 'quiet.example', hosts: ['quiet.example'] })
    const page = await openPage({ path: '/?site=quiet.example' })
    await page.getByRole('heading', { name: 'No visits yet' }).waitFor()
    await page.locator('main').getByRole('link', { name: 'How to install the script' }).click()
    await page.getByText('Waiting for the first event').waitFor()
    await page.goto(`/?site=${SITE}&from=2020-01-01&to=2020-01-02&filter=source:is:facebook`)
    await page.getByRole('heading', { name: 'No visits in this period' }).waitFor()
    await page.getByRole('link', { name: 'Show it without filters' }).click()
    await page.getByRole('link', { name: 'show all time' }).click()
    await panel(page, 'Campaigns').getByText('autumn').waitFor()
  })
})

describe('loading', () => {
  it('of one report that fails shows the error in its panel only, and succeeds on another try', async () => {
    const page = await openPage({ path: '/?site=nobody.example' })
    await page.route('**/api/stats?*', async (route) => {
      const asked = new URL(route.request().url()).searchParams.getAll('report')
      const answer = await route.fetch()
      const { reports } = (await answer.json()) as { reports: unknown[] }
      const failed = asked.findIndex((name) => name.startsWith('sources'))
      reports[failed] = { status: 500, error: { code: 'internal', message: 'something went wrong' } }
      await route.fulfill({ response: answer, json: { reports } })
    })
    await page.goto(`/?site=${SITE}`)
    await panel(page, 'Sources').getByText('The server failed (HTTP 500)').waitFor()
    await panel(page, 'Campaigns').getByText('winter').first().waitFor()
    await page.unroute('**/api/stats?*')
    await panel(page, 'Sources').getByRole('button', { name: 'Try again' }).click()
    await panel(page, 'Sources').getByText('facebook').waitFor()
  })

  it('that fails as a whole keeps the previous figures, and shows the error', async () => {
    const page = await openPage()
    await settled(page)
    await page.route('**/api/stats?*', (route) => route.abort())
    await page.getByRole('button', { name: 'Refresh' }).click()
    await panel(page, 'Sources').getByText('The server cannot be reached').waitFor()
    await panel(page, 'Sources').getByText('facebook').waitFor()
  })

  it('is cancelled when the reader has chosen something else', async () => {
    const page = await openPage()
    await settled(page)
    await page.route('**/api/stats?*period=all*', () => {})
    const asked = page.waitForRequest(/period=all.*sources/)
    const ended = page.waitForEvent('requestfailed', (request) => /period=all.*sources/.test(request.url()))
    await page.getByRole('link', { name: 'All time' }).click()
    await asked
    await page.getByRole('link', { name: '7 days' }).click()
    expect((await ended).failure()?.errorText).toContain('ERR_ABORTED')
    await settled(page)
    expect((await rows(page, 'Campaigns')).length).toBe(4)
  })
})
