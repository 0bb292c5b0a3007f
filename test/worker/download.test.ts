import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../wire/time.ts'
import { engineFor } from '../../worker/engine/engines.ts'
import { listOrders } from '../../worker/stats/reports/orders.ts'
import { listSessions } from '../../worker/stats/reports/sessions.ts'
import { timeseries } from '../../worker/stats/reports/timeseries.ts'
import { readRequest } from '../../worker/stats/request.ts'
import type { SiteRow } from '../../worker/store/rows.ts'
import type { Query, Row } from '../../worker/store/sqlStore.ts'
import { AS_ADMIN } from '../harness.ts'
import { fill } from './fill.ts'
import { apiEvent, newSite, post } from './fixtures.ts'
import { testWorker } from './testWorker.ts'

/** More rows than the sockets can buffer, so the Worker still reads from the database during the download. */
const MANY = 60_000

const worker = testWorker()

async function startDownload(site: string, name: string) {
  const answer = await worker.fetch(`/api/export/${name}.csv?site=${site}&period=all&bom=0`, {
    headers: AS_ADMIN,
  })
  expect(answer.status).toBe(200)
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = (await reader.read()).value ?? ''
  return {
    begun: text,
    rest: async () => {
      for (;;) {
        const { done, value } = await reader.read()
        if (done) return text
        text += value
      }
    },
  }
}

const idsOf = (csv: string) =>
  csv
    .split('\r\n')
    .slice(1, -1)
    .map((line) => line.slice(0, line.indexOf(',')))

describe('a long export', () => {
  it('has every session that existed at its start, and none twice, even if sessions arrive meanwhile', async () => {
    const site = await newSite(worker, { retention_days: 3650 })
    const newest_ms = Date.now() - HOUR_MS
    await fill(worker.db, site, { count: MANY, newest_ms, gap_ms: 10_000 })
    const { begun, rest } = await startDownload(site, 'sessions')
    expect(idsOf(begun)[0]).toBe(`s${MANY - 1}`)
    // A session of now, sessions among rows that are already sent, and one among rows that are not.
    const late = [0, 2 * HOUR_MS, MANY * 9_000, MANY * 9_999].map((ago_ms, i) =>
      apiEvent({
        visitor_id: `late${i}`,
        session_id: `late${i}`,
        ts: new Date(newest_ms + 5 - ago_ms).toISOString(),
      }),
    )
    const { body } = await post(worker, site, late)
    expect(body.dropped).toEqual([])
    const ids = idsOf(await rest())
    const old = ids.filter((id) => !id.startsWith('late'))
    expect(new Set(ids).size).toBe(ids.length)
    expect(old).toEqual(Array.from({ length: MANY }, (_, i) => `s${MANY - 1 - i}`))
    expect(ids).not.toContain('late0')
  })

  it('breaks the connection after an error, instead of ending a file with missing rows', async () => {
    const site = await newSite(worker)
    await fill(worker.db, site, { count: MANY, newest_ms: Date.now() - HOUR_MS, gap_ms: 1000 })
    const { begun, rest } = await startDownload(site, 'sessions')
    expect(begun).not.toBe('')
    await worker.db.prepare('ALTER TABLE sessions RENAME TO sessions_gone').run()
    try {
      await expect(rest()).rejects.toThrow()
    } finally {
      await worker.db.prepare('ALTER TABLE sessions_gone RENAME TO sessions').run()
    }
  })

  it('reads as few rows for its last page as for its first', async () => {
    const name = await newSite(worker)
    await fill(worker.db, name, { count: 5000, newest_ms: Date.now() - HOUR_MS, gap_ms: 1000 })
    const orders = Array.from({ length: 40 }, (_, i) =>
      apiEvent({
        name: 'purchase',
        ...{ value: 1, currency: 'UAH', transaction_id: `T${i}` },
        visitor_id: `b${i}`,
        ts: new Date(Date.now() - HOUR_MS + i * 1000).toISOString(),
      }),
    )
    await post(worker, name, orders)
    let rowsRead = 0
    const engine = engineFor({
      // Reads the start of the period once per export; it is not counted here.
      query: async ({ sql, params }: Query) =>
        (
          await worker.db
            .prepare(sql)
            .bind(...params)
            .all<Row>()
        ).results,
      rows: async ({ sql, params }: Query) => {
        const { results, meta } = await worker.db
          .prepare(sql)
          .bind(...params)
          .all<Row>()
        rowsRead = meta.rows_read
        return results.map((row) => Object.values(row))
      },
    })
    const site = (await worker.db.prepare('SELECT * FROM sites WHERE site = ?').bind(name).first<SiteRow>())!
    for (const [list, rows, pages] of [
      [listSessions, 500, 10],
      [listOrders, 10, 4],
    ] as const) {
      let cursor: string[] = []
      const read: number[] = []
      for (let page = 0; page < pages; page++) {
        const params = { from: ['2020-01-01'], to: [new Date().toISOString()], cursor }
        const { next } = await list({ engine, site }, readRequest(params, site, Date.now(), rows))
        read.push(rowsRead)
        cursor = [next ?? '']
      }
      expect(Math.max(...read), `${read}`).toBeLessThan(Math.min(...read) + rows / 2)
    }
  })
})

describe('a long time series', () => {
  it('reads only the time of the page, and nothing before the first session', async () => {
    const name = await newSite(worker, { retention_days: 30 })
    const newest_ms = Date.now() - HOUR_MS
    await fill(worker.db, name, { count: 2000, newest_ms, gap_ms: HOUR_MS / 2 })
    const site = (await worker.db.prepare('SELECT * FROM sites WHERE site = ?').bind(name).first<SiteRow>())!
    let read = { statements: 0, rows: 0 }
    const query = async ({ sql, params }: Query) => {
      const { results, meta } = await worker.db
        .prepare(sql)
        .bind(...params)
        .all<Row>()
      read = { statements: read.statements + 1, rows: read.rows + meta.rows_read }
      return results
    }
    const engine = engineFor({ query, rows: async () => [] })
    const params = {
      interval: ['hour'],
      from: ['2018-01-01'],
      to: [new Date(newest_ms + HOUR_MS).toISOString()],
    }
    const ask = (cursor: string[], pageRows: number | null) => {
      read = { statements: 0, rows: 0 }
      return timeseries({ engine, site, params: { ...params, cursor }, nowMs: Date.now(), pageRows })
    }
    const first = await ask([], null)
    expect(first.rows.length).toBe(1000)
    expect(first.rows.every(({ sessions }) => sessions === 0)).toBe(true)
    expect(first.next).not.toBeNull()
    // A file of so many hours is refused, as an answer they come in pages.
    await expect(ask([], 500)).rejects.toThrow('hours, and a file at most 20000')
    params.from = [new Date(newest_ms - 3000 * HOUR_MS).toISOString()]
    const rows: number[] = []
    let [sessions, hours, cursor] = [0, 0, [] as string[]]
    do {
      const page = await ask(cursor, 500)
      rows.push(read.rows)
      expect(page.rows.length).toBeLessThanOrEqual(500)
      expect(page.total).toEqual({})
      hours += page.rows.length
      sessions += page.rows.reduce((sum, row) => sum + Number(row.sessions), 0)
      cursor = page.next === null ? [] : [page.next]
    } while (cursor.length)
    expect([hours, sessions]).toEqual([3002, 2000])
    // 500 hours have 1000 sessions.
    expect(Math.max(...rows.slice(0, -4))).toBeLessThan(100)
    expect(Math.max(...rows)).toBeLessThan(10_000)
  })
})
