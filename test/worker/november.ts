/** A shop's November: sessions from ads, from mails and direct ones, and what the ads cost. */
import { expect } from 'vitest'
import type { TestWorker } from '../harness.ts'
import { loaded, META } from './costs.ts'
import { apiEvent, newSite, post, type Report } from './fixtures.ts'

/** Noon of a day in Kyiv. */
export const at = (day: string) => `${day}T10:00:00Z`
let visitors = 0
const url = (query: string) => `https://shop.example/?${query}`

/** Sends sessions with this query on a day. The first ones buy, one for each value. */
export async function visits(
  worker: TestWorker,
  site: string,
  day: string,
  query: string,
  count: number,
  values: number[] = [],
) {
  const events = Array.from({ length: count }, (_, i) => {
    const who = { visitor_id: `visitor ${++visitors}`, ts: at(day) }
    const view = apiEvent({ ...who, url: url(query) })
    const value = values[i]
    if (value === undefined) return [view]
    const sale = { name: 'purchase', transaction_id: `T${visitors}`, value, currency: 'UAH' }
    return [view, apiEvent({ ...who, ...sale })]
  }).flat()
  const { body } = await post(worker, site, events)
  expect(body.dropped).toEqual([])
}

export const row = ({ rows }: Report, names: Record<string, unknown>) =>
  rows.find((one) => Object.entries(names).every(([key, value]) => one[key] === value))

export const NOVEMBER = 'from=2026-11-01&to=2026-11-23'

/** @returns a new site with these sessions and costs */
export async function newNovember(worker: TestWorker): Promise<string> {
  const site = await newSite(worker, { retention_days: 3650 })
  // The costs match these by a name in other case, by another source of Meta, and by id.
  await visits(
    worker,
    site,
    '2026-11-20',
    'utm_source=fb&utm_medium=cpc&utm_campaign=winter+sale&utm_content=Video',
    4,
    [1000],
  )
  await visits(
    worker,
    site,
    '2026-11-20',
    'utm_source=ig&utm_medium=paid&utm_campaign=Winter%20Sale&utm_content=77',
    3,
    [500.5],
  )
  await visits(
    worker,
    site,
    '2026-11-21',
    'utm_source=meta&utm_medium=cpc&utm_campaign=120210000000000001',
    3,
    [250, 250.5],
  )
  // The same campaign name in a mail must not match the costs.
  await visits(
    worker,
    site,
    '2026-11-21',
    'utm_source=newsletter&utm_medium=email&utm_campaign=Winter+Sale',
    2,
    [100],
  )
  await visits(worker, site, '2026-11-21', 'utm_source=google&utm_medium=cpc&utm_campaign=Search', 5, [300])
  await visits(worker, site, '2026-11-21', 'gclid=abc', 2, [40])
  const organic = { visitor_id: 'organic', ts: at('2026-11-21'), referrer: 'https://www.google.com/' }
  await post(worker, site, [apiEvent(organic)])
  await loaded(worker, site, META)
  return site
}
