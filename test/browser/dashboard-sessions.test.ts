/** Sessions in the dashboard: the list, the details of one, and the way from one to the next. */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SessionAnswer, SessionRow } from '../../dashboard/shared/fetching/answers.ts'
import { HOUR_MS, MINUTE_MS } from '../../wire/time.ts'
import { landing, number, panel, rows, settled, useDashboard } from './dashboard.ts'

const SITE = 'visits.example'
const VIEW = `/?site=${SITE}&view=sessions`
const LIST = 'Latest sessions'
const EVIL = '<img src=x onerror="document.title=`hacked`"> \u202Eعرض'
const { api, openPage, report, visit } = useDashboard(SITE)

const PAUSE = 10 * MINUTE_MS

/** The third visit of `regular`: a product, ten minutes of nothing, an order in another currency than the site's. */
function bought() {
  const start = Date.now() - 5 * HOUR_MS
  const [base] = visit('regular', landing('google', 'autumn', 'text_1'), 5)
  const items = [{ item_id: 'S-1', item_name: 'Socks', item_variant: 'red', price: 10.25, quantity: 2 }]
  const event = (id: string, name: string, at: number, more: object) => ({
    ...base,
    id: `regular-3-${id}`,
    name,
    ts: new Date(start + at).toISOString(),
    ...more,
  })
  const money = { value: 20.5, currency: 'EUR' }
  return [
    event('a', 'page_view', 0, {}),
    event('b', 'view_item', 5000, {
      url: `https://${SITE}/socks`,
      ...money,
      items,
      params: { list: EVIL, colour: 'red' },
    }),
    event('c', 'purchase', 5000 + PAUSE, {
      url: `https://${SITE}/thanks`,
      ...money,
      items,
      transaction_id: 'EUR-1',
    }),
  ]
}

let all: SessionRow[]

beforeAll(async () => {
  const site = { site: SITE, name: 'Visits', timezone: 'Europe/Kyiv', currency: 'UAH', hosts: [SITE] }
  await api('/api/sites', site)
  const others = Array.from({ length: 57 }, (_, at) => visit(`other-${at}`, '/', 60 + at))
  const events = [
    ...visit('regular', landing('facebook', EVIL, 'video'), 50).map((one) => ({ ...one, id: 'regular-1' })),
    ...visit('regular', '/', 30, ['sign_up']).map((one, at) => ({ ...one, id: `regular-2-${at}` })),
    ...bought(),
    ...others.flat(),
  ]
  for (let at = 0; at < events.length; at += 50)
    await api('/api/events', { site: SITE, events: events.slice(at, at + 50) })
  all = (await report('sessions?limit=1000')).rows as unknown as SessionRow[]
  expect(all.length).toBe(60)
})

const detail = (id: string) => api<SessionAnswer>(`/api/stats/sessions/${id}?site=${SITE}`)
const shown = (page: Page) => new URL(page.url()).searchParams.get('session')
const dialogOf = (page: Page) => page.getByRole('dialog')
const links = (page: Page) => panel(page, LIST).locator('tbody th a')
/** Waits until the dialog shows this place of the session in the list. */
const place = (page: Page, text: string) => dialogOf(page).getByRole('status').getByText(text).waitFor()
/** Waits until the dialog shows the session that was asked for, and no longer the one before it. */
const detailsShown = (page: Page) => page.locator('dialog[aria-busy=false] .details').waitFor()

describe('the list of sessions', () => {
  it('equals the answer of the API, row by row and page by page', async () => {
    const page = await openPage({ path: VIEW })
    const figures = async () =>
      (await rows(page, LIST)).map((cells) => [cells[1], number(cells[4]), number(cells[6]) || 0])
    const wanted = all.map((row) => [`${row.source} / ${row.medium}`, row.pageviews, row.revenue])
    expect(await figures()).toEqual(wanted.slice(0, 50))
    await panel(page, LIST).getByRole('button', { name: 'Rows after' }).click()
    await panel(page, LIST).getByText('Rows 51–60').waitFor()
    await settled(page)
    expect(await figures()).toEqual(wanted.slice(50))
  })

  it('opens a session by a click anywhere in its row, and by its link', async () => {
    const page = await openPage({ path: VIEW })
    await settled(page)
    const link = links(page).nth(1)
    expect(await link.getAttribute('href')).toContain(`session=${all[1]!.id}`)
    await panel(page, LIST).locator('tbody tr').nth(1).locator('td').last().click()
    await detailsShown(page)
    expect(shown(page)).toBe(all[1]!.id)
    await page.keyboard.press('Escape')
    await dialogOf(page).waitFor({ state: 'detached' })
    await link.press('Enter')
    await detailsShown(page)
    expect(shown(page)).toBe(all[1]!.id)
  })
})

describe('the details of a session', () => {
  it('show its events on a time line: time, time since the start, page, name, and the pauses', async () => {
    const { session, events } = await detail(all[0]!.id)
    expect(session.visit_number).toBe(3)
    const page = await openPage({ path: `${VIEW}&session=${session.id}` })
    const line = dialogOf(page).locator('.events > li')
    await line.first().waitFor()
    const texts = await line.allInnerTexts()
    expect(texts.length).toBe(events.length)
    const [first, second, third] = texts
    expect(first).toContain('Page view')
    expect(first).toContain('+0s')
    expect(second).toContain('/socks')
    expect(second).toContain('+5s')
    expect(second).toContain('€20.50')
    expect(second).toContain('2 × Socks €10.25')
    expect(second).toContain('red')
    expect(second).toContain(EVIL.slice(0, 20))
    expect(third).toContain('nothing for 10m')
    expect(third).toContain('+10m 5s')
    expect(third).toContain('EUR-1')
    expect(await dialogOf(page).locator('img').count()).toBe(0)
    expect(await page.title()).not.toContain('hacked')
  })

  it('show the channel with the rule that chose it, the evidence, the place, the device and the language', async () => {
    const { session, why } = await detail(all[0]!.id)
    const page = await openPage({ path: `${VIEW}&session=${session.id}` })
    await detailsShown(page)
    const reasons = await dialogOf(page).locator('.why').innerText()
    for (const text of [why.channel, why.source, why.medium, why.evidence.landing_url, session.channel])
      expect(reasons).toContain(text)
    const facts = await dialogOf(page).locator('.facts').innerText()
    for (const text of ['Київ, Ukraine', 'Desktop, Firefox, Linux', 'regular', '10m 5s', 'Purchase'])
      expect(facts).toContain(text)
    expect(number(facts.match(/Points\s+(\d+)/)?.[1])).toBe(session.points)
  })

  it('give the reasons in the language of the page', async () => {
    const page = await openPage({ path: `${VIEW}&lang=uk&session=${all[0]!.id}` })
    await detailsShown(page)
    const reasons = await dialogOf(page).locator('.why dd > span').allInnerTexts()
    expect(reasons).toEqual([
      'джерело google — пошукова система, а тип cpc означає платний трафік',
      'параметр utm_source',
      'параметр utm_medium',
    ])
    expect(await dialogOf(page).locator('.why [lang]').count()).toBe(0)
  })

  it("list the visitor's touches in order, mark the current one, and link to each", async () => {
    const { session, touches } = await detail(all[0]!.id)
    const page = await openPage({ path: `${VIEW}&session=${session.id}` })
    await detailsShown(page)
    const table = dialogOf(page).locator('.touches tbody tr')
    const sources = await table.locator('td:nth-child(2) .name').allInnerTexts()
    expect(sources).toEqual(touches.map(({ source, medium }) => `${source} / ${medium}`))
    expect(await table.nth(2).getAttribute('aria-current')).toBe('true')
    await table.nth(0).getByText('First touch').waitFor()
    await table.nth(0).getByRole('link').click()
    await dialogOf(page).locator('.touches tbody tr:nth-child(1)[aria-current=true]').waitFor()
    expect(shown(page)).toBe(touches[0]!.session_id)
    await page.goBack()
    await dialogOf(page).locator('.touches tbody tr:nth-child(3)[aria-current=true]').waitFor()
    expect(shown(page)).toBe(session.id)
  })

  it('show an order with its status, its refunds, who reported it and which touch brought the buyer', async () => {
    const page = await openPage({ path: `${VIEW}&session=${all[0]!.id}` })
    const order = dialogOf(page).locator('.orders tbody')
    await order.getByRole('row', { name: 'EUR-1' }).getByText('Paid', { exact: true }).waitFor()
    await order.getByText('there is no rate for EUR').waitFor()
    await order.getByText('the page alone').waitFor()
    await api(`/api/orders/EUR-1?site=${SITE}`)
    await page.request.put('/api/orders/EUR-1', {
      data: { site: SITE, status: 'paid', value: 19, currency: 'EUR', refunded: 5 },
    })
    await page.reload()
    const row = await order.getByRole('row', { name: 'EUR-1' }).innerText()
    expect(row).toContain('€19.00')
    expect(row).toContain('€5.00')
    const about = await order.locator('.about').innerText()
    expect(about).toContain('Paid Social / facebook / cpc')
    expect(about).toContain('Paid Search / google / cpc / autumn')
    expect(about).toContain('the page and the shop’s server')
    expect(about).toContain('€20.50')
  })
})

describe('from one session to the next', () => {
  it('the arrow keys and the buttons go in the order of the list, and the back button closes the dialog', async () => {
    const page = await openPage({ path: VIEW })
    await settled(page)
    await links(page).first().click()
    await place(page, '1 of 50')
    await page.keyboard.press('ArrowRight')
    await place(page, '2 of 50')
    await page.keyboard.press('ArrowRight')
    await place(page, '3 of 50')
    expect(shown(page)).toBe(all[2]!.id)
    await detailsShown(page)
    await dialogOf(page).getByRole('button', { name: 'Session before it' }).click()
    await place(page, '2 of 50')
    expect(shown(page)).toBe(all[1]!.id)
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await place(page, 'The list begins here')
    expect(shown(page)).toBe(all[0]!.id)
    await page.goBack()
    await dialogOf(page).waitFor({ state: 'detached' })
    expect(new URL(page.url()).search).toBe(`?site=${SITE}&view=sessions`)
  })

  it('stops at the end of the page of the list, and says so', async () => {
    const page = await openPage({ path: VIEW })
    await settled(page)
    await panel(page, LIST).getByRole('button', { name: 'Rows after' }).click()
    await panel(page, LIST).getByText('Rows 51–60').waitFor()
    await settled(page)
    await links(page).last().click()
    await place(page, '10 of 10')
    const after = dialogOf(page).getByRole('button', { name: 'Session after it' })
    expect(await after.getAttribute('aria-disabled')).toBe('true')
    await after.focus()
    await page.keyboard.press('Enter')
    await place(page, 'The list ends here')
    expect(await after.evaluate((button) => button === button.ownerDocument.activeElement)).toBe(true)
    expect(shown(page)).toBe(all[59]!.id)
  })

  it('keeps the focus in the dialog, and gives it to the row of the session that was shown last', async () => {
    const page = await openPage({ path: VIEW })
    await settled(page)
    await links(page).first().click()
    await place(page, '1 of 50')
    const isInside = () => page.evaluate('document.activeElement.closest("dialog") !== null')
    expect(await isInside()).toBe(true)
    await page.keyboard.press('ArrowRight')
    await place(page, '2 of 50')
    await detailsShown(page)
    expect(await isInside()).toBe(true)
    await dialogOf(page).locator('.touches a').first().waitFor()
    await page.keyboard.press('Escape')
    await dialogOf(page).waitFor({ state: 'detached' })
    expect(await page.evaluate('document.activeElement.getAttribute("href")')).toContain(
      `session=${all[1]!.id}`,
    )
  })

  it('ignores the arrow keys in a text field', async () => {
    const page = await openPage({ path: `${VIEW}&session=${all[0]!.id}` })
    await place(page, '1 of 50')
    await page.evaluate('document.querySelector("dialog .sheet").append(document.createElement("input"))')
    await dialogOf(page).locator('input').fill('typed')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Alt+ArrowRight')
    await page.keyboard.press('Tab')
    expect(shown(page)).toBe(all[0]!.id)
    await page.keyboard.press('ArrowRight')
    await place(page, '2 of 50')
  })

  it('waits for the list when a link leads straight to a session', async () => {
    const page = await openPage({ path: `/?site=${SITE}&view=links` })
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route('**/api/stats?*', async (route) => {
      await held
      await route.continue()
    })
    await page.goto(`${VIEW}&session=${all[4]!.id}`)
    await detailsShown(page)
    await page.keyboard.press('ArrowRight')
    expect(shown(page)).toBe(all[4]!.id)
    release()
    await place(page, '5 of 50')
    await page.keyboard.press('ArrowRight')
    await place(page, '6 of 50')
    await page.keyboard.press('Escape')
    await dialogOf(page).waitFor({ state: 'detached' })
    expect(new URL(page.url()).search).toBe(`?site=${SITE}&view=sessions`)
  })
})

describe('on a phone', () => {
  it.each(['en', 'uk'])('the list and the dialog fit, in %s', async (lang) => {
    const page = await openPage({ path: `${VIEW}&lang=${lang}&session=${all[0]!.id}`, width: 360 })
    await detailsShown(page)
    await settled(page)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
    const sheet = 'document.querySelector("dialog")'
    expect(await page.evaluate(`${sheet}.scrollWidth - ${sheet}.clientWidth`)).toBeLessThanOrEqual(0)
    await dialogOf(page)
      .getByRole('heading', { name: lang === 'uk' ? 'Чому цей канал' : 'Why this channel' })
      .waitFor()
  })
})
