/** docs/server-side.md is true: its examples run as a shop would run them, and its table of answers is right. */
import { spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../../wire/time.ts'
import { newSite, send, wireEvent } from './fixtures.ts'
import { testWorker } from './testWorker.ts'

interface Language {
  name: string
  command: string
  file: string
}

const NODE = { name: 'Node', command: process.execPath, file: 'confirm.mjs' }
/** Run only if the language is installed: the project does not install it. */
const OTHERS = [
  { name: 'Python, where python3 is installed', command: 'python3', file: 'confirm.py' },
  { name: 'PHP, where php is installed', command: 'php', file: 'confirm.php' },
]
const isInstalled = ({ command }: Language) =>
  spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0

const ORDER = { transaction_id: 'A/17 №1', value: '1250.50', currency: 'UAH' }
const ITEM = { item_id: 'jug', item_name: 'Глечик', price: 1250.5, quantity: 1 }

const SIGNERS = [
  { name: 'Node', command: process.execPath, file: 'sign.mjs' },
  { name: 'Python, where python3 is installed', command: 'python3', file: 'sign.py' },
  { name: 'PHP, where php is installed', command: 'php', file: 'sign.php' },
]

interface Placed {
  order: Record<string, unknown>
  attribution: { last: Record<string, unknown> }
}

const worker = testWorker()

/** A site, and a token that may only write to it. */
async function newShop() {
  const site = await newSite(worker)
  const { body } = await worker.api<{ token: string }>('POST', '/api/tokens', { scope: 'ingest', site })
  return { site, token: body.token }
}
type Shop = Awaited<ReturnType<typeof newShop>>

/** Runs the example with an order on its standard input. @returns its exit code, its output and its error output */
async function confirm({ command, file }: Language, { site, token }: Shop, order: object, api = worker.url) {
  const path = fileURLToPath(new URL(`../../docs/examples/${file}`, import.meta.url))
  const child = spawn(command, [path], {
    env: {
      ...process.env,
      UTM_DISPATCHER_URL: api,
      UTM_DISPATCHER_SITE: site,
      UTM_DISPATCHER_TOKEN: token,
      no_proxy: '127.0.0.1',
    },
  })
  child.stdin.end(JSON.stringify({ ...ORDER, ...order }))
  const exit = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  const [code, output, errors] = await Promise.all([exit, text(child.stdout), text(child.stderr)])
  return { code, answer: output && (JSON.parse(output) as Placed), errors }
}

const readBack = async ({ site }: Shop) =>
  (await worker.api<Placed>('GET', `/api/orders/${encodeURIComponent(ORDER.transaction_id)}?site=${site}`))
    .body

/** A proxy of the Worker that answers 503 to the first request. */
async function failingOnce() {
  let requests = 0
  const server = createServer(async (request, response) => {
    const body = await text(request)
    if (!requests++) return response.writeHead(503).end('not now')
    const { authorization = '' } = request.headers
    const answer = await fetch(`${worker.url}${request.url}`, {
      method: request.method,
      headers: { authorization, 'content-type': 'application/json' },
      body,
    })
    response.writeHead(answer.status).end(await answer.text())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  }
}

describe.each([NODE, ...OTHERS.filter(isInstalled)])('the example in $name', (language) => {
  it('stores an order with the touch that brought it, and reports its later statuses', async () => {
    const shop = await newShop()
    await send(worker, shop.site, [wireEvent()])
    const attribution = JSON.stringify({ visitor_id: 'v1', session_id: 's1', first: {}, last: {} })
    const reports: [report: object, expected: object][] = [
      [
        { status: 'pending', attribution, items: [ITEM] },
        { status: 'pending', value: 1250.5, revenue: 0 },
      ],
      [{ status: 'paid' }, { status: 'paid', revenue: 1250.5 }],
      [{ status: 'paid' }, { status: 'paid', revenue: 1250.5 }],
      [
        { status: 'paid', refunded: '250.50' },
        { status: 'paid', refunded: 250.5, revenue: 1000 },
      ],
      [{ status: 'cancelled' }, { status: 'cancelled', revenue: 0 }],
    ]
    for (const [order, expected] of reports) {
      const { code, answer, errors } = await confirm(language, shop, order)
      expect({ code, errors }).toEqual({ code: 0, errors: '' })
      const stored = await readBack(shop)
      expect(answer).toEqual(stored)
      expect(stored).toMatchObject({
        order: { ...expected, visitor_id: 'v1', session_id: 's1', items: [ITEM] },
        attribution: { last: { source: 'facebook', campaign: 'winter' } },
      })
    }
  })

  it('sends the order without a visitor if the field has hostile text', async () => {
    const shop = await newShop()
    const long = JSON.stringify({ visitor_id: 'v'.repeat(129), session_id: ['s1'] })
    for (const attribution of ['<script>', '17', 'null', long, null])
      expect((await confirm(language, shop, { status: 'paid', attribution })).code, String(attribution)).toBe(
        0,
      )
    expect((await readBack(shop)).order).toMatchObject({ status: 'paid', visitor_id: null, session_id: null })
  })

  it('exits with 1 and prints the reason if the order is refused', async () => {
    const shop = await newShop()
    const { code, answer, errors } = await confirm(language, shop, { status: 'paid', currency: 'ZZZ' })
    expect({ code, answer }).toEqual({ code: 1, answer: '' })
    expect(errors).toContain('ISO 4217')
  })

  it('tries again after a 503', async () => {
    const shop = await newShop()
    const proxy = await failingOnce()
    expect((await confirm(language, shop, { status: 'paid' }, proxy.url)).code).toBe(0)
    expect(proxy.requests()).toBe(2)
    expect((await readBack(shop)).order).toMatchObject({ status: 'paid', revenue: 1250.5 })
    await proxy.close()
  })
})

describe('an order that a server reports', () => {
  const at = (ms: number) => new Date(Date.now() + ms).toISOString()
  const paid = { status: 'paid' }
  const put = (site: string, report: object) =>
    worker.api<Placed>('PUT', '/api/orders/T1', { site, value: 1000, currency: 'UAH', ...report })

  const answers: [what: string, reports: object[], expected: object][] = [
    ['as paid, then as pending', [paid, { status: 'pending', value: 1 }], { status: 'paid', value: 1000 }],
    ['as cancelled, then as paid', [{ status: 'cancelled' }, paid], { status: 'cancelled', revenue: 0 }],
    ['as refunded, then as paid', [{ status: 'refunded' }, paid], { status: 'refunded', revenue: 0 }],
    ['as paid with two amounts', [paid, { ...paid, value: 900 }], { value: 900, revenue: 900 }],
    ['with a refund, then without it', [{ ...paid, refunded: 300 }, paid], { refunded: 300, revenue: 700 }],
    [
      'with two totals of its refunds',
      [
        { ...paid, refunded: 300 },
        { ...paid, refunded: 500 },
      ],
      { status: 'paid', revenue: 500 },
    ],
    [
      'with a value below its refund',
      [
        { ...paid, refunded: 800 },
        { ...paid, value: 500 },
      ],
      { refunded: 500, revenue: 0 },
    ],
    ['as refunded without an amount', [paid, { status: 'refunded' }], { refunded: 1000, revenue: 0 }],
    [
      'in euros, without a rate',
      [{ ...paid, currency: 'EUR' }],
      { currency: 'EUR', value: 1000, revenue: null },
    ],
    ['with its value as text', [{ ...paid, value: '1000.50' }], { value: 1000.5 }],
    ['with its items in the first report only', [{ ...paid, items: [ITEM] }, paid], { items: [ITEM] }],
    ['with an unknown visitor', [{ ...paid, visitor_id: 'nobody' }], { visitor_id: 'nobody', revenue: 1000 }],
  ]
  it.each(answers)('%s is stored as documented', async (_what, reports, expected) => {
    const site = await newSite(worker)
    let order: unknown
    for (const report of reports) order = (await put(site, report)).body.order
    expect(order).toMatchObject(expected)
  })

  const unlikeThePage: [what: string, report: object, expected: object][] = [
    ['with another amount', { value: 900 }, { value: 900, browser: { value: 1000 }, server: { value: 900 } }],
    [
      'with another currency',
      { value: 20, currency: 'EUR' },
      { currency: 'EUR', browser: { currency: 'UAH' } },
    ],
    ['as pending', { status: 'pending' }, { status: 'pending', revenue: 0 }],
  ]
  it.each(unlikeThePage)('%s wins over the page’s purchase', async (_what, report, expected) => {
    const site = await newSite(worker)
    const params = { transaction_id: 'T1', value: 1000, currency: 'UAH' }
    await send(worker, site, [wireEvent(), wireEvent({ name: 'purchase', params })])
    const { body } = await put(site, { ...paid, ...report })
    expect(body).toMatchObject({ order: expected, attribution: { last: { source: 'facebook' } } })
  })

  it('with another visitor than the page belongs to that visitor, and the page’s purchase is no conversion', async () => {
    const site = await newSite(worker)
    const params = { transaction_id: 'T1', value: 1000, currency: 'UAH' }
    await send(worker, site, [wireEvent(), wireEvent({ name: 'purchase', params })])
    const { body } = await put(site, { ...paid, visitor_id: 'v2' })
    expect(body).toMatchObject({
      order: { visitor_id: 'v2', session_id: null, browser: { value: 1000 } },
      attribution: { last: { source: '(not set)' } },
    })
  })

  it.each([
    [
      'with the time of the day before and a session id is credited to the session’s source',
      { session_id: 's1' },
      'facebook',
    ],
    ['with the time of the day before and only a visitor has no source', { visitor_id: 'v1' }, '(not set)'],
  ])('%s', async (_what, report, source) => {
    const site = await newSite(worker)
    await send(worker, site, [wireEvent()])
    const { body } = await put(site, { ...paid, ...report, ts: at(-DAY_MS) })
    expect(body.attribution.last).toMatchObject({ source })
  })

  it.each([
    ['with a time in the future', { ts: at(DAY_MS) }],
    ['with a time without its zone', { ts: '2026-11-20T10:00:00' }],
    ['with a negative amount', { value: '-100,50' }],
    ['with no amount', { value: ' ' }],
    ['with an unknown field', { refund: 100 }],
  ])('%s is refused, and nothing is stored', async (_what, report) => {
    const site = await newSite(worker)
    expect((await put(site, { ...paid, ...report })).status).toBe(400)
    expect((await worker.api('GET', `/api/orders/T1?site=${site}`)).status).toBe(404)
  })
})

describe.each(SIGNERS)('a user id signed in $name', (language) => {
  it.runIf(isInstalled(language))('links browsers; without its signature it does not', async () => {
    const site = await newSite(worker)
    const made = await worker.api<{ secret: string }>('POST', `/api/sites/${site}/identify-secret`)
    expect(made.status).toBe(201)
    const id = 'клієнт 7'
    const { stdout } = spawnSync(
      language.command,
      [fileURLToPath(new URL(`../../docs/examples/${language.file}`, import.meta.url)), id],
      {
        env: { ...process.env, IDENTIFY_SECRET: made.body.secret },
        encoding: 'utf8',
      },
    )
    const signature = stdout.trim()
    const of = (visitor: string, user: string) =>
      wireEvent({
        visitor,
        user,
        session: { id: `s-${visitor}`, at: Date.now(), url: 'https://shop.example/', referrer: '' },
      })
    const events = [
      of('signed', `${id} ${signature}`),
      of('plain', id),
      of('wrong', `${id} ${'0'.repeat(64)}`),
    ]
    const { body } = await send(worker, site, events)
    expect(body).toMatchObject({
      accepted: 3,
      warnings: [
        { index: 1, field: 'user' },
        { index: 2, field: 'user' },
      ],
    })
    const { results } = await worker.db
      .prepare(
        'SELECT visitor_id, user_id FROM identities WHERE site_id = (SELECT id FROM sites WHERE site = ?)',
      )
      .bind(site)
      .all()
    expect(results).toEqual([{ visitor_id: 'signed', user_id: id }])
  })
})
