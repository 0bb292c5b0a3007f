import Papa from 'papaparse'
import { expect, it } from 'vitest'
import { HOUR_MS } from '../../wire/time.ts'
import { AS_ADMIN } from '../harness.ts'
import { fill } from './fill.ts'
import { apiEvent, META_AD, newSite, post } from './fixtures.ts'
import { testWorker } from './testWorker.ts'

const worker = testWorker()

async function exported(site: string, type: string): Promise<Record<string, string>[]> {
  const path = `/api/export/${type}.csv?site=${site}&period=all&bom=0`
  const answer = await worker.fetch(path, { headers: AS_ADMIN })
  expect(answer.status).toBe(200)
  return Papa.parse<Record<string, string>>(await answer.text(), { header: true, skipEmptyLines: true }).data
}

it('exports every event with its session', async () => {
  const site = await newSite(worker)
  const visitors = Array.from({ length: 1100 }, (_, i) => `v${i}`)
  for (let i = 0; i < visitors.length; i += 25)
    await post(
      worker,
      site,
      visitors.slice(i, i + 25).flatMap((visitor_id) => [
        apiEvent({ visitor_id, url: META_AD }),
        apiEvent({
          visitor_id,
          name: 'add_to_cart',
          value: 12.5,
          currency: 'UAH',
          params: { note: '=1+1' },
        }),
      ]),
    )
  const rows = await exported(site, 'events')
  expect(rows).toHaveLength(2200)
  expect(new Set(rows.map((row) => row.id)).size).toBe(2200)
  expect(rows.filter((row) => row.name === 'add_to_cart')).toHaveLength(1100)
  expect(rows.find((row) => row.name === 'add_to_cart')).toMatchObject({
    value: '12.5',
    currency: 'UAH',
    params: '{"note":"=1+1"}',
    campaign: 'winter',
  })
})

it('exports every order, paid or not, with the touch it is credited to', async () => {
  const site = await newSite(worker)
  await post(worker, site, [
    apiEvent({ url: META_AD }),
    apiEvent({ name: 'purchase', transaction_id: 'T1', value: 10, currency: 'UAH' }),
  ])
  const pending = { site, status: 'pending', value: 7, currency: 'EUR' }
  await worker.api('PUT', '/api/orders/T2', pending)
  const rows = await exported(site, 'orders')
  expect(rows).toMatchObject([
    {
      transaction_id: 'T1',
      status: 'paid',
      value: '10',
      revenue: '10',
      source: 'facebook',
      campaign: 'winter',
    },
    {
      transaction_id: 'T2',
      status: 'pending',
      value: '7',
      currency: 'EUR',
      revenue: '0',
      source: '(not set)',
    },
  ])
})

it('a session shows the newest 500 touches of its visitor, however many visits there are', async () => {
  const site = await newSite(worker)
  await fill(worker.db, site, { count: 600, newest_ms: Date.now() - HOUR_MS, gap_ms: HOUR_MS })
  await worker.db
    .prepare(`UPDATE sessions SET visitor_id = 'one' WHERE site_id = (SELECT id FROM sites WHERE site = ?)`)
    .bind(site)
    .run()
  const { status, body } = await worker.api<{ touches: { session_id: string }[] }>(
    'GET',
    `/api/stats/sessions/s3?site=${site}`,
  )
  expect(status).toBe(200)
  expect(body.touches.map(({ session_id }) => session_id)).toEqual(
    Array.from({ length: 500 }, (_, i) => `s${100 + i}`),
  )
})
