import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DAY_MS } from '../../wire/time.ts'
import { startWorker, type TestWorker } from '../harness.ts'
import {
  between,
  expectFigures,
  newShopWithHistory,
  type Period,
  type ShopWithHistory,
  within,
} from './compare.ts'
import { apiEvent, type ErrorBody, newSite, post, type Report, report } from './fixtures.ts'
import type { Happening } from './history.ts'
import { breakdown, visitorsOf } from './naive.ts'

let worker: TestWorker
let shop: ShopWithHistory
beforeAll(async () => {
  worker = await startWorker()
  shop = await newShopWithHistory(worker)
})
afterAll(() => worker.close())

const figuresOf = (period: Period) =>
  breakdown(shop.past, { ...period, by: [], model: 'last_non_direct' }).get('')
const refused = async (name: string, query: string) => {
  const { status, body } = await worker.api<ErrorBody>('GET', `/api/stats/${name}?site=${shop.site}&${query}`)
  return [status, body.error?.issues?.[0]?.path]
}

describe('a time series', () => {
  it.each(['hour', 'day', 'week', 'month'])(
    'by %s has every bucket, with the figures of that bucket only',
    async (interval) => {
      const from = interval === 'hour' ? '2026-10-24' : '2026-09-01'
      const to = interval === 'hour' ? '2026-10-27' : '2026-11-22'
      const answer = await report(
        worker,
        shop.site,
        'timeseries',
        `interval=${interval}&from=${from}&to=${to}`,
      )
      expect(answer.rows).toHaveLength({ hour: 73, day: 82, week: 12, month: 3 }[interval]!)
      expect(answer.next).toBeNull()
      const starts = answer.rows.map((row) => Date.parse(String(row.start)))
      const end = Date.parse(answer.period.to)
      for (const [i, row] of answer.rows.entries()) {
        const bucket = {
          from_ms: Math.max(starts[i]!, Date.parse(answer.period.from)),
          to_ms: starts[i + 1] ?? end,
        }
        expectFigures(row, figuresOf(bucket))
        expect(row.visitors).toBe(visitorsOf(within(bucket, shop.past.sessions)))
      }
      const general = await report(worker, shop.site, 'general', `from=${from}&to=${to}`)
      expect(answer.total).toEqual(general.total)
    },
  )

  it('starts days, weeks and months at local midnights, and shows the offset', async () => {
    const startsOf = async (interval: string, query: string) =>
      (await report(worker, shop.site, 'timeseries', `interval=${interval}&${query}`)).rows.map(
        (row) => row.start,
      )
    expect(await startsOf('day', 'from=2026-10-24&to=2026-10-27')).toEqual([
      '2026-10-24T00:00:00+03:00',
      '2026-10-25T00:00:00+03:00',
      '2026-10-26T00:00:00+02:00',
    ])
    expect(await startsOf('week', 'from=2026-11-04&to=2026-11-12&tz=America/New_York')).toEqual([
      '2026-11-02T00:00:00-05:00',
      '2026-11-09T00:00:00-05:00',
    ])
    expect(await startsOf('month', 'from=2026-02-10&to=2026-03-02')).toEqual([
      '2026-02-01T00:00:00+02:00',
      '2026-03-01T00:00:00+02:00',
    ])
  })

  it('is the same in pages as in one answer', async () => {
    const query = 'interval=day&from=2026-10-01&to=2026-11-01'
    const whole = await report(worker, shop.site, 'timeseries', query)
    const rows: Report['rows'] = []
    for (let next: string | null = ''; next !== null; ) {
      const page: Report = await report(worker, shop.site, 'timeseries', `${query}&limit=10&cursor=${next}`)
      expect(page.total).toEqual(whole.total)
      rows.push(...page.rows)
      next = page.next
    }
    expect(rows).toEqual(whole.rows)
  })

  it('refuses other intervals and any sort, and names the parameter', async () => {
    expect(await refused('timeseries', 'interval=minute')).toEqual([400, 'interval'])
    expect(await refused('timeseries', 'interval=constructor')).toEqual([400, 'interval'])
    expect(await refused('timeseries', 'sort=-sessions')).toEqual([400, 'sort'])
  })
})

describe('a comparison', () => {
  const date = (daysAgo: number) => new Date(Date.now() - daysAgo * DAY_MS).toISOString().slice(0, 10)
  const query = `from=${date(16)}&to=${date(2)}`
  let before: Period
  beforeAll(async () => {
    const { previous } = await compared('general', query)
    before = { from_ms: Date.parse(previous.from), to_ms: Date.parse(previous.to) }
  })
  const compared = async (name: string, more: string) =>
    (await report(worker, shop.site, name, `${more}&limit=100&compare=previous`)) as Report & {
      previous: { from: string; to: string }
    }

  it('adds to each figure its value in the previous period and its change', async () => {
    const answer = await compared('general', query)
    const [row] = answer.rows
    expect(answer.previous.to).toBe(answer.period.from)
    const plain = await report(worker, shop.site, 'general', query)
    expect(row).toMatchObject(plain.rows[0]!)
    const previous = Object.entries(row!).filter(([key]) => key.startsWith('previous_'))
    const was = Object.fromEntries(previous.map(([key, cell]) => [key.slice('previous_'.length), cell]))
    expectFigures(was, figuresOf(before))
    expect(was.visitors).toBe(visitorsOf(within(before, shop.past.sessions)))
    const grown = (100 * (Number(row!.sessions) - Number(was.sessions))) / Number(was.sessions)
    expect(row!.change_sessions).toBeCloseTo(grown, 3)
    expect(answer.columns.map(({ key }) => key)).toEqual(Object.keys(row!))
  })

  it('of a breakdown has a row for each value of either period', async () => {
    const names = (rows: Report['rows']) => rows.map((row) => `${row.source} ${row.medium}`).sort()
    const answer = await compared('sources', query)
    const [now, then] = await Promise.all(
      [query, between(before)].map((one) => report(worker, shop.site, 'sources', `${one}&limit=100`)),
    )
    expect(names(answer.rows)).toEqual([...new Set([...names(now!.rows), ...names(then!.rows)])].sort())
    for (const row of answer.rows) {
      const was = then!.rows.find((one) => one.source === row.source && one.medium === row.medium)
      expect(row.previous_sessions).toBe(was?.sessions ?? 0)
      expect(row.previous_revenue).toBe(was?.revenue ?? 0)
      if (!was) expect(row.change_sessions).toBeNull()
    }
    expect(answer.total.previous_sessions).toBe(then!.total.sessions)
  })

  it('of a time series compares each day with the same day of the previous period', async () => {
    const { rows } = await compared('timeseries', query)
    const then = await report(worker, shop.site, 'timeseries', between(before))
    expect(rows.map((row) => [row.previous_start, row.previous_sessions, row.previous_visitors])).toEqual(
      then.rows.map((row) => [row.start, row.sessions, row.visitors]),
    )
  })

  it('is also a report, with one row per metric', async () => {
    const general = (await compared('general', query)).rows[0]!
    const { rows } = await report(worker, shop.site, 'compare', query)
    for (const { metric, current, previous, change } of rows)
      expect([current, previous, change]).toEqual([
        general[String(metric)],
        general[`previous_${metric}`],
        general[`change_${metric}`],
      ])
    expect(rows).toHaveLength(13)
  })

  it('with last year compares the same calendar days', async () => {
    const site = await newSite(worker)
    const at = [
      '2026-03-29T10:00:00Z',
      '2025-03-29T10:00:00Z',
      '2025-03-30T10:00:00Z',
      '2025-03-31T10:00:00Z',
    ]
    await post(
      worker,
      site,
      at.map((ts, i) => apiEvent({ ts, visitor_id: `v${i}` })),
    )
    const { rows } = await report(worker, site, 'general', 'from=2026-03-29&to=2026-03-31&compare=year')
    expect(rows[0]).toMatchObject({ sessions: 1, previous_sessions: 2, change_sessions: -50 })
  })

  it('is refused if it is unknown, or if a report is a list', async () => {
    expect(await refused('general', 'compare=month')).toEqual([400, 'compare'])
    expect(await refused('sessions', 'compare=previous')).toEqual([400, 'compare'])
  })
})

describe('pages', () => {
  const pageOf = ({ landed, arrival }: Happening) => (landed ? `/${arrival.landing.split('?')[0]}` : '/page')

  it.each(['', '&filter=channel:is_not:Direct'])(
    'are the viewed pages, with the sessions that viewed them%s',
    async (filter) => {
      const answer = await report(worker, shop.site, 'pages', `period=all&limit=100${filter}`)
      const kept = shop.past.sessions.filter(({ facets }) => !filter || facets.channel !== 'Direct')
      const viewsOf = (session: (typeof kept)[number]) =>
        session.events.filter(({ name }) => name === 'page_view').map(pageOf)
      const pages = new Set(kept.flatMap(viewsOf))
      expect(answer.rows.map((row) => String(row.page)).sort()).toEqual([...pages].sort())
      const all = kept.flatMap(viewsOf).length
      for (const { page, ...row } of answer.rows) {
        const sessions = kept.filter((session) => viewsOf(session).includes(String(page)))
        const orders = shop.past.orders.filter(({ session }) => sessions.includes(session))
        const views = kept.flatMap(viewsOf).filter((one) => one === page).length
        expect(row).toMatchObject({
          pageviews: views,
          sessions: sessions.length,
          new_visitors: sessions.filter(({ visit_number }) => visit_number === 1).length,
          conversions: shop.past.conversions.filter(({ session }) => sessions.includes(session)).length,
          orders: orders.length,
        })
        expect(row.revenue).toBeCloseTo(
          orders.reduce((sum, { revenue_minor }) => sum + revenue_minor, 0) / 100,
          6,
        )
        expect(row.share).toBeCloseTo((100 * views) / all, 3)
      }
      expect(answer.total.sessions).toBe(kept.length)
      expect(answer.total.pageviews).toBe(all)
    },
  )
})

describe('a filter of several values', () => {
  const sessionsOf = async (filter: string) =>
    (await report(worker, shop.site, 'general', `period=all&filter=${encodeURIComponent(filter)}`)).total
      .sessions
  const count = (keep: (facets: Record<string, string>) => boolean) =>
    shop.past.sessions.filter(({ facets }) => keep(facets)).length

  it('means any of them, or none of them', async () => {
    expect(await sessionsOf('country:is:UA|PL')).toBe(count((f) => ['UA', 'PL'].includes(f.country!)))
    expect(await sessionsOf('country:is_not:UA|PL')).toBe(count((f) => !['UA', 'PL'].includes(f.country!)))
    const has = (f: Record<string, string>) => f.source!.includes('oo') || f.source!.includes('tik')
    expect(await sessionsOf('source:contains:oo|tik')).toBe(count(has))
    expect(await sessionsOf('source:not_contains:oo|tik')).toBe(count((f) => !has(f)))
  })

  it('reads a bar or a backslash after a backslash literally', async () => {
    const site = await newSite(worker)
    const names = ['a|b', 'a', 'b', 'a\\', 'a\\|b']
    const url = (name: string) => `https://shop.example/?utm_campaign=${encodeURIComponent(name)}`
    await post(
      worker,
      site,
      names.map((name, i) => apiEvent({ visitor_id: `v${i}`, url: url(name) })),
    )
    const found = async (values: string) => {
      const query = `period=all&filter=${encodeURIComponent(`campaign:is:${values}`)}`
      return (await report(worker, site, 'campaigns', query)).rows.map((row) => row.campaign).sort()
    }
    expect(await found('a|b')).toEqual(['a', 'b'])
    expect(await found('a\\|b')).toEqual(['a|b'])
    expect(await found('a\\\\|b')).toEqual(['a\\', 'b'])
    expect(await found('a\\\\\\|b|a')).toEqual(['a', 'a\\|b'])
  })

  it('with too many or too long values is refused, and the answer names the parameter', async () => {
    const many = Array.from({ length: 70 }, (_, i) => `c${i}`).join('|')
    expect(await refused('general', `filter=${encodeURIComponent(`campaign:is:${many}`)}`)).toEqual([
      400,
      'filter',
    ])
    expect(await refused('general', `filter=os:contains:${'x'.repeat(5000)}`)).toEqual([400, 'filter'])
  })
})
