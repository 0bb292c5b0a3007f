/**
 * Searches every column of every table for what identifies a person: before and after erasure, and after retention. A new
 * table or column is searched, too.
 */
import { createHash } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import { DAY_MS, MINUTE_MS } from '../../wire/time.ts'
import { runJobs } from '../../worker/jobs/runJobs.ts'
import { ADMIN_TOKEN } from '../harness.ts'
import { CHROME } from './fixtures.ts'
import { type NodeApp, nodeApp } from './nodeApp.ts'

const SITE = 'shop.example'
const IPS = ['203.0.113.77', '2001:db8:77::77']
const AGENT = `${CHROME} Privacy/77`
const EMAIL = 'olena.kovalenko@mail.example'
/** What a mail or a form has put into the landing's address. It is never stored. */
const SECRETS = ['private@mail.example', '+380501234577', 'reset-token-77', 'Kovalenko77', 'search-words-77']
const [PHONE_ID, LAPTOP_ID, SESSION_ID] = ['visitor-phone-77', 'visitor-laptop-77', 'session-77']

let app: NodeApp
let now: number
const cron = async (days: number, runs: number) => {
  for (let run = 0; run < runs; run++)
    await runJobs(app.store, now + days * DAY_MS + run * 15 * MINUTE_MS, Number.POSITIVE_INFINITY)
}

/** A text as it may be stored: as it is, percent-encoded, as hexadecimal digits or base64, or as a hash without salt. */
function formsOf(text: string): string[] {
  const forms = [text, encodeURIComponent(text), text.toLowerCase()]
  for (const encoding of ['hex', 'base64', 'base64url'] as const) {
    forms.push(Buffer.from(text).toString(encoding).replace(/=+$/, ''))
    for (const hash of ['sha256', 'sha1', 'md5'])
      for (const input of [text, text.toLowerCase()])
        forms.push(createHash(hash).update(input).digest(encoding).replace(/=+$/, ''))
  }
  return [...new Set(forms.map((form) => form.toLowerCase()))]
}

/** The columns that hold one of these texts in any form, as `table.column`. */
function placesOf(...texts: string[]): string[] {
  const forms = texts.flatMap(formsOf)
  const columns = app.db
    .prepare(
      `SELECT t.name AS of_table, c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'`,
    )
    .all()
  expect(columns.length).toBeGreaterThan(100)
  const found = columns.filter(({ of_table, name }) => {
    const values = app.db.prepare(`SELECT DISTINCT CAST("${name}" AS TEXT) AS text FROM "${of_table}"`).all()
    return values.some(({ text }) =>
      forms.some((form) =>
        String(text ?? '')
          .toLowerCase()
          .includes(form),
      ),
    )
  })
  return found.map(({ of_table, name }) => `${of_table}.${name}`).sort()
}

/** A life: landings with personal data, an order, a refund, a contested order, refused events, a sign-in. */
beforeEach(async () => {
  now = Date.now()
  app = nodeApp()
  await app.api('POST', '/api/sites', { site: SITE, currency: 'UAH', identify: 'open', retention_days: 30 })
  const [email, phone, token, name, words] = SECRETS.map(encodeURIComponent)
  const url = `https://${SITE}/reset/${email}?utm_source=mail&utm_content=${email}&phone=${phone}&token=${token}&name=${name}#token=${token}`
  const referrer = `https://search.example/?q=${words}&email=${email}`
  const headersOf = (ip: string) => ({
    ...{ origin: `https://${SITE}`, 'user-agent': AGENT, 'cf-connecting-ip': ip },
  })
  let serial = 0
  const event = (visitor: string, event_name: string, more: object = {}) => ({
    ...{ id: `event-${++serial}`, name: event_name, at: now - 1000 + serial, url, visitor },
    session: {
      id: visitor === PHONE_ID ? SESSION_ID : `session-of-${visitor.length}`,
      at: now - 5000,
      url,
      referrer,
    },
    ...more,
  })
  const send = (ip: string, events: unknown[], headers = {}) =>
    app.ask('POST', '/e', {
      headers: { ...headersOf(ip), ...headers },
      body: { v: 1, site: SITE, now, events },
    })
  const order = (transaction_id: string) => ({ params: { transaction_id, value: 10, currency: 'UAH' } })
  const address = { params: { page_location: url, page_referrer: referrer } }
  await send(IPS[0]!, [event(PHONE_ID, 'page_view', address), event(PHONE_ID, 'sign_up', { user: EMAIL })])
  await send(IPS[0]!, [event(PHONE_ID, 'purchase', order('T1')), event(PHONE_ID, 'refund', order('T1'))])
  await send(IPS[1]!, [
    event(LAPTOP_ID, 'page_view', { user: EMAIL }),
    event(LAPTOP_ID, 'purchase', order('T2')),
  ])
  // An order of somebody else, which the phone claims and refunds. An order that only the server knows.
  await send('198.51.100.1', [event('neighbour', 'purchase', order('T3'))])
  await send(IPS[0]!, [event(PHONE_ID, 'purchase', order('T3')), event(PHONE_ID, 'refund', order('T3'))])
  const put = { site: SITE, status: 'paid', value: 10, currency: 'UAH' }
  await app.api('PUT', '/api/orders/T4', { ...put, visitor_id: PHONE_ID, session_id: SESSION_ID })
  // Without consent, from a bot, from a foreign page, and to a site that does not exist.
  const anonymous = { id: 'anonymous', name: 'page_view', at: now, url, referrer }
  await send(IPS[0]!, [anonymous], { 'sec-gpc': '1' })
  await send(IPS[0]!, [anonymous], { 'user-agent': `${AGENT} Googlebot/2.1` })
  await send(IPS[0]!, [{ ...anonymous, url: url.replace(SITE, 'foreign.example') }, { name: EMAIL }])
  await app.ask('POST', '/e', {
    headers: headersOf(IPS[0]!),
    body: { v: 1, site: 'shp.example', now, events: [anonymous] },
  })
  await app.ask('POST', '/api/session', { headers: headersOf(IPS[0]!), body: { token: 'wrong' } })
  await app.ask('POST', '/api/session', { headers: headersOf(IPS[0]!), body: { token: ADMIN_TOKEN } })
  await app.api('POST', `/api/exclusions?site=${SITE}`, { visitor_id: LAPTOP_ID })
  // Closed time is rolled up.
  await cron(1, 3)
})

it('no table has an IP address, a user agent or what a landing’s address has of a person', () => {
  expect(placesOf(...IPS, AGENT)).toEqual([])
  expect(placesOf(...SECRETS)).toEqual([])
})

it('a user id, the ids of visitors and of sessions are only where docs/privacy.md says', () => {
  expect(placesOf(EMAIL)).toEqual(['identities.user_id', 'sessions.events', 'sessions.user_id'])
  expect(placesOf(PHONE_ID, LAPTOP_ID).filter((place) => !place.startsWith('exclusions.'))).toEqual([
    ...['identities.visitor_id', 'orders.browser', 'orders.claims', 'orders.refunds', 'orders.server'],
    ...['orders.visitor_id', 'sessions.visitor_id'],
  ])
  expect(placesOf(SESSION_ID)).toEqual([
    ...['orders.browser', 'orders.claims', 'orders.path', 'orders.server', 'orders.session_id'],
    ...['sessions.id', 'sessions.path'],
  ])
})

it('nothing is left of a person after erasure', async () => {
  const answer = await app.api('DELETE', `/api/people?site=${SITE}&user_id=${encodeURIComponent(EMAIL)}`)
  expect([answer.status, answer.body]).toMatchObject([200, { done: true, sessions: 2, orders: 3 }])
  expect(placesOf(EMAIL, PHONE_ID, LAPTOP_ID, SESSION_ID, AGENT, ...IPS, ...SECRETS)).toEqual([])
  expect(placesOf('neighbour')).not.toEqual([])
})

it('nothing is left of anybody after retention', async () => {
  await cron(32, 4)
  expect(placesOf(EMAIL, PHONE_ID, LAPTOP_ID, SESSION_ID, 'neighbour', AGENT, ...IPS, ...SECRETS)).toEqual([])
  const sum = app.db.prepare('SELECT count(*) AS n, sum(counted) AS counted FROM orders').get()
  expect(sum).toEqual({ n: 4, counted: expect.any(Number) })
})
