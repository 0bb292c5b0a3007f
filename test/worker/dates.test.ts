/**
 * Reports, retention and orders at difficult dates. The clocks of the process and of its Worker are shifted to each date.
 * `TEST_SIZE=full` adds more of them and sixteen days in a row; `TEST_CLOCK` shifts the clocks of all other tests as well.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DAY_MS, MINUTE_MS } from '../../wire/time.ts'
import { CLOCK_PATH, SHIFT_MS, shiftClock, shiftedConfig } from '../clock.ts'
import { startWorker, type TestWorker } from '../harness.ts'
import { isFull, trials } from '../trials.ts'
import {
  expectBreakdown,
  expectFigures,
  newShopWithHistory,
  periodOf,
  type ShopWithHistory,
  within,
} from './compare.ts'
import { apiEvent, newSite, post, report } from './fixtures.ts'
import { breakdown, visitorsOf } from './naive.ts'
import { askBoth, rollUpAll } from './rollups.ts'

/** Kyiv is two hours before UTC in winter and three in summer; its clocks change at 01:00 UTC. */
const INSTANTS: [what: string, instant: string][] = [
  ['the last minute of a year in UTC', '2026-12-31T23:59:30Z'],
  ['Monday in Kyiv, when it is still Sunday in UTC', '2026-11-29T22:30:00Z'],
  ['February 29 in Kyiv only', '2028-02-28T22:05:00Z'],
  ['the hour after the clocks went forward', '2027-03-28T01:30:00Z'],
  ['the hour that comes twice, the second time', '2027-10-31T01:15:00Z'],
]

const MORE: [what: string, instant: string][] = [
  ['the first hour of a year in Kyiv', '2026-12-31T22:10:00Z'],
  ['the first hour of a month in UTC', '2027-02-01T00:20:00Z'],
  ['a year and a day after February 29', '2029-03-01T12:00:00Z'],
]

/** Sixteen days in a row, the length of a block of 64 slots, each at another hour. */
const DAYS = Array.from({ length: trials(0, 16) }, (_, day): [string, string] => {
  const instant = new Date(Date.UTC(2026, 11, 20 + day, (day * 7) % 24, 20)).toISOString()
  return [instant, instant]
})

let worker: TestWorker
beforeAll(async () => {
  worker = await startWorker(shiftedConfig())
})
afterAll(async () => {
  await moveTo(new Date(realNow() + SHIFT_MS))
  await worker.close()
})

/** The time of the machine, without the shift of this process. */
const realNow = () => performance.timeOrigin + performance.now()

async function moveTo(instant: Date) {
  const shift_ms = Math.round(instant.getTime() - realNow())
  shiftClock(shift_ms)
  await worker.fetch(`${CLOCK_PATH}?shift_ms=${shift_ms}`)
}

describe.each([...INSTANTS, ...(isFull ? MORE : []), ...DAYS])('at %s', (_, instant) => {
  let shop: ShopWithHistory
  beforeAll(async () => {
    await moveTo(new Date(instant))
    shop = await newShopWithHistory(worker)
  })
  // The sites are deleted, so that the cron of the next date works only on its own sites.
  afterAll(async () => {
    const { body } = await worker.api<{ sites: { site: string }[] }>('GET', '/api/sites')
    for (const { site } of body.sites) await worker.api('DELETE', `/api/sites/${site}`)
  })

  it('reports of every named period equal a count in memory and the reports without rollups', async () => {
    await rollUpAll(worker, shop.site)
    for (const period of ['today', 'week', 'month', 'all']) {
      const answer = await askBoth(worker, shop.site, 'general', `period=${period}`)
      const bounds = periodOf(answer)
      const figures = breakdown(shop.past, { ...bounds, by: [], model: 'last_non_direct' }).get('')
      expectFigures(answer.rows[0]!, figures)
      expect(answer.total.visitors).toBe(visitorsOf(within(bounds, shop.past.sessions)))
      const sources = await askBoth(worker, shop.site, 'sources', `period=${period}`)
      expectBreakdown(shop.past, sources, ['source', 'medium'])
    }
    for (const interval of ['day', 'week', 'month'])
      await askBoth(worker, shop.site, 'timeseries', `period=month&interval=${interval}&compare=year`)
    await askBoth(worker, shop.site, 'cohorts', 'period=all')
  })

  it('a site with a short retention deletes older sessions and their rollups', async () => {
    const site = await newSite(worker)
    const visit = (days: number, visitor_id: string) =>
      apiEvent({ visitor_id, ts: new Date(Date.now() - days * DAY_MS).toISOString() })
    await post(worker, site, [
      visit(12, 'a'),
      visit(10.1, 'b'),
      visit(9.9, 'c'),
      visit(3, 'a'),
      visit(0, 'd'),
    ])
    await rollUpAll(worker, site)
    await worker.api('PATCH', `/api/sites/${site}`, { retention_days: 10 })
    await rollUpAll(worker, site)
    const { total } = await askBoth(worker, site, 'general', 'period=month')
    expect(total).toMatchObject({ sessions: 3, visitors: 3 })
  })

  it('an order is counted in the day, week and month of its payment', async () => {
    const site = await newSite(worker)
    // One instant for the payment and for the end of the period: a full hour may pass between the requests.
    const paid_ms = Date.now()
    const iso = (ms: number) => new Date(ms).toISOString()
    await post(worker, site, [apiEvent({ ts: iso(paid_ms - MINUTE_MS) })])
    const body = { site, status: 'paid', value: 10, currency: 'UAH', visitor_id: 'v1', ts: iso(paid_ms) }
    expect((await worker.api('PUT', '/api/orders/T1', body)).status).toBe(200)
    const period = `from=${iso(paid_ms - DAY_MS)}&to=${iso(paid_ms + 1)}`
    for (const interval of ['hour', 'day', 'week', 'month']) {
      const { rows } = await report(worker, site, 'timeseries', `${period}&interval=${interval}`)
      expect(rows.map(({ orders }) => orders).filter(Boolean)).toEqual([1])
      expect(rows.at(-1)).toMatchObject({ orders: 1, revenue: 10 })
    }
  })
})
