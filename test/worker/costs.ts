/** Loads costs over HTTP. */
import { expect } from 'vitest'
import type { CostsAnswer } from '../../dashboard/shared/fetching/answers.ts'
import { ADMIN_TOKEN, type TestWorker } from '../harness.ts'
import type { ErrorBody } from './fixtures.ts'

export type Loaded = CostsAnswer & ErrorBody

export async function load(
  worker: TestWorker,
  site: string,
  body: unknown,
  { query = '', token = ADMIN_TOKEN, type = '' } = {},
) {
  const isText = typeof body === 'string' || body instanceof Uint8Array
  const answer = await worker.fetch(`/api/costs?site=${site}${query}`, {
    method: 'POST',
    headers: {
      'content-type': type || (isText ? 'text/csv' : 'application/json'),
      authorization: `Bearer ${token}`,
    },
    body: isText ? (body as string | Uint8Array<ArrayBuffer>) : JSON.stringify(body),
  })
  return { status: answer.status, body: (await answer.json()) as Loaded }
}

export async function loaded(worker: TestWorker, site: string, body: unknown, options = {}): Promise<Loaded> {
  const answer = await load(worker, site, body, options)
  expect(answer).toMatchObject({ status: 200 })
  return answer.body
}

export const META = `Campaign name,Campaign ID,Day,Amount spent (UAH),Link clicks,Impressions
,,,1000.5,100,10000
Winter Sale,120210000000000001,2026-11-20,600.25,60,6000
Winter Sale,120210000000000001,2026-11-21,300.25,30,3000
Nobody came,120210000000000002,2026-11-21,100,10,1000`
