/** Costs and revenue of ads, with figures calculated by hand. */
import { beforeAll, describe, expect, it } from 'vitest'
import { AS_ADMIN } from '../harness.ts'
import { loaded, META } from './costs.ts'
import { type ErrorBody, newSite, type Report, report } from './fixtures.ts'
import { NOVEMBER, newNovember, row, visits } from './november.ts'
import { testWorker } from './testWorker.ts'

const worker = testWorker()

describe('roi', () => {
  let site: string
  beforeAll(async () => {
    site = await newNovember(worker)
  })

  it('by campaign matches spend with sessions by name or id, and keeps spend and sessions without a match', async () => {
    const answer = await report(worker, site, 'roi', NOVEMBER)
    expect(answer.rows.map(({ campaign, source, matched }) => [campaign, source, matched])).toEqual([
      ['Winter Sale', 'meta', 'both'],
      ['Nobody came', 'meta', 'costs only'],
      ['Search', 'google', 'sessions only'],
      ['Winter Sale', 'newsletter', 'sessions only'],
      ['(not set)', 'google', 'sessions only'],
    ])
    // 1000 + 500.50 + 250 + 250.50 for 600.25 + 300.25, in 4 orders.
    expect(answer.rows[0]).toEqual({
      campaign: 'Winter Sale',
      source: 'meta',
      sources: ['facebook', 'instagram'],
      values: ['120210000000000001', 'Winter Sale', 'winter sale'],
      matched: 'both',
      clicks: 90,
      impressions: 9000,
      sessions: 10,
      conversions: 4,
      orders: 4,
      revenue: 2001,
      ad_spend: 900.5,
      ad_spend_unconverted: null,
      profit: 1100.5,
      roi: 122.2099,
      roas: 2.2221,
      cost_per_conversion: 225.13,
    })
    expect(answer.rows[1]).toMatchObject({
      sessions: 0,
      revenue: 0,
      ad_spend: 100,
      profit: -100,
      roi: -100,
      roas: 0,
      cost_per_conversion: null,
    })
    expect(answer.rows[2]).toMatchObject({ revenue: 300, ad_spend: 0, profit: 300, roi: null, roas: null })
    expect(answer.total).toMatchObject({
      sessions: 20,
      orders: 7,
      revenue: 2441,
      ad_spend: 1000.5,
      profit: 1440.5,
      roi: 143.978,
      cost_per_conversion: 142.93,
    })
    const sum = (key: string) => answer.rows.reduce((all, one) => all + Number(one[key]), 0)
    for (const key of ['sessions', 'orders', 'revenue', 'ad_spend'])
      expect(sum(key)).toBeCloseTo(answer.total[key]!, 9)
    const unmatched_costs = { rows: 1, ad_spend: 100 }
    expect(answer).toMatchObject({ unmatched_costs })
    expect(await report(worker, site, 'roi', `${NOVEMBER}&limit=1`)).toMatchObject({ unmatched_costs })
  })

  it.each(['campaign', 'source', 'total'])(
    'by %s has what the spend paid for beside the blended total',
    async (by) => {
      const { campaigns_with_costs: paid, total } = await report(worker, site, 'roi', `${NOVEMBER}&by=${by}`)
      expect(total).toMatchObject({ revenue: 2441, roi: 143.978, orders: 7 })
      expect(paid).toMatchObject({
        ...{ sessions: 10, orders: 4, conversions: 4, revenue: 2001, ad_spend: 1000.5 },
        ...{ profit: 1000.5, roi: 100, roas: 2, cost_per_conversion: 250.13 },
      })
    },
  )

  it('compares what the spend paid for with the previous period, and leaves it out where it is unknown', async () => {
    const ask = async (query: string) =>
      (await report(worker, site, 'roi', `${NOVEMBER}${query}`)).campaigns_with_costs
    expect(await ask('&by=total&compare=previous')).toMatchObject({
      ...{ revenue: 2001, previous_revenue: 0, change_revenue: null },
    })
    for (const query of [
      '&by=content',
      '&by=total&ad_spend=5',
      '&by=total&filter=country:is:UA',
      '&by=total&filter=source:is:newsletter',
    ])
      expect(await ask(query)).toBeUndefined()
  })

  it.each(['campaign', 'source', 'content'])(
    'by %s has rows that a filter on their values finds again',
    async (by) => {
      const { rows } = await report(worker, site, 'roi', `${NOVEMBER}&by=${by}`)
      for (const one of rows) {
        const values = (one.values as unknown as string[]).join('|')
        const filter = encodeURIComponent(`${by}:is:${values}`)
        const filtered = await report(worker, site, 'roi', `${NOVEMBER}&by=${by}&filter=${filter}`)
        expect(filtered.rows).toContainEqual(one)
      }
    },
  )

  it('by source has separate rows for sessions that no ad can have brought', async () => {
    const answer = await report(worker, site, 'roi', `${NOVEMBER}&by=source`)
    expect(answer.rows).toMatchObject([
      {
        source: 'meta',
        paid: true,
        sources: ['facebook', 'instagram'],
        ad_spend: 1000.5,
        revenue: 2001,
        roi: 100,
      },
      { source: 'google', paid: true, ad_spend: 0, revenue: 340, sessions: 7 },
      { source: 'newsletter', paid: false, revenue: 100 },
      { source: 'google', paid: false, revenue: 0, sessions: 1 },
    ])
  })

  it('finds a campaign by utm_id if the link names none', async () => {
    const own = await newSite(worker, { retention_days: 3650 })
    await visits(
      worker,
      own,
      '2026-11-20',
      'utm_source=anything&utm_medium=cpc&utm_id=120210000000000002',
      1,
      [70],
    )
    await loaded(worker, own, META)
    expect(row(await report(worker, own, 'roi', NOVEMBER), { campaign: 'Nobody came' })).toMatchObject({
      matched: 'both',
      sources: ['anything'],
      revenue: 70,
      ad_spend: 100,
    })
  })

  it('by content matches ads with their names and ids', async () => {
    const own = await newSite(worker, { retention_days: 3650 })
    await visits(
      worker,
      own,
      '2026-11-20',
      'utm_source=fb&utm_medium=cpc&utm_campaign=Winter&utm_content=video',
      2,
      [100],
    )
    await visits(
      worker,
      own,
      '2026-11-20',
      'utm_source=fb&utm_medium=cpc&utm_campaign=Winter&utm_content=77',
      1,
      [50],
    )
    await loaded(
      worker,
      own,
      `Campaign name,Ad name,Ad ID,Day,Amount spent (UAH)
Winter,Video,76,2026-11-20,10
Winter,Photo,77,2026-11-20,20
Winter,Story,78,2026-11-20,5`,
    )
    const answer = await report(worker, own, 'roi', `${NOVEMBER}&by=content&sort=content`)
    expect(answer.rows).toMatchObject([
      { content: 'Photo', campaign: 'Winter', revenue: 50, ad_spend: 20, roi: 150, matched: 'both' },
      { content: 'Story', revenue: 0, ad_spend: 5, roi: -100, matched: 'costs only' },
      { content: 'Video', revenue: 100, ad_spend: 10, roi: 900, roas: 10, matched: 'both' },
    ])
  })

  it('in total is one row, of the imported costs or of a stated ad_spend', async () => {
    const imported = await report(worker, site, 'roi', `${NOVEMBER}&by=total`)
    expect(imported.rows).toMatchObject([{ revenue: 2441, ad_spend: 1000.5, matched: 'both' }])
    const stated = await report(worker, site, 'roi', `${NOVEMBER}&ad_spend=2000`)
    expect(stated.rows).toMatchObject([
      { revenue: 2441, ad_spend: 2000, profit: 441, roi: 22.05, roas: 1.2205 },
    ])
    const both = await report(worker, site, 'roi', `${NOVEMBER}&by=campaign&ad_spend=2000`)
    expect(both.total).toMatchObject({ ad_spend: 2000, profit: 441 })
    expect(both.rows[0]).toMatchObject({ ad_spend: 900.5 })
  })

  it('counts the costs of the days that begin in the period, of the site’s time zone', async () => {
    const spend = async (query: string) =>
      (await report(worker, site, 'roi', `${query}&by=total`)).total.ad_spend
    expect(await spend('from=2026-11-20&to=2026-11-21')).toBe(600.25)
    expect(await spend('from=2026-11-21&to=2026-11-22')).toBe(400.25)
    expect(await spend('from=2026-11-20T22:00:00Z&to=2026-11-20T23:00:00Z')).toBe(400.25)
    expect(await spend('from=2026-11-20T21:59:00Z&to=2026-11-20T22:00:00Z')).toBe(0)
    expect(await spend('from=2026-11-20T22:01:00Z&to=2026-11-21T21:00:00Z')).toBe(0)
    expect(await spend('from=2026-11-20&to=2026-11-21&tz=America/New_York')).toBe(600.25)
  })

  it('with period=all begins with the first costs', async () => {
    const old = await newSite(worker)
    await loaded(worker, old, [
      { date: '2026-01-05', source: 'bing', campaign: 'C', spend: 7, currency: 'UAH' },
    ])
    const { period, total } = await report(worker, old, 'roi', 'period=all')
    expect(period.from).toBe('2026-01-04T22:00:00.000Z')
    expect(total).toMatchObject({ ad_spend: 7, sessions: 0 })
    const empty = await report(worker, await newSite(worker), 'roi', 'period=all')
    expect(empty).toMatchObject({ rows: [], total: { ad_spend: 0, revenue: 0, roi: null } })
  })

  it('filters by the dimensions of costs; with other filters the spend is unknown', async () => {
    const campaign = await report(worker, site, 'roi', `${NOVEMBER}&filter=campaign:contains:Winter`)
    expect(campaign.total).toMatchObject({ ad_spend: 900.5, revenue: 1600.5 })
    const source = await report(worker, site, 'roi', `${NOVEMBER}&filter=source:is:google`)
    expect(source.total).toMatchObject({ ad_spend: 0, revenue: 340 })
    const device = await report(worker, site, 'roi', `${NOVEMBER}&filter=device:is:desktop`)
    expect(device.total).toMatchObject({ revenue: 2441, ad_spend: null, profit: null, roi: null })
    expect(device.rows).toHaveLength(4)
    expect(device.rows[0]).toMatchObject({ campaign: 'Winter Sale', revenue: 2001, ad_spend: null })
  })

  it('converts by the rate of each day, and shows costs without a rate separately', async () => {
    const own = await newSite(worker, { retention_days: 3650 })
    await visits(worker, own, '2026-11-20', 'utm_source=tiktok&utm_medium=cpc&utm_campaign=Winter', 1, [1000])
    const cost = { source: 'tiktok', campaign: 'Winter', spend: 10.01 }
    await loaded(worker, own, [
      { ...cost, date: '2026-11-18', currency: 'USD' },
      { ...cost, date: '2026-11-20', currency: 'USD' },
      { ...cost, date: '2026-11-21', currency: 'USD' },
      { ...cost, date: '2026-11-20', campaign: 'Spring', currency: 'EUR' },
    ])
    const rates = [
      { currency: 'USD', date: '2026-11-19', rate: 40 },
      { currency: 'USD', date: '2026-11-21', rate: 41.5 },
    ]
    await worker.api('PUT', `/api/rates?site=${own}`, { rates })
    const answer = (await report(worker, own, 'roi', NOVEMBER)) as Report & {
      unconverted_costs: unknown
      unmatched_costs: unknown
    }
    // 10.01 × 40 + 10.01 × 41.5, each to the cent
    expect(row(answer, { campaign: 'Winter' })).toMatchObject({
      ad_spend: 815.82,
      ad_spend_unconverted: '10.01 USD',
      profit: null,
      roi: null,
      roas: null,
    })
    expect(row(answer, { campaign: 'Spring' })).toMatchObject({
      ad_spend: null,
      ad_spend_unconverted: '10.01 EUR',
      profit: null,
      roi: null,
      cost_per_conversion: null,
    })
    expect(answer.unconverted_costs).toEqual([
      { currency: 'EUR', ad_spend: 10.01 },
      { currency: 'USD', ad_spend: 10.01 },
    ])
    expect(answer.total).toMatchObject({
      ad_spend: 815.82,
      ad_spend_unconverted: '10.01 EUR, 10.01 USD',
      profit: null,
    })
    expect(answer.unmatched_costs).toEqual({ rows: 1, ad_spend: null })
    const [shown] = (
      await loaded(worker, own, [{ ...cost, date: '2026-11-18', currency: 'USD' }], { query: '&preview=1' })
    ).spend
    expect(shown).toEqual({ currency: 'USD', spend: 10.01, converted: null })
  })

  it('is sorted, paged and exported like any report', async () => {
    const sorted = await report(worker, site, 'roi', `${NOVEMBER}&sort=roi`)
    expect(sorted.rows.map(({ roi }) => roi)).toEqual([-100, 122.2099, null, null, null])
    const first = await report(worker, site, 'roi', `${NOVEMBER}&limit=2`)
    const second = await report(worker, site, 'roi', `${NOVEMBER}&limit=3&cursor=${first.next}`)
    expect([...first.rows, ...second.rows]).toEqual((await report(worker, site, 'roi', NOVEMBER)).rows)
    expect(second.next).toBeNull()
    const file = await worker.fetch(`/api/export/roi.csv?site=${site}&${NOVEMBER}&bom=0`, {
      headers: AS_ADMIN,
    })
    const [heading, line] = (await file.text()).split('\r\n')
    expect(heading).toBe(sorted.columns.map(({ key }) => key).join(','))
    expect(line).toBe(
      'Winter Sale,meta,facebook instagram,both,90,9000,10,4,4,2001,900.5,,1100.5,122.2099,2.2221,225.13,120210000000000001 Winter Sale winter sale',
    )
  })

  it.each([
    ['by=weather', 'by', /must be one of campaign, source, content, total/],
    ['ad_spend=-5', 'ad_spend', /must be an amount/],
    ['ad_spend=much', 'ad_spend', /must be an amount/],
    ['sort=weather', 'sort', /must be one of campaign, source, sources, matched/],
    ['cursor=eyJ4Ijo1fQ', 'cursor', /must be the value of/],
    ['model=best', 'model', /must be one of/],
  ])('answers 400 to %s', async (query, parameter, message) => {
    const { status, body } = await worker.api<ErrorBody>('GET', `/api/stats/roi?site=${site}&${query}`)
    expect(status).toBe(400)
    expect(body.error.issues).toEqual([{ path: parameter, message: expect.stringMatching(message) }])
  })
})
