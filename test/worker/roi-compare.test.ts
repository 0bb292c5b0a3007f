/** Costs and revenue of ads compared with another period, with figures calculated by hand. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorker, type TestWorker } from '../harness.ts'
import { type ErrorBody, newSite, type Report, report } from './fixtures.ts'
import { newNovember, row, visits } from './november.ts'

let worker: TestWorker
let site: string
beforeAll(async () => {
  worker = await startWorker()
  site = await newNovember(worker)
})
afterAll(() => worker.close())

describe('roi with compare', () => {
  it('compares every figure with another period, row by row and in total', async () => {
    const answer = await report(worker, site, 'roi', 'from=2026-11-21&to=2026-11-22&compare=previous')
    expect(answer).toMatchObject({ previous: { from: '2026-11-19T22:00:00.000Z' } })
    expect(row(answer, { campaign: 'Winter Sale', matched: 'both' })).toMatchObject({
      values: ['120210000000000001', 'Winter Sale'],
      matched: 'both',
      sessions: 3,
      previous_sessions: 7,
      revenue: 500.5,
      previous_revenue: 1500.5,
      ad_spend: 300.25,
      previous_ad_spend: 600.25,
      profit: 200.25,
      previous_profit: 900.25,
      change_profit: -77.7562,
      roi: 66.6944,
      previous_roi: 149.9792,
    })
    const fresh = { ad_spend: 100, previous_ad_spend: 0, change_ad_spend: null, previous_roi: null }
    expect(row(answer, { campaign: 'Nobody came' })).toMatchObject({ ...fresh, change_roi: null })
    expect(answer.total).toMatchObject({
      sessions: 13,
      previous_sessions: 7,
      revenue: 940.5,
      previous_revenue: 1500.5,
      ad_spend: 400.25,
      previous_ad_spend: 600.25,
      change_ad_spend: -33.3195,
    })
    const keys = answer.columns.map(({ key }) => key)
    expect(keys).toEqual(expect.arrayContaining(['matched', 'previous_roas', 'change_cost_per_conversion']))
    expect(Object.keys(answer.rows[0]!).sort()).toEqual(keys.toSorted())
    const { rows } = await report(
      worker,
      site,
      'roi',
      'by=total&from=2026-11-21&to=2026-11-22&compare=previous',
    )
    expect(rows[0]).toMatchObject(answer.total)
  })

  it('refuses to compare a stated spend', async () => {
    const { status, body } = await worker.api<ErrorBody>(
      'GET',
      `/api/stats/roi?site=${site}&ad_spend=100&compare=previous`,
    )
    expect([status, body.error.issues]).toMatchObject([400, [{ path: 'compare' }]])
  })

  it.each(['campaign', 'source', 'content'])(
    'by %s finds each row again by any of its values',
    async (by) => {
      const [held, before] = await Promise.all(
        ['from=2026-11-21&to=2026-11-22&compare=previous', 'from=2026-11-20&to=2026-11-21'].map((query) =>
          report(worker, site, 'roi', `by=${by}&${query}`),
        ),
      )
      const valuesOf = (one: Report['rows'][number]) => one.values as unknown as string[]
      const known = held!.rows.filter(
        (one) => Number(one.previous_sessions) + Number(one.previous_ad_spend) > 0,
      )
      expect(known.length).toBeGreaterThan(0)
      for (const one of known) {
        const then = before!.rows.filter((other) =>
          valuesOf(other).some((value) => valuesOf(one).includes(value)),
        )
        const wanted = [one.previous_sessions, one.previous_ad_spend]
        expect(then.map(({ sessions, ad_spend }) => [sessions, ad_spend])).toContainEqual(wanted)
      }
    },
  )

  it('finds a campaign and its creatives by names in upper or lower case', async () => {
    const own = await newSite(worker, { retention_days: 3650 })
    const link = (campaign: string) =>
      `utm_source=google&utm_medium=cpc&utm_campaign=${campaign}&utm_content=Red`
    await visits(worker, own, '2026-11-20', link('Brand'), 3)
    await visits(worker, own, '2026-11-21', link('brand'), 2)
    for (const by of ['campaign', 'content']) {
      const { rows } = await report(
        worker,
        own,
        'roi',
        `by=${by}&from=2026-11-21&to=2026-11-22&compare=previous`,
      )
      expect(rows, by).toMatchObject([{ sessions: 2, previous_sessions: 3 }])
    }
  })
})
