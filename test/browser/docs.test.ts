import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { BROWSER_ARGS } from '../../tools/browser.ts'
import { ADMIN_TOKEN, shellPath, startChromium, startWorker, type TestWorker } from '../harness.ts'
import { apiEvent, newSite, post } from '../worker/fixtures.ts'

let worker: TestWorker
let browser: Browser
beforeAll(async () => {
  ;[worker, browser] = await Promise.all([
    startWorker(),
    startChromium({ args: BROWSER_ARGS, executablePath: shellPath() }),
  ])
})
afterAll(async () => {
  await browser.close()
  await worker.close()
})

it('the page of the API documents and calls it, under a policy that loads nothing from other hosts', async () => {
  const site = await newSite(worker)
  await post(worker, site, [apiEvent()])
  const page = await browser.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  const answer = await page.goto(`${worker.url}/api/docs`)
  expect(answer!.headers()['content-security-policy']).toContain("frame-ancestors 'none'")
  await page.getByLabel('Token').fill(ADMIN_TOKEN)
  const call = page.locator('#get_stats_sources')
  await call.locator('summary').first().click()
  await call.getByLabel('site *').fill(site)
  await call.getByLabel('period').selectOption('all')
  await call.getByRole('button', { name: 'Send' }).click()
  await expect.poll(() => call.locator('section').textContent()).toContain('200 OK')
  expect(await call.locator('section pre').textContent()).toContain('"source": "(direct)"')
  expect(complaints).toEqual([])
  await page.close()
})
