import { afterAll, beforeAll, expect, it } from 'vitest'
import { HOUR_MS } from '../../wire/time.ts'
import { AS_ADMIN, startWorker, type TestWorker } from '../harness.ts'
import { apiEvent, META_AD, newSite, post, report } from './fixtures.ts'

let worker: TestWorker
beforeAll(async () => {
  worker = await startWorker()
})
afterAll(() => worker.close())

interface Step {
  checked: number
  changed: number
  done: boolean
}
const step = async (site: string, limit: number) =>
  (await worker.api<Step>('POST', `/api/sites/${site}/reclassify?limit=${limit}`)).body

/** A history of 25 visitors who come from a shop's partner; every fifth buys on a later direct visit. */
async function history(site: string) {
  const at = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString()
  for (let i = 0; i < 25; i++) {
    const visitor_id = `v${i}`
    const events: unknown[] = [
      apiEvent({ visitor_id, ts: at(100 + i), referrer: 'https://pay.partner.example/' }),
      apiEvent({ visitor_id, ts: at(90 + i), url: i % 2 ? META_AD : 'https://shop.example/' }),
    ]
    if (i % 5 === 0)
      events.push(
        apiEvent({
          visitor_id,
          ts: at(90 + i),
          name: 'purchase',
          transaction_id: `T${i}`,
          value: 10,
          currency: 'UAH',
        }),
      )
    await post(worker, site, events)
  }
}

const sources = async (site: string, model: string) =>
  (await report(worker, site, 'sources', `period=all&model=${model}`)).rows
    .map((row) => [row.source, row.sessions, row.conversions, row.revenue])
    .sort()

it('applies new rules in steps to sessions, conversions and orders, as if the rules had always applied', async () => {
  const [old, fresh] = [
    await newSite(worker),
    await newSite(worker, { ignored_referrers: ['pay.partner.example'] }),
  ]
  await history(old)
  await history(fresh)
  expect(await sources(old, 'first')).not.toEqual(await sources(fresh, 'first'))
  await worker.api('PATCH', `/api/sites/${old}`, { ignored_referrers: ['pay.partner.example'] })

  const steps: Step[] = []
  do steps.push(await step(old, 7))
  while (!steps.at(-1)!.done)
  expect(steps.length).toBeGreaterThan(50 / 7)
  expect(steps.reduce((sum, one) => sum + one.changed, 0)).toBeGreaterThanOrEqual(25)
  for (const model of ['first', 'last', 'last_non_direct', 'linear', 'position', 'time_decay'])
    expect(await sources(old, model), model).toEqual(await sources(fresh, model))
})

it('does nothing when it is complete, and starts again when the settings change', async () => {
  const site = await newSite(worker)
  await post(worker, site, [apiEvent(), apiEvent({ visitor_id: 'v2' })])
  while (!(await step(site, 100)).done);
  expect(await step(site, 100)).toMatchObject({ done: true, checked: 0 })
  await worker.api('PATCH', `/api/sites/${site}`, { ignored_referrers: ['x.example'] })
  expect(await step(site, 100)).toMatchObject({ checked: 2, changed: 0 })
})

it('continues where it was after a step is lost', async () => {
  const site = await newSite(worker)
  await post(
    worker,
    site,
    Array.from({ length: 10 }, (_, i) => apiEvent({ visitor_id: `v${i}` })),
  )
  expect(await step(site, 4)).toMatchObject({ checked: 4 })
  const lost = new AbortController()
  const headers = AS_ADMIN
  const request = worker.fetch(`/api/sites/${site}/reclassify?limit=4`, {
    method: 'POST',
    headers,
    signal: lost.signal,
  })
  lost.abort()
  await expect(request).rejects.toThrow()
  let checked = 4
  for (let one = await step(site, 4); ; one = await step(site, 4)) {
    checked += one.checked
    if (one.done) break
  }
  // The lost step may have run or not. In both cases no session is skipped.
  expect(checked).toBeGreaterThanOrEqual(6)
  expect(await step(site, 4)).toMatchObject({ done: true, checked: 0 })
})
