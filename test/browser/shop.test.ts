/** The main job, end to end: an ad brings a visitor who buys, and the admin reads which ad that was. */
import Papa from 'papaparse'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_SITE } from '../../demo/site.ts'
import { eventually, startShopWithBrowser, type TestShop } from '../harness.ts'

const AD = 'utm_source=facebook&utm_medium=cpc&utm_campaign=winter&utm_content=video_ad_1&fbclid=AbC'
const SITE = `site=${DEMO_SITE.site}`
const PRICE = 1250.5
const WINTER = {
  campaign: 'winter',
  source: 'facebook',
  medium: 'cpc',
  sessions: 1,
  conversions: 1,
  orders: 1,
  revenue: PRICE,
}
/** From the landing to the thank-you page. */
const WALK = [
  ['page_view', '/'],
  ['page_view', '/product/lastivka-jug'],
  ['view_item', '/product/lastivka-jug'],
  ['add_to_cart', '/product/lastivka-jug'],
  ['page_view', '/cart'],
  ['page_view', '/checkout'],
  ['begin_checkout', '/checkout'],
  ['add_payment_info', '/checkout'],
  ['page_view', '/thank-you'],
  ['purchase', '/thank-you'],
]

type Row = Record<string, string | number>
interface Session {
  session: Row
  events: { name: string; page: string; value: number | null; currency: string | null }[]
  touches: Row[]
  orders: Row[]
}

let stage: TestShop
let page: Page

const read = async <T>(path: string) => (await stage.worker.api<T>('GET', path)).body
const campaigns = async () => (await read<{ rows: Row[] }>(`/api/stats/campaigns?${SITE}&period=today`)).rows

/** The only session that there is, once it holds that many events. */
const sessionWith = (events: number) =>
  eventually(async () => {
    const { rows } = await read<{ rows: Row[] }>(`/api/stats/sessions?${SITE}&period=today`)
    if (rows[0]?.events !== events) return undefined
    return read<Session>(`/api/stats/sessions/${rows[0].id}?${SITE}`)
  })

beforeAll(async () => {
  stage = await startShopWithBrowser()
  page = await stage.visit()
})

// A hook of its own: where the machine is busy, the start of a Worker and a browser and the walk take a minute together.
beforeAll(async () => {
  await page.goto(`${stage.shop.url}/?${AD}`)
  await page.getByRole('link', { name: 'See the jug of the month' }).click()
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await page.getByRole('link', { name: 'Go to checkout' }).click()
  await page.getByLabel('First and last name').fill('Test Buyer')
  await page.getByLabel('Phone').fill('+380 44 000 00 00')
  await page.getByRole('button', { name: 'Place the order' }).click()
  await page.getByRole('heading', { name: 'Thank you for your order' }).waitFor()
})

afterAll(() => stage?.close())

test('the session holds the events of the walk through the shop, in order', async () => {
  const { events, session } = await sessionWith(WALK.length)
  expect(events.map(({ name, page }) => [name, page])).toEqual(WALK)
  expect(events.at(-1)).toMatchObject({ value: PRICE, currency: 'UAH' })
  expect(session).toMatchObject({
    source: 'facebook',
    medium: 'cpc',
    campaign: 'winter',
    content: 'video_ad_1',
    click_id_kind: 'fbclid',
    channel: 'Paid Social',
    landing_page: '/',
    pageviews: 5,
    revenue: PRICE,
  })
})

test('the campaign has the session, the conversion and the revenue', async () => {
  await sessionWith(WALK.length)
  expect(await campaigns()).toEqual([expect.objectContaining(WINTER)])
})

test('the creative has the sale', async () => {
  await sessionWith(WALK.length)
  const { rows } = await read<{ rows: Row[] }>(`/api/stats/content?${SITE}&period=today`)
  expect(rows).toEqual([expect.objectContaining({ content: 'video_ad_1', conversions: 1, revenue: PRICE })])
})

test('the CSV holds the same row', async () => {
  await sessionWith(WALK.length)
  const answer = await stage.worker.fetch(`/api/export/campaigns.csv?${SITE}&period=today`, {
    headers: { authorization: `Bearer ${stage.token}` },
  })
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  const bytes = new Uint8Array(await answer.arrayBuffer())
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const [head, ...lines] = Papa.parse<string[]>(new TextDecoder().decode(bytes), {
    skipEmptyLines: true,
  }).data
  const [row] = await campaigns()
  expect(lines).toEqual([head!.map((_, column) => String(Object.values(row!)[column]))])
})

test('the thank-you page, loaded again, sends the purchase again, and there is still one order', async () => {
  const sent = page.waitForResponse((answer) => answer.request().postData()?.includes('"purchase"') ?? false)
  await page.reload()
  expect((await sent).ok()).toBe(true)
  await sessionWith(WALK.length + 1)
  expect(await campaigns()).toEqual([expect.objectContaining(WINTER)])
})
