import type { D1Database } from '@cloudflare/workers-types'
import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, iso } from '../../wire/time.ts'
import { STATE_QUERY } from '../../worker/rollup/freshness.ts'
import { rollUpStep } from '../../worker/rollup/rollUp.ts'
import type { SiteRow } from '../../worker/store/rows.ts'
import type { Store } from '../../worker/store/store.ts'
import { apiEvent, newSite, type Report, send as sendWire, wireEvent } from './fixtures.ts'
import * as rollups from './rollups.ts'
import { testWorker } from './testWorker.ts'

const worker = testWorker()

const send = (site: string, events: Record<string, unknown>[]) => rollups.send(worker, site, events)
const rollUpAll = (site: string) => rollups.rollUpAll(worker, site)
const askBoth = (site: string, name: string, query: string) => rollups.askBoth(worker, site, name, query)
const rollupStateOf = (site: string) => rollups.rollupStateOf(worker, site)
const ask = (site: string, name: string, query: string) => rollups.ask(worker, site, name, query)

describe('rolled-up time', () => {
  const DAYS_AGO = 12
  const visit = (days: number, more: Record<string, unknown> = {}) =>
    apiEvent({ ts: iso(Date.now() - days * DAY_MS), url: 'https://shop.example/?utm_source=mail', ...more })
  const sale = (days: number, transaction_id: string, value: number, more: Record<string, unknown> = {}) =>
    visit(days, { name: 'purchase', transaction_id, value, currency: 'UAH', ...more })

  async function someSite(): Promise<string> {
    const site = await newSite(worker)
    await send(site, [
      visit(DAYS_AGO, { visitor_id: 'a' }),
      sale(DAYS_AGO - 1, `${site}-1`, 100, { visitor_id: 'a' }),
      visit(5, { visitor_id: 'b' }),
      visit(3, { visitor_id: 'a', url: 'https://shop.example/?utm_source=ads' }),
    ])
    await rollUpAll(site)
    return site
  }
  const sourcesOf = async (site: string) =>
    Object.fromEntries(
      (await askBoth(site, 'sources', 'period=month')).rows.map((row) => [
        row.source,
        [row.sessions, row.revenue],
      ]),
    )

  it('counts all orders or only confirmed ones, as the site says, from the same rollups', async () => {
    const site = await newSite(worker)
    await sendWire(worker, site, [
      wireEvent({ at: Date.now() - 5 * DAY_MS }),
      wireEvent({
        ...{ at: Date.now() - 5 * DAY_MS, name: 'purchase' },
        params: { transaction_id: 'page', value: 100, currency: 'UAH' },
      }),
    ])
    await send(site, [sale(5, 'server', 40, { visitor_id: 'b' })])
    const before = await rollUpAll(site)
    const figuresOf = async (name: string, query = 'sort=-revenue') => {
      const { rows, total } = await askBoth(site, name, `period=month${query && `&${query}`}`)
      const shown = [...rows, total].filter((row) => row.revenue || row.unconfirmed_revenue)
      return shown.map((row) => [row.orders, row.revenue, row.unconfirmed_revenue])
    }
    const all = [[2, 140, 100]]
    expect(await figuresOf('general', '')).toEqual([...all, ...all])
    expect(await figuresOf('sources')).toEqual([[1, 100, 100], [1, 40, 0], ...all])
    await worker.api('PATCH', `/api/sites/${site}`, { revenue_counts: 'confirmed' })
    const some = [[1, 40, 100]]
    expect(await figuresOf('general', '')).toEqual([...some, ...some])
    expect(await figuresOf('timeseries', '')).toEqual([...some, ...some])
    expect(await figuresOf('sources')).toEqual([[1, 40, 0], [0, 0, 100], ...some])
    expect((await figuresOf('pages'))[0]).toEqual([0, 0, 100])
    expect(await rollupStateOf(site)).toEqual(before)
    const sessions = (await ask(site, 'sessions', 'period=month')).rows.map(({ revenue }) => revenue)
    expect(sessions.sort()).toEqual([0, 40])
    const { body } = await worker.api<{ order: object }>('GET', `/api/orders/page?site=${site}`)
    expect(body.order).toMatchObject({ value: 100, revenue: 0, confirmed: false, held: false })
  })

  it('is read from rollups, not from the sessions', async () => {
    const site = await someSite()
    await worker.db
      .prepare(`UPDATE sessions SET source = 'changed behind our back' WHERE source = 'ads'`)
      .run()
    expect(
      Object.keys((await ask(site, 'sources', 'period=month')).rows.map((row) => row.source)),
    ).toHaveLength(2)
    const sources = (await ask(site, 'sources', 'period=month')).rows.map((row) => row.source)
    expect(sources).toEqual(['mail', 'ads'])
    const raw = (await ask(site, 'sources', 'period=month&rollup=off')).rows.map((row) => row.source)
    expect(raw).toEqual(['mail', 'changed behind our back'])
  })

  it('ends at least an hour ago, because later sessions may continue', async () => {
    const { until_ms } = await rollUpAll(await someSite())
    const ago = Date.now() - until_ms
    expect(ago).toBeGreaterThanOrEqual(HOUR_MS)
    expect(ago).toBeLessThan(9 * HOUR_MS)
  })

  const changes: [what: string, change: (site: string) => Promise<unknown>, mail: number[]][] = [
    ['a late event', (site) => send(site, [visit(8, { visitor_id: 'c' })]), [4, 100]],
    ['a late sale', (site) => send(site, [sale(8, `${site}-2`, 50, { visitor_id: 'c' })]), [4, 150]],
    [
      'a refund',
      (site) =>
        send(site, [visit(0, { name: 'refund', transaction_id: `${site}-1`, value: 30, currency: 'UAH' })]),
      [3, 70],
    ],
    [
      'a server’s report of an order',
      (site) =>
        worker.api('PUT', `/api/orders/${site}-1`, {
          site,
          status: 'cancelled',
          value: 100,
          currency: 'UAH',
        }),
      [3, 0],
    ],
    ['the erasure of a visitor', (site) => worker.api('DELETE', `/api/visitors/b?site=${site}`), [2, 100]],
  ]
  it.each(changes)(
    'is counted from the rows after %s, until it is rolled up again',
    async (_, change, mail) => {
      const site = await someSite()
      expect((await sourcesOf(site)).mail).toEqual([3, 100])
      await change(site)
      expect((await rollupStateOf(site))!.dirty).toBeGreaterThan(0)
      expect((await sourcesOf(site)).mail).toEqual(mail)
      expect((await rollUpAll(site)).dirty).toBe(0)
      expect((await sourcesOf(site)).mail).toEqual(mail)
    },
  )

  it('leaves out sessions that were deleted by age', async () => {
    const site = await someSite()
    await worker.api('PATCH', `/api/sites/${site}`, { retention_days: 10 })
    // The cron deletes old sessions before it rolls up.
    await rollUpAll(site)
    expect(await sourcesOf(site)).toEqual({ mail: [1, 100], ads: [1, 0] })
    const { visitors } = (await askBoth(site, 'general', 'period=month')).total
    expect(visitors).toBe(2)
  })

  it('counts money once it has a rate, and reports it as unconverted until then', async () => {
    const site = await someSite()
    await send(site, [sale(6, `${site}-eur`, 10, { visitor_id: 'd', currency: 'EUR' })])
    await rollUpAll(site)
    const general = async () => {
      const answer = (await askBoth(site, 'general', 'period=month')) as Report & { unconverted?: unknown }
      return [answer.total.revenue, answer.unconverted]
    }
    expect(await general()).toEqual([100, [{ currency: 'EUR', orders: 1, revenue: 10 }]])
    const date = iso(Date.now() - 20 * DAY_MS).slice(0, 10)
    await worker.api('PUT', `/api/rates?site=${site}`, { rates: [{ currency: 'EUR', date, rate: 40 }] })
    expect(await general()).toEqual([500, undefined])
    await rollUpAll(site)
    expect(await general()).toEqual([500, undefined])
  })

  it('is rolled up again for other days when the site moves to another time zone', async () => {
    const site = await someSite()
    const before = await rollupStateOf(site)
    await worker.api('PATCH', `/api/sites/${site}`, { timezone: 'Asia/Tokyo' })
    expect((await sourcesOf(site)).mail).toEqual([3, 100])
    expect((await rollUpAll(site)).until_ms).not.toBe(before!.until_ms)
    expect((await sourcesOf(site)).mail).toEqual([3, 100])
  })

  it('is deleted with its site', async () => {
    const site = await someSite()
    const { id } = (await worker.db
      .prepare('SELECT id FROM sites WHERE site = ?')
      .bind(site)
      .first<{ id: number }>())!
    await worker.api('DELETE', `/api/sites/${site}`)
    for (const table of ['rollups', 'folds', 'stale'])
      expect(await worker.db.prepare(`SELECT * FROM ${table} WHERE site_id = ?`).bind(id).first()).toBeNull()
  })

  it('is not written if an event arrived during the rollup', async () => {
    const [site, other] = [await someSite(), 'visitor-in-between']
    await send(site, [visit(8, { visitor_id: 'c' })])
    // The path is in a variable, because the types are those of another runtime.
    const D1 = '../../worker/store/d1/d1Store.ts'
    const { d1Store }: { d1Store(db: D1Database): Store } = await import(D1)
    const store = d1Store(worker.db)
    const row = (await store.site(site)) as SiteRow
    let isBetween = true
    const slow: Store = {
      ...store,
      writeRollups: async (id, rollup) => {
        if (isBetween) await send(site, [visit(8, { visitor_id: other })])
        isBetween = false
        return store.writeRollups(id, rollup)
      },
    }
    expect((await rollUpStep(slow, row, Date.now(), 1)).outcome).toBe('busy')
    expect((await sourcesOf(site)).mail).toEqual([5, 100])
    expect((await rollUpStep(slow, row, Date.now(), 1)).outcome).toBe('more')
    expect((await rollUpStep(slow, row, Date.now(), 1)).outcome).toBe('done')
    expect((await sourcesOf(site)).mail).toEqual([5, 100])
  })

  it('is rolled up again soon after a report that had to count many dirty slots', async () => {
    const site = await someSite()
    await send(
      site,
      Array.from({ length: 40 }, (_, i) => visit(2 + i / 4, { visitor_id: `late${i}` })),
    )
    const { dirty } = (await rollupStateOf(site))!
    expect(dirty).toBeGreaterThan(30)
    // No cron runs. Each report rolls up a part after its answer; a few dirty slots may wait for the cron.
    let left = dirty
    for (let asked = 0; left > 8 && asked < 50; asked++) {
      expect((await sourcesOf(site)).mail).toEqual([43, 100])
      left = (await rollupStateOf(site))!.dirty
    }
    expect(left).toBeLessThanOrEqual(8)
    expect((await sourcesOf(site)).mail).toEqual([43, 100])
  })

  it('is read exactly and with a short check, however much of it is dirty', async () => {
    const site = await someSite()
    const sql = `
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 8000)
INSERT OR IGNORE INTO stale SELECT f.site_id, f.until_ms / 900000 - 1 - i * ?2, 1 FROM folds f, n
WHERE f.site_id = (SELECT id FROM sites WHERE site = ?1)`
    const { id } = (await worker.db
      .prepare('SELECT id FROM sites WHERE site = ?')
      .bind(site)
      .first<{ id: number }>())!
    // Marks of eight thousand quarters, and one mark every day and a half for years.
    for (const apart of [1, 150]) {
      await worker.db.prepare(sql).bind(site, apart).run()
      expect((await sourcesOf(site)).mail).toEqual([3, 100])
      const { results } = await worker.db.prepare(STATE_QUERY).bind(id).all<{ state: string }>()
      expect(results[0]!.state.length).toBeLessThan(5000)
    }
    // The cron of the next tests would roll all this up again.
    await worker.api('DELETE', `/api/sites/${site}`)
  })

  it('may be switched off in a request of an admin only', async () => {
    const site = await someSite()
    const { body } = await worker.api<{ token: string }>('POST', '/api/tokens', {
      scope: 'read',
      site,
      name: 'reader',
    })
    const asReader = (query: string) =>
      worker.api('GET', `/api/stats/general?site=${site}${query}`, undefined, body.token)
    expect((await asReader('')).status).toBe(200)
    expect((await asReader('&rollup=off')).status).toBe(403)
    expect(await worker.api('GET', `/api/stats/general?site=${site}&rollup=maybe`)).toMatchObject({
      status: 400,
      body: { error: { issues: [{ path: 'rollup' }] } },
    })
  })
})
