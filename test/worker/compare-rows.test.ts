import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Comparison } from '../../wire/answers/report.ts'
import { startWorker, type TestWorker } from '../harness.ts'
import { apiEvent, type ErrorBody, newSite, post, type Report } from './fixtures.ts'

let worker: TestWorker
let site: string

/** 60 sessions of each creative, with this many leads. */
const LEADS = { red: 30, blue: 12, grey: 12 }
const VISITS = 60

beforeAll(async () => {
  worker = await startWorker()
  site = await newSite(worker)
  const events = Object.entries(LEADS).flatMap(([content, leads]) =>
    Array.from({ length: VISITS }, (_, i) => ({
      visitor_id: `${content}${i}`,
      // The same creatives are used in two campaigns.
      url: `https://shop.example/?utm_source=meta&utm_medium=cpc&utm_campaign=c${i % 2}&utm_content=${content}`,
      name: i < leads ? 'generate_lead' : 'page_view',
    })),
  )
  for (let at = 0; at < events.length; at += 50)
    await post(worker, site, events.slice(at, at + 50).map(apiEvent))
})
afterAll(() => worker.close())

const ask = (query: string, name = 'content') =>
  worker.api<Report & ErrorBody & { comparison?: Comparison }>(
    'GET',
    `/api/stats/${name}?site=${site}&period=all&${query}`,
  )

describe('compared creatives', () => {
  it('are compared by name across campaigns: rate, interval, chance to be best, and whether they differ', async () => {
    const { body } = await ask('compare_rows=red&compare_rows=blue')
    expect(body.rows).toHaveLength(6)
    const { dimension, rows, p_value, significant } = body.comparison!
    expect(dimension).toBe('content')
    expect(
      rows.map(({ name, sessions, conversions, conversion_rate }) => [
        name,
        sessions,
        conversions,
        conversion_rate,
      ]),
    ).toEqual([
      ['red', VISITS, 30, 50],
      ['blue', VISITS, 12, 20],
    ])
    // Wilson for 30 and 12 of 60; Pearson's X² = 11.87 with one degree of freedom.
    expect(rows.map(({ low, high }) => [low, high])).toEqual([
      [expect.closeTo(37.73, 1), expect.closeTo(62.27, 1)],
      [expect.closeTo(11.83, 1), expect.closeTo(31.78, 1)],
    ])
    expect(rows[0]!.chance_best).toBeGreaterThan(99.5)
    expect(p_value).toBeCloseTo(0.00057, 4)
    expect(significant).toBe(true)
  })

  it('are the first rows if only their number is given', async () => {
    const { comparison } = (await ask('compare_rows=3&sort=-conversions')).body
    expect(comparison!.rows.map(({ name }) => name)).toEqual(['red', 'blue', 'grey'])
    const equal = (await ask('compare_rows=blue&compare_rows=grey')).body.comparison!
    expect(equal).toMatchObject({ p_value: 1, significant: false })
    expect(equal.rows.map(({ chance_best }) => chance_best)).toEqual([50, 50])
  })

  it('can be campaigns, and are counted under the filters of the request', async () => {
    const { comparison } = (await ask('compare_rows=2&filter=content:is:red', 'campaigns')).body
    expect(comparison!.rows.map(({ name, sessions }) => [name, sessions])).toEqual([
      ['c0', 30],
      ['c1', 30],
    ])
    expect((await ask('')).body.comparison).toBeUndefined()
  })

  it.each(['compare_rows=1', 'compare_rows=11', 'compare_rows=red', 'compare_rows=red&compare_rows=nobody'])(
    'are refused if there are not two to ten rows: %s',
    async (query) => {
      const { status, body } = await ask(query)
      expect(status).toBe(400)
      expect(body.error.issues).toMatchObject([{ path: 'compare_rows' }])
    },
  )
})
