import { expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../wire/time.ts'
import { AS_ADMIN } from '../harness.ts'
import { loaded } from './costs.ts'
import { apiEvent, META_AD, newSite, post, type Report, report } from './fixtures.ts'
import { testWorker } from './testWorker.ts'

const worker = testWorker()

interface Step {
  checked: number
  changed: number
  done: boolean
}
const step = async (site: string, limit: number) =>
  (await worker.api<Step>('POST', `/api/sites/${site}/reclassify?limit=${limit}`)).body

/** A history of 25 visitors who come from a shop's partner; every fifth buys on a later direct visit. */
async function history(site: string) {
  const at = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString()
  for (let i = 0; i < 25; i++) {
    const visitor_id = `v${i}`
    const events: unknown[] = [
      apiEvent({ visitor_id, ts: at(100 + i), referrer: 'https://pay.partner.example/' }),
      apiEvent({ visitor_id, ts: at(90 + i), url: i % 2 ? META_AD : 'https://shop.example/' }),
    ]
    if (i % 5 === 0)
      events.push(
        apiEvent({
          visitor_id,
          ts: at(90 + i),
          name: 'purchase',
          transaction_id: `T${i}`,
          value: 10,
          currency: 'UAH',
        }),
      )
    await post(worker, site, events)
  }
}

const sources = async (site: string, model: string) =>
  (await report(worker, site, 'sources', `period=all&model=${model}`)).rows
    .map((row) => [row.source, row.sessions, row.conversions, row.revenue])
    .sort()

it('applies new rules in steps to sessions, conversions and orders, as if the rules had always applied', async () => {
  const [old, fresh] = [
    await newSite(worker),
    await newSite(worker, { ignored_referrers: ['pay.partner.example'] }),
  ]
  await history(old)
  await history(fresh)
  expect(await sources(old, 'first')).not.toEqual(await sources(fresh, 'first'))
  await worker.api('PATCH', `/api/sites/${old}`, { ignored_referrers: ['pay.partner.example'] })

  const steps: Step[] = []
  do steps.push(await step(old, 7))
  while (!steps.at(-1)!.done)
  expect(steps.length).toBeGreaterThan(50 / 7)
  expect(steps.reduce((sum, one) => sum + one.changed, 0)).toBeGreaterThanOrEqual(25)
  for (const model of ['first', 'last', 'last_non_direct', 'linear', 'position', 'time_decay'])
    expect(await sources(old, model), model).toEqual(await sources(fresh, model))
})

it('does nothing when it is complete, and starts again when the settings change', async () => {
  const site = await newSite(worker)
  await post(worker, site, [apiEvent(), apiEvent({ visitor_id: 'v2' })])
  while (!(await step(site, 100)).done);
  expect(await step(site, 100)).toMatchObject({ done: true, checked: 0 })
  await worker.api('PATCH', `/api/sites/${site}`, { ignored_referrers: ['x.example'] })
  expect(await step(site, 100)).toMatchObject({ checked: 2, changed: 0 })
})

it('continues where it was after a step is lost', async () => {
  const site = await newSite(worker)
  await post(
    worker,
    site,
    Array.from({ length: 10 }, (_, i) => apiEvent({ visitor_id: `v${i}` })),
  )
  expect(await step(site, 4)).toMatchObject({ checked: 4 })
  const lost = new AbortController()
  const headers = AS_ADMIN
  const request = worker.fetch(`/api/sites/${site}/reclassify?limit=4`, {
    method: 'POST',
    headers,
    signal: lost.signal,
  })
  lost.abort()
  await expect(request).rejects.toThrow()
  let checked = 4
  for (let one = await step(site, 4); ; one = await step(site, 4)) {
    checked += one.checked
    if (one.done) break
  }
  // The lost step may have run or not. In both cases no session is skipped.
  expect(checked).toBeGreaterThanOrEqual(6)
  expect(await step(site, 4)).toMatchObject({ done: true, checked: 0 })
})

const FIELD = [
  'utm_source=FB&utm_medium=cpc&utm_campaign={{campaign.name}}',
  'utm_source=facebook.com&utm_medium=cpc&utm_campaign=winter',
  'utm_source=facebook%E2%80%8B&amp;utm_medium=cpc&amp;utm_campaign=%F1%EA%E8%E4%EA%E0',
  'gclid=x&gad_campaignid=21234567890',
  'oppref=gAAAA',
]
const field = (hours: number) =>
  FIELD.map((query, i) =>
    apiEvent({
      visitor_id: `f${i}`,
      ts: new Date(Date.now() - hours * HOUR_MS).toISOString(),
      url: `https://shop.example/?${query}`,
    }),
  )
const rowsOf = ({ rows }: Report, ...keys: string[]) => rows.map((row) => keys.map((key) => row[key])).sort()

it('is started by an update itself: the cron applies new rules to all of history, and rollups agree', async () => {
  const site = await newSite(worker)
  await post(worker, site, field(50))
  const expected = await sources(site, 'last')
  expect(expected).toEqual([
    ['chatgpt', 1, 0, 0],
    ['facebook', 3, 0, 0],
    ['google', 1, 0, 0],
  ])
  // As an earlier version has stored them, and rolled them up.
  const { id } = (await worker.db
    .prepare('SELECT id FROM sites WHERE site = ?')
    .bind(site)
    .first<{ id: number }>())!
  await worker.db.batch([
    worker.db
      .prepare(
        "UPDATE sessions SET source = 'FB', campaign = '{{old}}', macros = NULL, rules_version = 4 WHERE site_id = ?",
      )
      .bind(id),
    worker.db
      .prepare(
        `INSERT INTO jobs (site_id, name, state) VALUES (?, 'reclassify', '{"phase":"done","rules":"[4,[],[]]"}')`,
      )
      .bind(id),
  ])
  const cron = async (runs: number) => {
    for (let run = 0; run < runs; run++) await worker.scheduled(new Date(Date.now() + run * 15 * MINUTE_MS))
  }
  await cron(6)
  expect(await sources(site, 'last')).toEqual(expected)
  for (const query of ['period=all', 'period=all&rollup=off'])
    expect(rowsOf(await report(worker, site, 'campaigns', query), 'source', 'campaign', 'sessions')).toEqual([
      ['chatgpt', '(not set)', 1],
      ['facebook', '(not set)', 1],
      ['facebook', 'winter', 1],
      ['facebook', 'скидка', 1],
      ['google', '21234567890', 1],
    ])
  expect(rowsOf(await report(worker, site, 'macros', 'period=all'), 'macro', 'sessions')).toEqual([
    ['{{campaign.name}}', 1],
  ])
  const revisions = () =>
    worker.db.prepare('SELECT sum(rev) AS n FROM sessions WHERE site_id = ?').bind(id).first()
  const before = await revisions()
  await cron(2)
  expect(await revisions()).toEqual(before)
})

it('keeps one source under every name that a link has, in reports, filters, costs and exclusions', async () => {
  const site = await newSite(worker)
  await post(worker, site, field(2))
  await loaded(worker, site, [
    {
      date: new Date(Date.now() - 2 * HOUR_MS).toISOString().slice(0, 10),
      source: 'google',
      campaign: 'Spring',
      campaign_id: '21234567890',
      spend: 10,
      currency: 'UAH',
    },
  ])
  const roi = await report(worker, site, 'roi', 'period=week')
  expect(roi.rows.find(({ campaign }) => campaign === 'Spring')).toMatchObject({
    matched: 'both',
    sessions: 1,
  })
  for (const name of ['fb', 'Facebook', 'facebook.com', 'facebook', 'https://m.facebook.com/'])
    expect(
      (await report(worker, site, 'general', `period=week&filter=source:is:${name}`)).rows[0]!.sessions,
    ).toBe(3)
  expect(
    (await report(worker, site, 'general', 'period=week&filter=source:is_not:fb')).rows[0]!.sessions,
  ).toBe(2)
  const macros = await report(worker, site, 'macros', 'period=week')
  expect(macros.rows).toMatchObject([
    { parameter: 'utm_campaign', macro: '{{campaign.name}}', platform: 'meta', sessions: 1 },
  ])
  expect(macros.total).toEqual({ sessions: 1 })
  expect((await report(worker, site, 'macros', 'period=week&filter=source:is:google')).rows).toEqual([])
  await worker.api('POST', `/api/exclusions?site=${site}`, { source: 'FB' })
  expect(rowsOf(await report(worker, site, 'sources', 'period=week'), 'source')).toEqual([
    ['chatgpt'],
    ['google'],
  ])
})

it('takes the source from the app without a referrer, and says so', async () => {
  const site = await newSite(worker)
  const user_agent =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22B83 Instagram 360.0.0.30.109 (iPhone14,5; iOS 18_1; uk_UA; uk; scale=3.00; 1170x2532; 670000000)'
  await post(worker, site, [
    apiEvent({ visitor_id: 'app', user_agent, url: 'https://shop.example/', referrer: '' }),
  ])
  const [session] = (await report(worker, site, 'sessions', 'period=week')).rows
  expect(session).toMatchObject({ source: 'instagram', medium: 'social', channel: 'Organic Social' })
  const { body } = await worker.api<{ why: unknown }>(
    'GET',
    `/api/stats/sessions/${session!.id}?site=${site}`,
  )
  expect(body.why).toMatchObject({
    inferred: true,
    source: 'inferred from the browser, which is that of the app Instagram',
    evidence: { browser: 'Instagram' },
  })
})

it('leaves the order with the mail when the buyer signs in after a pause', async () => {
  const site = await newSite(worker)
  const at = (minutes: number) => new Date(Date.now() - (60 - minutes) * MINUTE_MS).toISOString()
  const purchase = { name: 'purchase', transaction_id: 'L1', value: 10, currency: 'UAH' }
  await post(worker, site, [
    apiEvent({ ts: at(0), url: 'https://shop.example/?utm_source=cart&utm_medium=email', referrer: '' }),
    apiEvent({ ts: at(40), url: 'https://shop.example/thanks', referrer: 'https://login.live.com/' }),
    apiEvent({ ts: at(41), url: 'https://shop.example/thanks', referrer: '', ...purchase }),
  ])
  expect(rowsOf(await report(worker, site, 'sources', 'period=week'), 'source', 'revenue')).toEqual([
    ['(direct)', 0],
    ['cart', 10],
  ])
})
