import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_MODEL } from '../../wire/model.ts'
import { DIMENSION_KEYS, type DimensionKey } from '../../wire/query.ts'
import { MINUTE_MS } from '../../wire/time.ts'
import { startWorker, type TestWorker } from '../harness.ts'
import {
  expectBreakdown,
  expectFigures,
  newShopWithHistory,
  periodOf,
  type ShopWithHistory,
  within,
} from './compare.ts'
import { apiEvent, type ErrorBody, newSite, post, type Report, report } from './fixtures.ts'
import { AWKWARD } from './history.ts'
import { breakdown, type Facets, visitorsOf } from './naive.ts'

let worker: TestWorker
let shop: ShopWithHistory
beforeAll(async () => {
  worker = await startWorker()
  shop = await newShopWithHistory(worker)
})
afterAll(() => worker.close())

const ask: ShopWithHistory['ask'] = (name, query) => shop.ask(name, query)

/** A value of each dimension that some sessions of the history have, and others have not. */
const VALUES: Record<DimensionKey, string> = {
  channel: 'Paid Search',
  source: 'facebook',
  medium: 'cpc',
  campaign: 'winter',
  content: 'carousel_2',
  term: 'jug',
  kind: 'gclid',
  referrer: 'blog.example.org',
  landing_page: '/p/boots',
  country: 'UA',
  region: 'Illinois',
  city: 'Київ',
  language: 'pl',
  device: 'tablet',
  browser: 'Safari',
  os: 'Linux',
  visitor: 'new',
}

describe('a filter', () => {
  const has = (key: string, part: string) => (facets: Facets) => facets[key]!.includes(part)
  const is = (key: string, value: string) => (facets: Facets) => facets[key] === value
  const cases: [filters: string[], keep: (facets: Facets) => boolean][] = [
    [['campaign:is_not:winter'], (f) => f.campaign !== 'winter'],
    [['campaign:is:(not set)'], is('campaign', '(not set)')],
    [['source:contains:oo'], has('source', 'oo')],
    [['source:not_contains:oo'], (f) => !f.source!.includes('oo')],
    [[`campaign:is:${AWKWARD.campaign}`], is('campaign', AWKWARD.campaign)],
    [[`content:is:${AWKWARD.content}`], is('content', AWKWARD.content)],
    [['campaign:contains:%'], has('campaign', '%')],
    [['campaign:contains:_'], has('campaign', '_')],
    [['content:contains:_'], has('content', '_')],
    [[`content:contains:'`], has('content', `'`)],
    [['content:contains:"'], has('content', '"')],
    [['content:contains:анер" o'], has('content', 'анер" o')],
    [['city:contains:Київ||Льв'], (f) => f.city!.includes('Київ') || f.city!.includes('Льв')],
    [['city:contains:КИЇ', 'source:contains:FACE'], (f) => f.city === 'Київ' && f.source === 'facebook'],
    [['city:not_contains:льВІВ|київ'], (f) => !/Львів|Київ/.test(f.city!)],
    [['city:contains:АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ|КИЇВ'], is('city', 'Київ')],
    [['content:contains:АНЕР" O'], has('content', 'анер" o')],
    [["city:is:' OR 1=1 --"], () => false],
    [['source:is:a:b:c'], () => false],
    [['country:is:UA', 'device:is:mobile'], (f) => f.country === 'UA' && f.device === 'mobile'],
    [
      ['channel:contains:Paid', 'source:is_not:facebook', 'browser:is:Chrome'],
      (f) => f.channel!.startsWith('Paid') && f.source !== 'facebook' && f.browser === 'Chrome',
    ],
  ]
  const asQuery = (filters: string[]) => filters.map((f) => `filter=${encodeURIComponent(f)}`).join('&')

  it.each(cases)('%j applies to every figure', async (filters, keep) => {
    for (const model of ['last_non_direct', 'linear'] as const) {
      const query = `period=all&model=${model}&${asQuery(filters)}`
      const general = await ask('general', query)
      const row = breakdown(shop.past, { ...periodOf(general), by: [], model, keep }).get('')
      expectFigures(general.rows[0]!, row, model)
    }
    const sources = await ask('sources', `period=all&model=linear&${asQuery(filters)}`)
    expectBreakdown(shop.past, sources, ['source', 'medium'], 'linear', keep)
    const wanted = shop.past.sessions.filter((session) => keep(session.facets)).length
    const funnel = await ask('funnel', `period=all&${asQuery(filters)}`)
    expect(funnel.rows[0]).toMatchObject({ stage: 'sessions', count: wanted })
    expect((await ask('sessions', `period=all&${asQuery(filters)}`)).rows).toHaveLength(wanted)
  })

  it.each(DIMENSION_KEYS)('by %s keeps the sessions with that value, or all others', async (dimension) => {
    const value = VALUES[dimension]
    const withIt = shop.past.sessions.filter(({ facets }) => facets[dimension] === value).length
    const counts = { is: withIt, is_not: shop.past.sessions.length - withIt }
    for (const [operator, count] of Object.entries(counts)) {
      expect(count).toBeGreaterThan(0)
      const answer = await ask('sources', `period=all&${asQuery([`${dimension}:${operator}:${value}`])}`)
      const keep = (facets: Facets) => (facets[dimension] === value) === (operator === 'is')
      expectBreakdown(shop.past, answer, ['source', 'medium'], DEFAULT_MODEL, keep)
      expect(answer.total.sessions).toBe(count)
    }
  })

  it('counts distinct visitors exactly, also those with other sessions in the period', async () => {
    const wrong: string[] = []
    for (const [filters, keep] of cases)
      for (const period of ['period=all', 'period=week']) {
        const query = `${period}&${asQuery(filters)}`
        const answer = await ask('general', query)
        const kept = within(periodOf(answer), shop.past.sessions).filter(({ facets }) => keep(facets))
        const { visitors } = answer.rows[0]!
        if (visitors !== visitorsOf(kept)) wrong.push(`${query}: ${visitors}, not ${visitorsOf(kept)}`)
      }
    expect(wrong).toEqual([])
  })

  it('counts visits per visitor exactly', async () => {
    const answer = await ask('returning', 'period=week&filter=channel:is_not:Direct')
    const kept = within(periodOf(answer), shop.past.sessions).filter(
      ({ facets }) => facets.channel !== 'Direct',
    )
    expect(answer.total.visits_per_visitor).toBeCloseTo(kept.length / visitorsOf(kept), 3)
    for (const row of answer.rows) {
      const own = kept.filter(({ facets }) => facets.visitor === row.visitor)
      expect(row.visits_per_visitor).toBeCloseTo(own.length / visitorsOf(own), 3)
    }
  })

  it('treats upper and lower case the same way in every alphabet', async () => {
    const other = await newSite(worker)
    const from = (campaign: string, visitor_id: string) =>
      apiEvent({ visitor_id, url: `https://shop.example/?utm_campaign=${encodeURIComponent(campaign)}` })
    await post(worker, other, [from('Winter', 'a'), from('Зима', 'b')])
    const found = async (text: string) =>
      (await report(worker, other, 'sessions', `period=all&filter=${encodeURIComponent(text)}`)).rows.length
    for (const operator of ['is', 'contains'])
      expect(await found(`campaign:${operator}:зима`)).toBe(await found(`campaign:${operator}:winter`))
  })

  it('may be repeated twenty times; one more is refused, and the answer names the parameter', async () => {
    const get = (count: number) => {
      const filters = Array.from({ length: count }, (_, i) => `campaign:is_not:c${i}`)
      return worker.api<ErrorBody>('GET', `/api/stats/general?site=${shop.site}&${asQuery(filters)}`)
    }
    expect((await get(20)).status).toBe(200)
    const { status, body } = await get(21)
    expect(status).toBe(400)
    expect(body.error.issues).toMatchObject([{ path: 'filter' }])
  })
})

describe('the rows of a report', () => {
  const bytes = (a: unknown, b: unknown) => Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)))

  it('are sorted by most sessions by default', async () => {
    const sessions = (await ask('campaigns', 'period=all')).rows.map((row) => Number(row.sessions))
    expect(sessions).toEqual(sessions.toSorted((a, b) => b - a))
  })

  const texts = ['campaign', 'source', 'medium']
  const numbers = [
    ...['sessions', 'new_visitors', 'conversions', 'conversion_rate', 'orders', 'revenue'],
    'average_order_value',
  ]
  it.each([...texts, ...numbers])('are sorted by %s, upwards and downwards', async (key) => {
    for (const model of ['last_non_direct', 'time_decay']) {
      const up = (await ask('campaigns', `period=all&model=${model}&sort=${key}`)).rows.map((row) => row[key])
      const down = (await ask('campaigns', `period=all&model=${model}&sort=-${key}`)).rows.map(
        (row) => row[key],
      )
      const compare = texts.includes(key) ? bytes : (a: unknown, b: unknown) => Number(a) - Number(b)
      expect(up).toEqual(up.toSorted(compare))
      expect(down).toEqual(down.toSorted((a, b) => compare(b, a)))
    }
  })

  const pages = async (name: string, query: string): Promise<Report[]> => {
    const all: Report[] = []
    let cursor = ''
    do {
      all.push(await report(worker, shop.site, name, `${query}${cursor}`))
      cursor = `&cursor=${encodeURIComponent(all.at(-1)!.next ?? '')}`
    } while (all.at(-1)!.next)
    return all
  }

  it.each([
    ['campaigns', 3, ''],
    ['campaigns', 4, '&sort=-revenue'],
    ['campaigns', 1, '&sort=medium&model=linear'],
    ['content', 2, '&filter=channel:is_not:Direct'],
    ['channels', 7, ''],
    ['sessions', 7, ''],
    ['sessions', 10, '&filter=channel:is:Direct'],
    ['geo', 2, '&by=city'],
  ])('of %s are the same in pages of %i as in one answer%s', async (name, limit, more) => {
    const to = new Date().toISOString()
    const query = `from=2020-01-01&to=${to}${more}`
    const whole = await ask(name, query)
    const parts = await pages(name, `${query}&limit=${limit}`)
    expect(parts.flatMap((part) => part.rows)).toEqual(whole.rows)
    expect(parts.length).toBe(Math.ceil(whole.rows.length / limit))
    for (const part of parts) expect(part.total).toEqual(whole.total)
  })

  it('of sessions continue after the last one even if newer sessions have arrived', async () => {
    const site = await newSite(worker)
    const at = (minute: number) => new Date(Date.now() - minute * MINUTE_MS).toISOString()
    const visit = (minute: number) => apiEvent({ visitor_id: `v${minute}`, ts: at(minute) })
    await post(worker, site, [visit(10), visit(20), visit(30)])
    const first = await report(worker, site, 'sessions', 'period=all&limit=2')
    await post(worker, site, [visit(5)])
    const second = await report(worker, site, 'sessions', `period=all&limit=2&cursor=${first.next}`)
    expect([...first.rows, ...second.rows].map((row) => row.visitor_id)).toEqual(['v10', 'v20', 'v30'])
  })

  it('of sessions are paged whatever their ids are', async () => {
    const site = await newSite(worker)
    const ids = ['сесія-1', 'сесія-🙂', 'a|b c', '"quoted"']
    await post(
      worker,
      site,
      ids.map((session_id, i) => apiEvent({ session_id, visitor_id: `v${i}` })),
    )
    const seen: unknown[] = []
    let cursor = ''
    for (let page = 0; page < ids.length; page++) {
      const { rows, next } = await report(worker, site, 'sessions', `period=all&limit=1${cursor}`)
      seen.push(...rows.map((row) => row.id))
      cursor = `&cursor=${encodeURIComponent(next ?? '')}`
    }
    expect(seen.sort()).toEqual(ids.sort())
  })

  it('are twenty by default', async () => {
    const { rows, next } = await report(worker, shop.site, 'sessions')
    expect(rows).toHaveLength(20)
    expect(next).not.toBeNull()
  })

  it('have shares of all sessions that add up to 100 %', async () => {
    for (const name of ['sources', 'devices']) {
      const { rows } = await ask(name, 'period=all')
      expect(rows.reduce((sum, row) => sum + Number(row.share), 0)).toBeCloseTo(100, 2)
    }
    const { rows } = await report(worker, shop.site, 'sources', 'period=all&limit=1')
    expect(rows[0]!.share).toBeLessThan(100)
  })
})
