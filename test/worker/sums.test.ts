import { expect, it } from 'vitest'
import { MODELS } from '../../wire/model.ts'
import { toMajor } from '../../wire/money.ts'
import { DAY_MS, iso } from '../../wire/time.ts'
import { AS_ADMIN } from '../harness.ts'
import { apiEvent, newSite, post, type Report } from './fixtures.ts'
import { rollUpAll } from './rollups.ts'
import { testWorker } from './testWorker.ts'

const worker = testWorker()

const REPORTS = [
  ...[
    'general',
    'timeseries',
    'channels',
    'campaigns?sort=-revenue',
    'landing_pages',
    'devices',
    'returning',
  ],
  ...['pages', 'products', 'roi', 'roi?by=total', 'compare', 'cohorts', 'cohorts?by=channel', 'sessions'],
]
const EXPORTS = ['sessions', 'orders', 'campaigns', 'cohorts', 'products', 'roi']

/** A site in dinars, which have three decimals, with an order of two touches, stored `count` times with this amount. */
async function siteWith(count: number, minor: number): Promise<string> {
  const site = await newSite(worker, { currency: 'KWD' })
  const visit = (days: number, source: string, more = {}) =>
    apiEvent({
      visitor_id: 'a',
      ts: iso(Date.now() - days * DAY_MS),
      url: `https://shop.example/?utm_source=${source}`,
      ...more,
    })
  const sale = {
    name: 'purchase',
    ...{ value: 1, currency: 'KWD', transaction_id: 'first' },
    items: [{ item_id: 'a', price: 1e11, quantity: 1e11 }],
  }
  const { body } = await post(worker, site, [visit(6, 'mail'), visit(4, 'ads', sale)])
  expect(body.dropped).toEqual([])
  const id = '(SELECT id FROM sites WHERE site = ?1)'
  const { results } = await worker.db
    .prepare(`SELECT * FROM orders WHERE site_id = ${id}`)
    .bind(site)
    .all<Record<string, unknown>>()
  const columns = Object.keys(results[0]!)
  const copies = columns.map((name) =>
    name === 'transaction_id' ? `'copy' || n.i` : /^(value|revenue)_minor$/.test(name) ? '?2' : name,
  )
  await worker.db.batch([
    worker.db
      .prepare(
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?3)
INSERT INTO orders (${columns.join(', ')}) SELECT ${copies.join(', ')} FROM orders, n WHERE site_id = ${id}`,
      )
      .bind(site, minor, count),
    worker.db.prepare(`DELETE FROM orders WHERE site_id = ${id} AND transaction_id = 'first'`).bind(site),
  ])
  return site
}

/** The total revenue of every report that has one. Fails if a report fails. */
async function revenuesOf(site: string, model: string): Promise<[report: string, revenue: number][]> {
  const asked = REPORTS.map((report) => `report=${encodeURIComponent(report)}`).join('&')
  const path = `/api/stats?site=${site}&period=month&model=${model}&${asked}`
  const { body } = await worker.api<{ reports: (Report & { error?: unknown })[] }>('GET', path)
  expect(body.reports.map(({ error }) => error)).toEqual(REPORTS.map(() => undefined))
  // The items of these orders are worth more than the orders.
  return body.reports.flatMap(({ total: { revenue } }, i): [string, number][] =>
    revenue === undefined || REPORTS[i] === 'products' ? [] : [[REPORTS[i]!, revenue]],
  )
}

it.each([
  ['are exact while they are below 2^52 minor units', 40, 99_999_999_999_999, MODELS],
  ['are rounded, and never fail, beyond 2^63', 600, 18_000_000_000_000_000, ['linear']],
] as const)('sums of money %s', async (_, count, minor, models) => {
  const site = await siteWith(count, minor)
  const sum = toMajor(count * minor, 'KWD')
  for (const isRolledUp of [false, true]) {
    if (isRolledUp) await rollUpAll(worker, site)
    for (const model of models)
      for (const [report, revenue] of await revenuesOf(site, model))
        if (count * minor < 2 ** 52) expect([report, revenue]).toEqual([report, sum])
        else expect(revenue / sum, report).toBeCloseTo(1, 6)
  }
  for (const name of EXPORTS) {
    const answer = await worker.fetch(`/api/export/${name}.csv?site=${site}&period=month`, {
      headers: AS_ADMIN,
    })
    expect([name, answer.status]).toEqual([name, 200])
    expect((await answer.text()).split('\r\n').length).toBeGreaterThan(2)
  }
})
