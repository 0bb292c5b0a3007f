import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient } from '../../docs/examples/client.ts'
import { ADMIN_TOKEN, startWorker, type TestWorker } from '../harness.ts'
import { apiEvent, newSite } from './fixtures.ts'

let worker: TestWorker
beforeAll(async () => {
  worker = await startWorker()
})
afterAll(() => worker.close())

describe('the example of a typed client', () => {
  it('sends events, confirms an order, and reads every row of a report', async () => {
    const site = await newSite(worker)
    const client = createClient(worker.url, ADMIN_TOKEN, site)
    const events = ['a', 'b', 'c'].map((id) => apiEvent({ visitor_id: id, session_id: id }))
    expect(await client.track(events)).toMatchObject({ accepted: 3, dropped: [] })
    const order = { status: 'paid' as const, value: 10, currency: 'UAH', visitor_id: 'a' }
    expect((await client.confirm('A/1', order)).order).toMatchObject({ transaction_id: 'A/1', revenue: 10 })
    expect((await client.order('A/1')).attribution.touches).toHaveLength(1)
    const ids: unknown[] = []
    for await (const row of client.rows('sessions', { period: 'all', limit: 2 })) ids.push(row.id)
    expect(ids.sort()).toEqual(['a', 'b', 'c'])
  })

  it('throws what the API refuses', async () => {
    const client = createClient(worker.url, ADMIN_TOKEN, await newSite(worker))
    await expect(client.report('sources', { model: 'unknown' })).rejects.toMatchObject({
      status: 400,
      code: 'bad_request',
    })
  })
})
