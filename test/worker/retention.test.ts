import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../../wire/time.ts'
import { eventually } from '../harness.ts'
import { apiEvent, GOOGLEBOT, newSite, post, report } from './fixtures.ts'
import { testWorker } from './testWorker.ts'

const worker = testWorker()

const ago = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString()
const keep = (site: string, retention_days: number) =>
  worker.api('PATCH', `/api/sites/${site}`, { retention_days })
const visitorsOf = async (site: string) =>
  (await report(worker, site, 'sessions', 'period=all&limit=1000')).rows.map((row) => row.visitor_id).sort()

/** Runs the cron until the condition is true. Each run may do only a part of the work. */
async function cronUntil(done: () => Promise<boolean>, runs = 1) {
  for (let run = 0; run < runs; run++) await worker.scheduled(new Date())
  await eventually(async () => ((await done()) ? true : undefined))
}

describe('the cron', () => {
  it('deletes the sessions that are older than their site’s retention, and nothing else', async () => {
    const [site, other] = [await newSite(worker), await newSite(worker)]
    const money = { name: 'purchase', value: 100, currency: 'UAH' }
    for (const at of [site, other])
      await post(worker, at, [
        apiEvent({ visitor_id: 'a-month', ts: ago(30), user_id: 'u' }),
        apiEvent({ visitor_id: 'a-week-and-more', ts: ago(7.01), ...money, transaction_id: 'T1' }),
        apiEvent({ visitor_id: 'a-week-less', ts: ago(6.99), ...money, transaction_id: 'T2' }),
        apiEvent({ visitor_id: 'today' }),
        apiEvent({ visitor_id: 'robot', user_agent: GOOGLEBOT }),
      ])
    const figures = async (at: string) => [
      await visitorsOf(at),
      (await report(worker, at, 'general', 'period=all')).total,
      (await report(worker, at, 'drops', 'period=all')).rows,
    ]
    const before = await figures(other)
    expect(await visitorsOf(site)).toHaveLength(4)
    await keep(site, 7)
    await cronUntil(async () => (await visitorsOf(site)).length < 4)
    expect(await visitorsOf(site)).toEqual(['a-week-less', 'today'])
    const { total } = await report(worker, site, 'general', 'period=all')
    expect(total).toMatchObject({ sessions: 2, orders: 2, revenue: 200 })
    expect((await report(worker, site, 'drops', 'period=all')).rows).toHaveLength(1)
    expect(await figures(other)).toEqual(before)
  })

  it('does not change the numbers of the remaining sessions, so a returning visitor is still returning', async () => {
    const site = await newSite(worker)
    await post(worker, site, [apiEvent({ ts: ago(20) }), apiEvent({ ts: ago(3) })])
    await keep(site, 7)
    await cronUntil(async () => (await visitorsOf(site)).length === 1)
    await post(worker, site, [apiEvent()])
    const { rows } = await report(worker, site, 'sessions', 'period=all')
    expect(rows.map((row) => row.visit_number)).toEqual([3, 2])
    const { total } = await report(worker, site, 'general', 'period=all')
    expect(total).toMatchObject({ sessions: 2, visitors: 1, new_visitors: 0 })
  })

  it('does not change the credit of later orders for deleted touches', async () => {
    const site = await newSite(worker)
    const ad = 'https://shop.example/?utm_source=facebook&utm_medium=cpc&utm_campaign=winter'
    await post(worker, site, [
      apiEvent({ ts: ago(20), url: ad }),
      apiEvent({ name: 'purchase', ts: ago(2), value: 10, currency: 'UAH', transaction_id: 'T1' }),
    ])
    await keep(site, 7)
    await cronUntil(async () => (await visitorsOf(site)).length === 1)
    const { rows } = await report(worker, site, 'campaigns', 'period=all')
    expect(rows.find((row) => row.campaign === 'winter')).toMatchObject({
      sessions: 0,
      orders: 1,
      revenue: 10,
    })
    await post(worker, site, [apiEvent({ url: `${ad}2` })])
    expect((await report(worker, site, 'campaigns', 'period=all')).rows).toContainEqual(
      expect.objectContaining({ campaign: 'winter', orders: 1, revenue: 10 }),
    )
  })

  it('deletes a thousand old sessions in a few runs', async () => {
    const site = await newSite(worker)
    for (let at = 0; at < 1_000; at += 50)
      await post(
        worker,
        site,
        Array.from({ length: 50 }, (_, i) => apiEvent({ visitor_id: `v${at + i}`, ts: ago(10 + i / 100) })),
      )
    await post(worker, site, [apiEvent({ visitor_id: 'today' })])
    await keep(site, 7)
    await cronUntil(async () => (await visitorsOf(site)).length === 1, 4)
    expect(await visitorsOf(site)).toEqual(['today'])
  })

  it('deletes the salts of past days, even if no anonymous visitor comes after them', async () => {
    // Events create only the salt of today.
    const salt = worker.db.prepare('INSERT INTO salts (day, salt) VALUES (?, ?)')
    const day = (days: number) => ago(days).slice(0, 10)
    await worker.db.batch([salt.bind(day(3), 'old'), salt.bind(day(30), 'older'), salt.bind(day(0), 'new')])
    await worker.scheduled(new Date())
    const { results } = await worker.db.prepare('SELECT salt FROM salts').all()
    expect(results).toEqual([{ salt: 'new' }])
  })
})

describe('an event that is older than its site’s retention', () => {
  it('is refused at once', async () => {
    const site = await newSite(worker, { retention_days: 7 })
    const { body } = await post(worker, site, [apiEvent({ ts: ago(8) }), apiEvent({ ts: ago(6) })])
    expect(body.dropped).toMatchObject([{ index: 0, reason: 'too_old' }])
    expect(await visitorsOf(site)).toEqual(['v1'])
  })
})
