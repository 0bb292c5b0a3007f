/** Exactly-once delivery: 1,000 events over a bad network, from tabs that are left, crash or go offline. */
import Papa from 'papaparse'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MINUTE_MS } from '../../wire/time.ts'
import { onFirefox } from '../firefox.ts'
import { AS_ADMIN, startBrowser, startWorker, type TestWorker } from '../harness.ts'
import { CASES } from './faults.ts'
import { type Line, startProxy } from './proxy.ts'
import { createVisitor, shopPage } from './visitor.ts'

let worker: TestWorker
let proxy: Awaited<ReturnType<typeof startProxy>>
let browser: Browser
/** For each case: its line, and how many events were tracked. */
const played: { line: Line; tracked: number }[] = []

beforeAll(async () => {
  ;[worker, browser] = await Promise.all([
    startWorker(),
    startBrowser({ ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
  ])
  proxy = await startProxy(worker.url, shopPage)
})
afterAll(async () => {
  await browser?.close()
  await Promise.all([worker?.close(), proxy?.close()])
})

/** The numbers of the stored events of a shop, in order. */
async function read(shop: string): Promise<number[]> {
  const answer = await worker.fetch(`/api/export/events.csv?site=${shop}&period=all&bom=0`, {
    headers: AS_ADMIN,
  })
  const { data } = Papa.parse<{ params: string }>(await answer.text(), { header: true, skipEmptyLines: true })
  return data.map(({ params }) => (JSON.parse(params) as { n: number }).n).sort((a, b) => a - b)
}

/** How many of the events 0 … tracked − 1 are stored, which are lost, and which are stored twice. */
async function outcome(shop: string, tracked: number) {
  const numbers = await read(shop)
  const known = new Set(numbers)
  return {
    stored: known.size,
    lost: Array.from({ length: tracked }, (_, n) => n).filter((n) => !known.has(n)),
    twice: numbers.filter((n, index) => n === numbers[index - 1]),
  }
}

// Firefox keeps few pages in the back-forward cache of all tabs together: one case at a time.
const suite = onFirefox ? describe : describe.concurrent
suite('every event is stored once', () => {
  test.each(CASES.map((one) => [one.name, one] as const))(
    '%s',
    async (_, { events, play }) => {
      const line = proxy.addLine(`shop-${played.length}.example`)
      const record = { line, tracked: 0 }
      played.push(record)
      const { status } = await worker.api('POST', '/api/sites', { site: line.shop, hosts: [line.shop] })
      expect(status).toBe(201)
      const context = await browser.newContext({ proxy: { server: proxy.server } })
      await context.clock.install()
      const visitor = createVisitor(context, line, (count) => {
        record.tracked += count
      })
      try {
        await play(visitor)
        await visitor.wait(events)
        // A late delivery could store an event again.
        await line.until(({ open }) => !open)
        expect(await outcome(line.shop, events)).toEqual({ stored: events, lost: [], twice: [] })
        expect(record.tracked).toBe(events)
        // A later page sends the events that had no answer again. After that, nothing may be left to send.
        line.fault = () => undefined
        const page = context.pages().at(-1)!
        await context.clock.fastForward(MINUTE_MS)
        await page.evaluate('tracker.flush()')
        const { length } = line.deliveries
        await page.reload()
        await page.evaluate('tracker.flush()')
        expect(line.deliveries).toHaveLength(length)
      } finally {
        await context.close()
      }
    },
    120_000,
  )
})

test('all cases together: 1,000 events stored, 0 lost, 0 twice', async () => {
  const outcomes = await Promise.all(played.map(({ line, tracked }) => outcome(line.shop, tracked)))
  const stored = outcomes.reduce((sum, one) => sum + one.stored, 0)
  const lost = outcomes.flatMap((one) => one.lost).length
  const twice = outcomes.flatMap((one) => one.twice).length
  const tracked = played.reduce((sum, one) => sum + one.tracked, 0)
  const deliveries = played.flatMap(({ line }) => line.deliveries)
  const faults = deliveries.filter(({ fault }) => fault)
  const again = played.flatMap(({ line }) => [...line.sent.values()]).filter((times) => times > 1)
  console.log(
    `${tracked} events tracked: ${stored} stored, ${lost} lost, ${twice} twice. ${again.length} of them were sent more ` +
      `than once; of ${deliveries.length} deliveries, ${faults.length} met a fault.`,
  )
  expect({ tracked, stored, lost, twice }).toEqual({ tracked: 1000, stored: 1000, lost: 0, twice: 0 })
})
