/** Retention: what the cron deletes of sessions, orders and identities. */
import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../../wire/time.ts'
import { commit } from '../../worker/ingest/commit.ts'
import { ingest } from '../../worker/ingest/ingest.ts'
import { runJobs } from '../../worker/jobs/runJobs.ts'
import { apiEvent } from './fixtures.ts'
import { newStore } from './recorder.ts'

const ago = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString()
const money = { name: 'purchase', value: 10, currency: 'UAH' }

async function started() {
  const isolate = await newStore()
  const { store, site, recorder } = isolate
  const post = (...events: unknown[]) => ingest(store, events, isolate.request('server'))
  return {
    ...isolate,
    post,
    cron: async (days = 0) => runJobs(store, Date.now() + days * DAY_MS, Number.POSITIVE_INFINITY),
    keep: (retention_days: number) => store.patchSite(site.id, { retention_days }),
    count: (table: string) => Number(recorder.db.prepare(`SELECT count(*) AS n FROM ${table}`).get()!.n),
    rows: (table: string) => JSON.stringify(recorder.db.prepare(`SELECT * FROM ${table}`).all()),
  }
}

describe('retention', () => {
  it('deletes the user ids of visitors who do not come any more, and no others', async () => {
    const { post, cron, keep, rows } = await started()
    await post(
      apiEvent({ visitor_id: 'gone', user_id: 'gone@mail.example', ts: ago(40) }),
      apiEvent({ visitor_id: 'active', user_id: 'active@mail.example', ts: ago(40) }),
      apiEvent({ visitor_id: 'active', ts: ago(10) }),
      apiEvent({ visitor_id: 'new', user_id: 'new@mail.example', ts: ago(1) }),
    )
    await keep(30)
    await cron()
    expect(rows('sessions')).not.toContain('gone')
    expect(rows('identities')).not.toContain('gone')
    expect(rows('identities')).toMatch(/active@.*new@/)
    await cron(25)
    expect(rows('identities')).not.toContain('active')
    expect(rows('identities')).toContain('new@')
  })

  it('makes old orders anonymous, keeps their revenue, and later reports bring no ids back', async () => {
    const { post, cron, keep, rows, store, site, recorder } = await started()
    const order = { ...money, visitor_id: 'gone', ts: ago(40), transaction_id: 'T1' }
    await post(apiEvent({ visitor_id: 'gone', ts: ago(40) }), apiEvent(order))
    await post(apiEvent({ ...money, visitor_id: 'v1', ts: ago(5), transaction_id: 'T2' }))
    await keep(30)
    await cron()
    expect(rows('orders')).not.toContain('gone')
    expect(rows('orders')).toContain('v1')
    const now = { ...site, retention_days: 30 }
    const reported = {
      ...{ status: 'paid' as const, value_minor: 1000, currency: 'UAH', refunded_minor: 400 },
      ...{ visitor_id: 'gone', session_id: 'gone-session', ms: null, seen_ms: Date.now() },
    }
    const request = { kind: 'report' as const, transaction_id: 'T1', items: null, reported }
    await commit(store, now, [], { request, now_ms: Date.now() })
    expect(rows('orders')).not.toContain('gone')
    const sum = recorder.db.prepare('SELECT sum(revenue_minor) AS minor FROM orders').get()
    expect(sum).toEqual({ minor: 1600 })
  })

  it('works off a large backlog in few runs, and then does little', async () => {
    const { post, cron, keep, count, recorder } = await started()
    const visitor = { visitor_id: 'v', user_id: 'v@mail.example', ts: ago(40) }
    await post(apiEvent(visitor), apiEvent({ ...visitor, ...money, transaction_id: 'T' }))
    const multiply = (table: string, copies: number, key: string) => {
      const row = recorder.db.prepare(`SELECT * FROM ${table}`).get()!
      const names = Object.keys(row)
      const insert = recorder.db.prepare(`INSERT INTO ${table} VALUES (${names.map(() => '?')})`)
      for (let n = 1; n < copies; n++)
        insert.run(...Object.values({ ...row, visitor_id: `v${n}`, [key]: `${row[key]}${n}` }))
    }
    multiply('sessions', 1500, 'id')
    multiply('identities', 1500, 'user_id')
    multiply('orders', 150, 'transaction_id')
    expect([count('sessions'), count('identities'), count('orders')]).toEqual([1500, 1500, 150])
    await keep(30)
    // 500 and 1,000 sessions; 100 and 200 orders.
    for (let run = 0; run < 2; run++) await cron()
    const named = `orders WHERE visitor_id IS NOT NULL OR browser NOT LIKE '%"visitor_id":""%'`
    expect([count('sessions'), count('identities'), count(named)]).toEqual([0, 0, 0])
    for (let run = 0; run < 3; run++) await cron()
    recorder.seen.clear()
    await cron()
    const written = [...recorder.seen].filter((sql) =>
      /^\s*(DELETE FROM|UPDATE) (sessions|orders)\b/.test(sql),
    )
    expect(written).toEqual([expect.stringContaining('DELETE FROM sessions')])
  })
})

it('personal data in addresses that an earlier version has stored is removed, once, and figures stay', async () => {
  const { post, cron, count, rows, recorder, store, site } = await started()
  const ad = 'https://shop.example/sale?utm_source=google&utm_content=CONTENT&gclid=abc&newclid=x'
  await post(
    apiEvent({
      url: ad,
      referrer: 'https://mail.example/inbox',
      ts: ago(3),
      params: { page_location: 'PAGE' },
    }),
    apiEvent({ ...money, visitor_id: 'v1', ts: ago(2.9), transaction_id: 'T1' }),
    apiEvent({ visitor_id: 'v2' }),
  )
  await cron()
  await cron(1 / 48)
  for (const table of ['sessions', 'orders', 'rollups', 'jobs'])
    for (const { name } of recorder.db.prepare('SELECT name FROM pragma_table_info(?)').all(table))
      if (!['site_id', 'part', 'slot', 'size'].includes(String(name)))
        recorder.db.exec(`UPDATE OR IGNORE ${table} SET ${name} = replace(replace(replace(replace(${name},
          'CONTENT', 'me@mail.example'), '&gclid', '&email=me%40mail.example&token=SECRET&gclid'), '/inbox', '/inbox?to=me@mail.example'),
          '"PAGE"', '"https://shop.example/?token=SECRET"') WHERE typeof(${name}) = 'text'`)
  recorder.db.exec('DELETE FROM jobs')
  const all = () => ['sessions', 'orders', 'rollups'].map(rows).join()
  const revisions = () => recorder.db.prepare('SELECT rev FROM sessions ORDER BY started_ms').all()
  expect(all()).toMatch(/me@mail.*SECRET/)
  expect(revisions()).toEqual(Array(3).fill({ rev: 1 }))
  for (let run = 0; run < 6; run++) await cron(run / 96)
  expect(all()).not.toMatch(/me@|me%40|SECRET/)
  expect(all()).toContain('?utm_source=google&utm_content=(email)&gclid=abc&newclid=x')
  // The landing and the conversion, whose path names it.
  expect(revisions()).toEqual([{ rev: 2 }, { rev: 2 }, { rev: 1 }])
  expect((await store.job(site.id, 'clean old addresses'))!.phase).toBe('done')
  expect(count("sessions WHERE channel = 'Paid Search'")).toBe(1)
})
