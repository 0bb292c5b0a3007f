/** docs/server-side.md holds what it promises: its examples, run as a shop would run them, and its table of answers. */
import { spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorker, type TestWorker } from '../harness.ts'
import { newSite, send, wireEvent } from './fixtures.ts'

interface Language {
  name: string
  command: string
  file: string
}

const NODE = { name: 'Node', command: process.execPath, file: 'confirm.mjs' }
/** Run where they are at hand: a shop's language is not ours to install. */
const OTHERS = [
  { name: 'Python, where python3 is installed', command: 'python3', file: 'confirm.py' },
  { name: 'PHP, where php is installed', command: 'php', file: 'confirm.php' },
]
const isInstalled = ({ command }: Language) =>
  spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0

const ORDER = { transaction_id: 'A/17 №1', value: '1250.50', currency: 'UAH' }
const ITEM = { item_id: 'jug', item_name: 'Глечик', price: 1250.5, quantity: 1 }

interface Placed {
  order: Record<string, unknown>
  attribution: { last: Record<string, unknown> }
}

let worker: TestWorker
beforeAll(async () => {
  worker = await startWorker()
})
afterAll(() => worker.close())

/** A site, and a token that may only write to it. */
async function newShop() {
  const site = await newSite(worker)
  const { body } = await worker.api<{ token: string }>('POST', '/api/tokens', { scope: 'ingest', site })
  return { site, token: body.token }
}
type Shop = Awaited<ReturnType<typeof newShop>>

/** Runs the example with an order on its standard input. */
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
  const [code, said, complaint] = await Promise.all([exit, text(child.stdout), text(child.stderr)])
  return { code, said: said && (JSON.parse(said) as Placed), complaint }
}

const readBack = async ({ site }: Shop) =>
  (await worker.api<Placed>('GET', `/api/orders/${encodeURIComponent(ORDER.transaction_id)}?site=${site}`))
    .body

/** The Worker behind something that answers 503 to the first request. */
async function unsteady() {
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
  it('puts on the order what brought it, and tells its life', async () => {
    const shop = await newShop()
    await send(worker, shop.site, [wireEvent()])
    const attribution = JSON.stringify({ visitor_id: 'v1', session_id: 's1', first: {}, last: {} })
    const life: [said: object, expected: object][] = [
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
    for (const [order, expected] of life) {
      const { code, said, complaint } = await confirm(language, shop, order)
      expect({ code, complaint }).toEqual({ code: 0, complaint: '' })
      const stored = await readBack(shop)
      expect(said).toEqual(stored)
      expect(stored).toMatchObject({
        order: { ...expected, visitor_id: 'v1', session_id: 's1', items: [ITEM] },
        attribution: { last: { source: 'facebook', campaign: 'winter' } },
      })
    }
  })

  it('takes no harm from what a stranger wrote into the field', async () => {
    const shop = await newShop()
    const long = JSON.stringify({ visitor_id: 'v'.repeat(129), session_id: ['s1'] })
    for (const attribution of ['<script>', '17', 'null', long, null])
      expect((await confirm(language, shop, { status: 'paid', attribution })).code, String(attribution)).toBe(
        0,
      )
    expect((await readBack(shop)).order).toMatchObject({ status: 'paid', visitor_id: null, session_id: null })
  })

  it('ends with 1 when the order is refused, and says why', async () => {
    const shop = await newShop()
    const { code, said, complaint } = await confirm(language, shop, { status: 'paid', currency: 'ZZZ' })
    expect({ code, said }).toEqual({ code: 1, said: '' })
    expect(complaint).toContain('ISO 4217')
  })

  it('says it again when there was no good answer', async () => {
    const shop = await newShop()
    const way = await unsteady()
    expect((await confirm(language, shop, { status: 'paid' }, way.url)).code).toBe(0)
    expect(way.requests()).toBe(2)
    expect((await readBack(shop)).order).toMatchObject({ status: 'paid', revenue: 1250.5 })
    await way.close()
  })
})

describe('an order of which is said', () => {
  const DAY = 86_400_000
  const at = (ms: number) => new Date(Date.now() + ms).toISOString()
  const paid = { status: 'paid' }
  const put = (site: string, said: object) =>
    worker.api<Placed>('PUT', '/api/orders/T1', { site, value: 1000, currency: 'UAH', ...said })

  const answers: [messages: string, said: object[], expected: object][] = [
    ['paid, then pending', [paid, { status: 'pending', value: 1 }], { status: 'paid', value: 1000 }],
    ['cancelled, then paid', [{ status: 'cancelled' }, paid], { status: 'cancelled', revenue: 0 }],
    ['refunded, then paid', [{ status: 'refunded' }, paid], { status: 'refunded', revenue: 0 }],
    ['paid with two amounts', [paid, { ...paid, value: 900 }], { value: 900, revenue: 900 }],
    ['a refund, then nothing of it', [{ ...paid, refunded: 300 }, paid], { refunded: 300, revenue: 700 }],
    [
      'a refund twice, so far',
      [
        { ...paid, refunded: 300 },
        { ...paid, refunded: 500 },
      ],
      { status: 'paid', revenue: 500 },
    ],
    [
      'a value below its refund',
      [
        { ...paid, refunded: 800 },
        { ...paid, value: 500 },
      ],
      { refunded: 500, revenue: 0 },
    ],
    ['refunded without a sum', [paid, { status: 'refunded' }], { refunded: 1000, revenue: 0 }],
    [
      'euros, without a rate',
      [{ ...paid, currency: 'EUR' }],
      { currency: 'EUR', value: 1000, revenue: null },
    ],
    ['a text for a value', [{ ...paid, value: '1000.50' }], { value: 1000.5 }],
    ['its items once', [{ ...paid, items: [ITEM] }, paid], { items: [ITEM] }],
    [
      'a visitor nobody has seen',
      [{ ...paid, visitor_id: 'nobody' }],
      { visitor_id: 'nobody', revenue: 1000 },
    ],
  ]
  it.each(answers)('%s', async (_messages, said, expected) => {
    const site = await newSite(worker)
    let order: unknown
    for (const message of said) order = (await put(site, message)).body.order
    expect(order).toMatchObject(expected)
  })

  const besideThePage: [what: string, said: object, expected: object][] = [
    ['another amount', { value: 900 }, { value: 900, browser: { value: 1000 }, server: { value: 900 } }],
    ['another currency', { value: 20, currency: 'EUR' }, { currency: 'EUR', browser: { currency: 'UAH' } }],
    ['that it is pending', { status: 'pending' }, { status: 'pending', revenue: 0 }],
  ]
  it.each(besideThePage)('%s than the page has said', async (_what, said, expected) => {
    const site = await newSite(worker)
    const params = { transaction_id: 'T1', value: 1000, currency: 'UAH' }
    await send(worker, site, [wireEvent(), wireEvent({ name: 'purchase', params })])
    const { body } = await put(site, { ...paid, ...said })
    expect(body).toMatchObject({ order: expected, attribution: { last: { source: 'facebook' } } })
  })

  it('another visitor than the page has said: the order is his, and the page’s purchase is no conversion', async () => {
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
    ['a time a day behind, and a session', { session_id: 's1' }, 'facebook'],
    ['a time a day behind, and a visitor', { visitor_id: 'v1' }, '(not set)'],
  ])('%s', async (_what, said, source) => {
    const site = await newSite(worker)
    await send(worker, site, [wireEvent()])
    const { body } = await put(site, { ...paid, ...said, ts: at(-DAY) })
    expect(body.attribution.last).toMatchObject({ source })
  })

  it.each([
    ['a time a day ahead', { ts: at(DAY) }],
    ['a time without its zone', { ts: '2026-11-20T10:00:00' }],
    ['an amount with a comma', { value: '100,50' }],
    ['a word that nobody knows', { refund: 100 }],
    ['an item without name and number', { items: [{ price: 1 }] }],
  ])('%s is refused, and nothing is stored', async (_what, said) => {
    const site = await newSite(worker)
    expect((await put(site, { ...paid, ...said })).status).toBe(400)
    expect((await worker.api('GET', `/api/orders/T1?site=${site}`)).status).toBe(404)
  })
})
