/** Orders as the shop's server reports them, purchases as pages do, and what is read of both. */
import type { TestWorker } from '../harness.ts'
import { apiEvent, type ErrorBody, report } from './fixtures.ts'

interface Touch {
  source: string
  campaign: string | null
}
export interface Placed extends ErrorBody {
  order: Record<string, unknown>
  attribution: { first: Touch | null; last: Touch | null; touches: Touch[] }
}

/** The time so many milliseconds before now, as in the API. */
export const ago = (ms: number) => new Date(Date.now() - ms).toISOString()

/** The body of `putOrder`: a paid order of 1250.50 UAH. */
export const paid = (site: string, more: Record<string, unknown> = {}) => ({
  site,
  status: 'paid',
  value: 1250.5,
  currency: 'UAH',
  ...more,
})

/** A page's purchase of the order T1, with the same amount, as a server sends it. */
export const purchase = (more: Record<string, unknown> = {}) =>
  apiEvent({ name: 'purchase', transaction_id: 'T1', value: 1250.5, currency: 'UAH', ...more })

export const putOrder = (worker: TestWorker, id: string, body: Record<string, unknown>) =>
  worker.api<Placed>('PUT', `/api/orders/${id}`, body)

export const getOrder = (worker: TestWorker, id: string, site: string) =>
  worker.api<Placed>('GET', `/api/orders/${id}?site=${site}`)

/** The row of the report `general` over all days. */
export const general = async (worker: TestWorker, site: string) =>
  (await report(worker, site, 'general')).rows[0]!
