/** A Worker on the shop's own domain sets the script's cookie again by HTTP, in a real browser. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser, startWorker, type TestWorker } from '../harness.ts'
import { startProxy } from './proxy.ts'

let worker: TestWorker
let proxy: Awaited<ReturnType<typeof startProxy>>
let browser: Browser

beforeAll(async () => {
  ;[worker, browser] = await Promise.all([startWorker(), startBrowser()])
  proxy = await startProxy(
    worker.url,
    (shop) => `<!doctype html><title>Shop</title>
<script defer src="http://stats.${shop}/t.js" data-site="${shop}" data-cookie-domain="${shop}"></script>`,
  )
})
afterAll(async () => {
  await browser?.close()
  await Promise.all([worker?.close(), proxy?.close()])
})

test('the cookie comes back as the script has set it, for 400 days and for the same domain', async () => {
  const { shop } = proxy.addLine('shop.example')
  expect((await worker.api('POST', '/api/sites', { site: shop, hosts: [shop] })).status).toBe(201)
  const context = await browser.newContext({ proxy: { server: proxy.server } })
  const page = await context.newPage()
  const answered = page.waitForResponse((response) => response.url().endsWith('/e'))
  await page.goto(`http://${shop}/`)
  const answer = await answered
  const cookies = await context.cookies(`http://pay.${shop}/`)
  expect(cookies).toMatchObject([{ name: `utm_${shop}_`, domain: `.${shop}`, httpOnly: false }])
  const set = (await answer.headersArray()).filter(({ name }) => name.toLowerCase() === 'set-cookie')
  expect(set.map(({ value }) => value)).toEqual([
    expect.stringMatching(/^utm_shop\.example_=%7B.*Max-Age=34560000.*Domain=shop\.example.*SameSite=Lax/),
  ])
  await context.close()
})
