import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DAY_MS } from '../../wire/time.ts'
import { AS_ADMIN, startWorker, type TestWorker } from '../harness.ts'
import { newShopWithHistory, periodOf, type ShopWithHistory, within } from './compare.ts'
import { apiEvent, type ErrorBody, newSite, post, report } from './fixtures.ts'
import { visitorsOf } from './naive.ts'

let worker: TestWorker
let shop: ShopWithHistory
beforeAll(async () => {
  worker = await startWorker()
  shop = await newShopWithHistory(worker)
})
afterAll(() => worker.close())

const LOCAL_DATE = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Kyiv' })

/** Monday of the local week, as a date. */
function mondayOf(ms: number): string {
  const date = LOCAL_DATE.format(ms)
  const day = new Date(`${date}T00:00:00Z`)
  return new Date(day.getTime() - ((day.getUTCDay() + 6) % 7) * DAY_MS).toISOString().slice(0, 10)
}
const weeksBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / (7 * DAY_MS)

describe('cohorts', () => {
  it.each(['', '&by=channel'])(
    'have the returns and orders of each week’s new visitors for every later week%s',
    async (by) => {
      const answer = await report(worker, shop.site, 'cohorts', `period=all${by}`)
      const sessions = within(periodOf(answer), shop.past.sessions)
      const firstOf = new Map(
        sessions.filter((one) => one.visit_number === 1).map((one) => [one.visitor, one]),
      )
      expect(answer.total.visitors).toBe(firstOf.size)
      const seen = new Set<string>()
      for (const row of answer.rows) {
        const isOwn = (visitor: string) => {
          const first = firstOf.get(visitor)!
          return mondayOf(first.started_ms) === row.cohort && (!by || first.facets.channel === row.channel)
        }
        const isThen = (ms: number) => weeksBetween(String(row.cohort), mondayOf(ms)) === row.week
        const cohort = [...firstOf.keys()].filter(isOwn)
        const again = sessions.filter((s) => s.visit_number > 1 && isOwn(s.visitor) && isThen(s.started_ms))
        const orders = shop.past.orders.filter(({ session }) => isOwn(session.visitor))
        const paid = (list: typeof orders) => list.reduce((sum, one) => sum + one.revenue_minor, 0) / 100
        const own = orders.filter(({ ms }) => isThen(ms))
        const soFar = orders.filter(
          ({ ms }) => weeksBetween(String(row.cohort), mondayOf(ms)) <= Number(row.week),
        )
        expect(row).toMatchObject({
          visitors: cohort.length,
          returning: visitorsOf(again),
          orders: own.length,
        })
        expect(row.revenue).toBeCloseTo(paid(own), 6)
        expect(Math.abs(Number(row.revenue_per_visitor) - paid(soFar) / cohort.length)).toBeLessThan(0.0051)
        seen.add(`${row.cohort} ${row.channel} ${row.week}`)
      }
      expect(seen.size).toBe(answer.rows.length)
      const cohorts = new Set([...firstOf.values()].map((one) => mondayOf(one.started_ms)))
      expect(new Set(answer.rows.map(({ cohort }) => cohort))).toEqual(cohorts)
    },
  )

  it('are filtered by the touch of the first session, not by those of later ones', async () => {
    const site = await newSite(worker)
    const at = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString()
    const by = (source: string) => `https://shop.example/?utm_source=${source}`
    await post(worker, site, [
      apiEvent({ visitor_id: 'a', ts: at(14), url: by('ads') }),
      apiEvent({ visitor_id: 'a', ts: at(7), url: by('mail') }),
      apiEvent({ visitor_id: 'b', ts: at(14), url: by('mail') }),
      apiEvent({
        name: 'purchase',
        visitor_id: 'a',
        ts: at(7),
        url: by('mail'),
        transaction_id: `${site}-1`,
        value: 9,
        currency: 'UAH',
      }),
    ])
    const { rows } = await report(worker, site, 'cohorts', 'period=all&filter=source:is:ads')
    expect(
      rows.map(({ week, visitors, returning, revenue, revenue_per_visitor }) => [
        week,
        visitors,
        returning,
        revenue,
        revenue_per_visitor,
      ]),
    ).toEqual([
      [0, 1, 0, 0, 0],
      [1, 1, 1, 9, 9],
      [2, 1, 0, 0, 9],
    ])
  })

  it('of all time reach back five years, even if a session is older', async () => {
    const site = await newSite(worker, { retention_days: 3650 })
    const at = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString()
    await post(worker, site, [
      apiEvent({ visitor_id: 'a', ts: at(3000) }),
      apiEvent({ visitor_id: 'b', ts: at(30) }),
    ])
    const answer = await report(worker, site, 'cohorts', 'period=all')
    expect(Date.parse(answer.period.from)).toBeGreaterThan(Date.now() - 1831 * DAY_MS)
    expect(answer.total.visitors).toBe(1)
    const csv = await worker.fetch(`/api/export/cohorts.csv?site=${site}&period=all`, { headers: AS_ADMIN })
    expect((await csv.text()).split('\r\n').length).toBe(answer.rows.length + 2)
  })

  it('refuse unsupported parameters and name them', async () => {
    for (const [parameter, value] of [
      ['by', 'planet'],
      ['sort', 'week'],
      ['compare', 'year'],
      ['cursor', 'x'],
      ['from', '2015-01-01'],
    ]) {
      const path = `/api/stats/cohorts?site=${shop.site}&${parameter}=${value}`
      const { status, body } = await worker.api<ErrorBody>('GET', path)
      expect([status, body.error.issues?.[0]?.path]).toEqual([400, parameter])
    }
  })
})
