/** What servers write in another way than we do: internationalised domains, locales, and offsets of time. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { Site } from '../../wire/answers/site.ts'
import type { IngestAnswer } from '../../wire/event.ts'
import { HOUR_MS, iso } from '../../wire/time.ts'
import { apiEvent, type Report, wireEvent } from './fixtures.ts'
import { type NodeApp, nodeApp } from './nodeApp.ts'

const [TYPED, STORED] = ['магазин.укр', 'xn--80aairftm.xn--j1amh']
let app: NodeApp
const post = async (site: string, ...events: unknown[]) =>
  (await app.api<IngestAnswer>('POST', '/api/events', { site, events })).body
const report = async (query: string) =>
  (await app.api<Report>('GET', encodeURI(`/api/stats/${query}&period=week`))).body

beforeEach(async () => {
  app = nodeApp()
  const body = { site: TYPED, timezone: 'Europe/Kyiv', currency: 'UAH' }
  const { status, body: site } = await app.api<Site>('POST', '/api/sites', body)
  expect([status, site]).toMatchObject([201, { site: STORED, hosts: [STORED], name: TYPED }])
})

it('a site has the events of pages and servers for either spelling, and is one site', async () => {
  for (const [index, site] of [TYPED, STORED, 'Магазин.УКР'].entries()) {
    const url = `https://${site}/кошик`
    expect(await post(site, apiEvent({ url, visitor_id: `server-${index}` }))).toEqual({
      accepted: 1,
      dropped: [],
    })
    const { url: page } = { url: new URL(url).href }
    const envelope = {
      v: 1,
      site,
      now: Date.now(),
      events: [wireEvent({ url: page, visitor: `page-${index}` })],
    }
    const headers = {
      'content-type': 'text/plain',
      origin: `https://${STORED}`,
      'user-agent': 'Mozilla/5.0 Firefox/150.0',
    }
    const answer = await app.ask('POST', '/e', { headers, body: envelope })
    expect(await answer.json()).toEqual({ accepted: 1, dropped: [] })
  }
  for (const site of [TYPED, STORED])
    expect((await report(`general?site=${site}`)).total).toMatchObject({ sessions: 6 })
  expect((await app.api('POST', '/api/sites', { site: STORED })).status).toBe(409)
  expect((await app.api('PATCH', `/api/sites/${encodeURIComponent(TYPED)}`, { name: 'A' })).status).toBe(200)
})

it('a token for the site as it is typed is a token for it', async () => {
  const { body } = await app.api<{ token: string }>('POST', '/api/tokens', { scope: 'read', site: TYPED })
  for (const site of [TYPED, STORED]) {
    const path = encodeURI(`/api/stats/general?site=${site}`)
    expect((await app.api('GET', path, undefined, body.token)).status).toBe(200)
  }
})

it('a referrer is the same host in both spellings, is filtered by both, and can be ignored', async () => {
  const url = `https://${STORED}/`
  await post(STORED, apiEvent({ url, visitor_id: 'a', referrer: 'https://новини.укр/стаття' }))
  await post(STORED, apiEvent({ url, visitor_id: 'b', referrer: 'https://xn--b1amarcd.xn--j1amh/' }))
  await post(STORED, apiEvent({ url, visitor_id: 'c', referrer: `https://www.${TYPED}/` }))
  const rows = async (filter: string) => (await report(`referrers?site=${STORED}&filter=${filter}`)).rows
  const wanted = [{ referrer: 'xn--b1amarcd.xn--j1amh', sessions: 2 }]
  for (const value of [
    'is:новини.укр',
    'is:xn--b1amarcd.xn--j1amh',
    'contains:новини',
    'contains:НОВИНИ.укр',
  ])
    expect(await rows(`referrer:${value}`)).toMatchObject(wanted)
  expect(await rows('source:is:новини.укр')).toMatchObject(wanted)
  expect(await rows('referrer:is_not:новини.укр')).not.toMatchObject(wanted)
  await app.api('PATCH', `/api/sites/${STORED}`, { ignored_referrers: ['новини.укр'] })
  await post(STORED, apiEvent({ url, visitor_id: 'd', referrer: 'https://новини.укр/' }))
  expect(await rows('referrer:is:новини.укр')).toMatchObject(wanted)
})

it('a language is read from a locale', async () => {
  const locales = ['uk_UA', 'uk-UA', 'UK', 'uk_UA.UTF-8', ' uk_UA@latin', 'uk,en;q=0.5', 'C', 'english', '']
  for (const [index, language] of locales.entries())
    await post(STORED, apiEvent({ url: `https://${STORED}/`, visitor_id: `v${index}`, language }))
  const { rows } = await report(`languages?site=${STORED}`)
  expect(rows).toMatchObject([
    { language: 'uk', sessions: 6 },
    { language: '(not set)', sessions: 3 },
  ])
})

it('an instant has its offset with or without a colon', async () => {
  const local = iso(Date.now() - HOUR_MS).slice(0, 19)
  const offsets = ['Z', '+0000', '+00', '+00:00', '-0130', ' +0000']
  for (const [index, offset] of offsets.entries())
    expect(
      await post(
        STORED,
        apiEvent({ url: `https://${STORED}/`, visitor_id: `v${index}`, ts: `${local}${offset}` }),
      ),
    ).toMatchObject(offset === '-0130' ? { accepted: 0 } : { accepted: 1 })
  const times = app.db.prepare('SELECT DISTINCT started_ms FROM sessions').all()
  expect(times).toEqual([{ started_ms: Date.parse(`${local}Z`) }])
  const put = { site: TYPED, status: 'paid', value: 1, currency: 'UAH', ts: '2026-11-22T10:00:00+0200' }
  const order = await app.api<{ order: { ts: string } }>('PUT', '/api/orders/A1', put)
  expect(order.status).toBe(200)
})

describe('the visits of one source, however their links and referrers name it,', () => {
  const LINKS = ['fb', 'FB', 'Facebook', 'facebook.com', 'https://m.facebook.com/', 'facebook%E2%80%8B']
  const NAMES = [
    'fb',
    'Facebook',
    'FACEBOOK',
    ' facebook ',
    'facebook.com',
    'www.facebook.com',
    'https://l.facebook.com/',
  ]
  const sessions = async (query = '') =>
    (await app.api<Report>('GET', `/api/stats/general?site=${STORED}&period=week${query}`)).body.total
  const visits = () =>
    post(
      STORED,
      ...[...LINKS, 'google', 'myshop.fb'].map((source, index) =>
        apiEvent({ url: `https://${STORED}/?utm_source=${source}&utm_medium=cpc`, visitor_id: `v${index}` }),
      ),
      apiEvent({ url: `https://${STORED}/`, visitor_id: 'r', referrer: 'https://lm.facebook.com/' }),
    )
  beforeEach(visits)

  it.each(NAMES)('are filtered, left out and excluded as %j', async (source) => {
    const value = encodeURIComponent(source)
    expect(await sessions(`&filter=source:is:${value}`)).toMatchObject({ sessions: 7 })
    expect(await sessions(`&filter=source:is_not:${value}`)).toMatchObject({ sessions: 2 })
    const { status, body } = await app.api<{ id: string }>('POST', `/api/exclusions?site=${STORED}`, {
      source,
    })
    expect([status, await sessions()]).toMatchObject([200, { sessions: 2 }])
    await visits()
    expect(await sessions()).toMatchObject({ sessions: 2 })
    await app.api('DELETE', `/api/exclusions/${body.id}?site=${STORED}`)
    expect(await sessions()).toMatchObject({ sessions: 9 })
  })

  it.each(NAMES)('are deleted for good as %j', async (source) => {
    const { body } = await app.api('POST', `/api/purge?site=${STORED}`, { source })
    expect(body).toMatchObject({ purges: { source: 'facebook' }, state: 'purged', sessions: 7 })
    expect(await sessions()).toMatchObject({ sessions: 2 })
  })

  it.each(NAMES)('have the costs of %j', async (source) => {
    const day = iso(Date.now()).slice(0, 10)
    const rows = [{ date: day, source, medium: 'cpc', campaign: 'all', spend: 10, currency: 'UAH' }]
    expect((await app.api('POST', `/api/costs?site=${STORED}`, rows)).status).toBe(200)
    const roi = await app.api<Report>('GET', `/api/stats/roi?site=${STORED}&period=week&by=source`)
    expect(roi.body.rows).toEqual(
      expect.arrayContaining([expect.objectContaining({ source: 'facebook', sessions: 6, ad_spend: 10 })]),
    )
  })

  it('that are stored as an older release wrote them, are excluded under each name, old or new', async () => {
    app.db.exec(`UPDATE sessions SET source = 'FB' WHERE visitor_id IN ('v0', 'v1')`)
    const { body } = await app.api<{ id: string }>('POST', `/api/exclusions?site=${STORED}`, {
      source: 'Facebook',
    })
    expect(await sessions()).toMatchObject({ sessions: 2 })
    app.db.exec(`UPDATE exclusions SET value = 'Facebook.com' WHERE id = '${body.id}'`)
    expect((await app.api('POST', `/api/sites/${STORED}/reclassify`)).status).toBe(200)
    await app.api('POST', '/api/jobs/run')
    await visits()
    expect(await sessions()).toMatchObject({ sessions: 2 })
  })
})

it('a source that is a host is excluded as it is typed, and in ASCII', async () => {
  const visit = (visitor_id: string) =>
    post(STORED, apiEvent({ url: `https://${STORED}/`, visitor_id, referrer: 'https://новини.укр/' }))
  for (const [index, source] of ['новини.укр', 'xn--b1amarcd.xn--j1amh'].entries()) {
    await visit(`v${index}`)
    expect(await app.api('POST', `/api/purge?site=${STORED}`, { source })).toMatchObject({
      body: { sessions: 1 },
    })
  }
})
