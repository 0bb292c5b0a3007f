/** A site with many and unusual values, for the tests of the dashboard's look. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { landing, type useDashboard } from './dashboard.ts'

export const SITE = 'looks.example'
const EVIL = '<img src=x onerror="document.title=`hacked`"> \u202Eعرض 🎄'
const LONG = '=cmd()|дуже-довга-кампанія-'.repeat(12)

type Dashboard = ReturnType<typeof useDashboard>

/** Stores 14 campaigns. Each has a visitor who bought in the last 30 days, and one who looked in the 30 days before. */
export async function fillLooks(api: Dashboard['api'], visit: Dashboard['visit']): Promise<void> {
  await api('/api/sites', {
    site: SITE,
    name: 'Looks',
    timezone: 'Europe/Kyiv',
    currency: 'UAH',
    hosts: [SITE],
  })
  const bought = ['view_item', 'add_to_cart', 'begin_checkout', 'purchase']
  const campaigns = [EVIL, LONG, ...Array.from({ length: 12 }, (_, place) => `campaign-${place}`)]
  const events = campaigns.flatMap((campaign, place) => [
    ...visit(`now-${place}`, landing('facebook', campaign, `video_${place}`), 10 + place, bought),
    ...visit(`then-${place}`, landing('google', campaign, 'banner'), 40 * 24 + place, ['view_item']),
  ])
  for (let at = 0; at < events.length; at += 50) {
    const some = events.slice(at, at + 50)
    expect(await api('/api/events', { site: SITE, events: some })).toMatchObject({ accepted: some.length })
  }
}

/** A product, a sign-up, a dropped event, and costs: of a known campaign, and of an unknown one in another currency. */
export async function fillMore(api: Dashboard['api'], visit: Dashboard['visit']): Promise<void> {
  const [goods] = visit('goods', '/mug', 9, [])
  const items = [{ item_id: LONG.slice(0, 90), item_name: EVIL, price: 10, quantity: 2 }]
  const sale = { name: 'purchase', value: 20, currency: 'UAH', transaction_id: 'goods', items }
  const events = [
    goods!,
    { ...goods!, ...sale, id: 'goods-sale' },
    ...visit('registered', '/', 60, ['sign_up']),
  ]
  expect(await api('/api/events', { site: SITE, events })).toMatchObject({ accepted: events.length })
  const [robot] = visit('robot', '/', 5)
  await api('/api/events', { site: SITE, events: [{ ...robot, user_agent: 'Googlebot/2.1' }] })
  const date = new Date().toISOString().slice(0, 10)
  const cost = { date, platform: 'meta', source: 'facebook', spend: 10, currency: 'UAH' }
  await api(`/api/costs?site=${SITE}`, {
    costs: [
      { ...cost, campaign: 'campaign-1', clicks: 4, impressions: 90 },
      { ...cost, campaign: 'nowhere', currency: 'EUR' },
    ],
  })
}

/** Waits until the view and all its reports are shown. */
export const shown = async (page: Page) => {
  await page.locator('main h1').first().waitFor()
  await page.locator('main:not(:has([aria-busy=true]))').waitFor()
}

/**
 * Sums up the layout shifts from the next load on. Rows of a table that change their place do not count: their order is
 * new information.
 */
export const watchShift = (page: Page) =>
  page.addInitScript({
    content: `{
      let sum = 0
      const add = (entries) => {
        for (const { hadRecentInput, sources, value } of entries)
          if (!hadRecentInput && sources.some(({ node }) => !node?.parentElement?.closest('tbody'))) sum += value
      }
      const observer = new PerformanceObserver((list) => add(list.getEntries()))
      observer.observe({ type: 'layout-shift', buffered: true })
      const frame = () => new Promise(requestAnimationFrame)
      window.shift = async () => {
        // In the second frame the first one has been laid out.
        await frame()
        await frame()
        add(observer.takeRecords())
        const moved = sum
        sum = 0
        return moved
      }
    }`,
  })

/** The sum of layout shifts since the last call; 1 is the whole screen moved by its height. */
export const shiftOf = (page: Page): Promise<number> => page.evaluate('shift()')
