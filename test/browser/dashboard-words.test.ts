/** Texts in Ukrainian, and the dashboard of a reader with a read token. The views themselves: dashboard-views.test.ts. */
import { beforeAll, describe, expect, it } from 'vitest'
import { landing, settled, useDashboard } from './dashboard.ts'
import { inEnglish, texts } from './texts.ts'

const SITE = 'readers.example'
const { api, openPage, visit, worker } = useDashboard(SITE)

beforeAll(async () => {
  await api('/api/sites', { site: SITE, timezone: 'Europe/Kyiv', currency: 'UAH', hosts: [SITE] })
  const bought = ['view_item', 'add_to_cart', 'begin_checkout', 'purchase']
  const events = [
    ...visit('v1', landing('facebook', 'winter', 'video_1'), 30, bought),
    ...visit('v2', landing('facebook', 'autumn', 'video_2'), 50, ['view_item']),
    ...visit('v3', '/', 60, ['sign_up']),
    ...visit('v1', landing('google', 'brand', 'text'), 9).map((event) => ({ ...event, id: 'again' })),
  ]
  expect(await api('/api/events', { site: SITE, events })).toMatchObject({ accepted: events.length })
})

describe('in Ukrainian', () => {
  it('a session, a refused sign-in and an unknown site have no English text', async () => {
    const page = await openPage({ path: `/?site=${SITE}&view=sessions&lang=uk` })
    await page.locator('table.sessions').getByRole('link').first().click()
    await page.getByRole('dialog').locator('ol').first().waitFor()
    expect(inEnglish(await texts(page))).toEqual([])
    await page.goto(`/?site=nobody.example&lang=uk`)
    await page.locator('main').getByText('nobody.example').first().waitFor()
    expect(inEnglish(await texts(page))).toEqual([])
    const stranger = await openPage({ path: '/?lang=uk', token: '' })
    await stranger.getByLabel('Токен').fill('wrong')
    await stranger.keyboard.press('Enter')
    await stranger.getByRole('alert').waitFor()
    expect(inEnglish(await texts(stranger))).toEqual([])
  })

  it('the check itself works: it finds many English words on the English page', async () => {
    const page = await openPage({ path: `/?site=${SITE}&lang=en` })
    await settled(page)
    expect(inEnglish(await texts(page)).length).toBeGreaterThan(50)
  })
})

describe('a reader with a read token', () => {
  let token = ''
  beforeAll(async () => {
    token = (await api<{ token: string }>('/api/tokens', { scope: 'read', site: SITE })).token
  })

  it('gets 403 from the API for every change', async () => {
    for (const [method, path, body] of [
      ['POST', '/api/sites', { site: 'new.example' }],
      ['PUT', `/api/rates?site=${SITE}`, { rates: [{ currency: 'EUR', date: '2026-11-01', rate: 45 }] }],
      ['POST', `/api/costs?site=${SITE}`, { costs: [] }],
      ['POST', '/api/tokens', { scope: 'read', site: SITE }],
    ] as const)
      expect((await worker().api(method, path, body, token)).status, path).toBe(403)
  })

  it('sees on the settings view that the token does not allow it, and can go on to the reports', async () => {
    const page = await openPage({ path: `/?site=${SITE}&view=settings`, token })
    await page.getByText('Your token does not allow this.').first().waitFor()
    await page.getByRole('link', { name: 'Overview' }).click()
    await settled(page)
    await page.getByRole('heading', { name: 'Funnel' }).waitFor()
  })
})
