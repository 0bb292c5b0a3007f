/** Fixtures for the tests of the script's second file: a shop, a real Worker and a real browser. */
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { eventually, type startBrowser, startShopWithBrowser, type TestShop } from '../harness.ts'
import { startWeb, type Web } from './web.ts'

export const AD = '?utm_source=facebook&utm_medium=cpc&utm_campaign=winter&fbclid=AbC'
export const WINTER = { source: 'facebook', medium: 'cpc', campaign: 'winter' }
export const VALUE = 1250.5
export const ORDER = {
  transaction_id: 'T1',
  value: VALUE,
  currency: 'UAH',
  items: [{ item_id: 'jug', price: VALUE }],
}

export type Row = Record<string, string | number | boolean | null>
export interface Event {
  name: string
  page: string
  params: Record<string, unknown>
}

export let stage: TestShop
let web: Awaited<ReturnType<typeof startWeb>>
let pages: Web = {}
export let context: BrowserContext
export let page: Page
/** Each test has a shop of its own, and another domain for its payment. */
export let shop: string
export let pay: string
let serial = 0

/**
 * Gives each test of the file a shop and a page of its own.
 * @param start the browser; default: one without tabs that the user opens
 */
export function useShop(start?: typeof startBrowser) {
  beforeAll(async () => {
    stage = await startShopWithBrowser(start)
    web = await startWeb(() => pages)
  })
  afterAll(async () => {
    await stage?.close()
    await web?.close()
  })

  beforeEach(async () => {
    shop = `shop-${++serial}.example`
    pay = `pay-${serial}.example`
    const site = { site: shop, currency: 'UAH', timezone: 'Europe/Kyiv', hosts: [shop, pay] }
    expect((await stage.worker.api('POST', '/api/sites', site)).status).toBe(201)
    context = await stage.browser.newContext({ proxy: web })
    page = await context.newPage()
    return () => context.close()
  })
}

/** Replaces all pages of the test web. */
export const show = (next: Web) => {
  pages = next
}

/** The script tag. The second file is preloaded: it must be there before the first events are sent, a second later. */
export const tag = (attributes = '', consent = 'granted') =>
  `<link rel="modulepreload" href="${stage.worker.url}/extras.js"><script defer src="${stage.worker.url}/t.js" data-site="${shop}" ${attributes} data-consent="${consent}"></script>`
export const link = (href: string, words: string, more = '') => `<a href="${href}" ${more}>${words}</a>`
export const press = (words: string, kind: 'link' | 'button' = 'link') =>
  page.getByRole(kind, { name: words, exact: true })
/** Waits until the tracker is there and has been extended by the second file. */
export async function ready(on = page) {
  await on.waitForFunction('window.tracker?.options')
  await on.evaluate(`import('${stage.worker.url}/extras.js')`)
}

export const read = async <T>(path: string) =>
  (await stage.worker.api<T>('GET', `${path}${path.includes('?') ? '&' : '?'}site=${shop}`)).body
/** Waits until the sessions have that many events in all. Returns them, oldest first. */
export const sessionsWith = (events: number) =>
  eventually(async () => {
    const { rows } = await read<{ rows: Row[] }>('/api/stats/sessions?period=all&limit=100')
    return rows.reduce((sum, row) => sum + Number(row.events), 0) === events ? rows.toReversed() : undefined
  })
/** Waits until the only session has that many events. Returns them. */
export async function eventsOf(count: number) {
  const [session, ...others] = await sessionsWith(count)
  expect(others).toEqual([])
  return (await read<{ events: Event[] }>(`/api/stats/sessions/${session!.id}`)).events
}
export const stored = (on = page) => on.evaluate(() => JSON.stringify({ ...localStorage }))
