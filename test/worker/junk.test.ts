/** Junk in any field that need not be stated loses no sale and makes no amount wrong; the answer names each field. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { Order } from '../../wire/answers/order.ts'
import type { IngestAnswer } from '../../wire/event.ts'
import { DAY_MS, iso } from '../../wire/time.ts'
import { apiEvent, CHROME, type Report, wireEvent } from './fixtures.ts'
import { type NodeApp, nodeApp } from './nodeApp.ts'

/** What programs send in the place of a value that they do not have, by a name for the order. */
const JUNK: [name: string, value: unknown][] = [
  ['null', null],
  ['blank', ''],
  ['white', ' \n\u200b'],
  ['number', 5],
  ['zero', 0],
  ['list', []],
  ['list-of-lists', [[1], 'x']],
  ['object', {}],
  ['nested', { a: { b: [] } }],
  ['deep', JSON.parse('{"a":['.repeat(30) + ']}'.repeat(30))],
  ['false', false],
  ['true', true],
  ['nan', 'NaN'],
  ['undefined', 'undefined'],
  ['long', 'x'.repeat(5000)],
  ['control', '\u0000\u0001\u001f\u007f'],
  ['surrogate', '\ud800'],
  ['surrogate-within', 'a\udc00b'],
]

const SITE = 'shop.example'
/** The days around now: a period up to now would not have a sale of this very millisecond. */
const [DAY, NEXT_DAY] = [-DAY_MS, 2 * DAY_MS].map((ms) => iso(Date.now() + ms).slice(0, 10))
let app: NodeApp

beforeEach(async () => {
  app = nodeApp()
  const body = { site: SITE, timezone: 'Europe/Kyiv', currency: 'UAH' }
  expect((await app.api('POST', '/api/sites', body)).status).toBe(201)
})

const money = (transaction_id: string) => ({ transaction_id, value: 12.5, currency: 'UAH' })

/** Sends a purchase of 12.50 for each junk value, and expects that each of them counts. */
async function expectSales(
  send: (transactionId: string, junk: unknown) => Promise<IngestAnswer>,
): Promise<Map<string, IngestAnswer>> {
  const answers = new Map<string, IngestAnswer>()
  for (const [name, junk] of JUNK) {
    const answer = await send(`T-${name}`, junk)
    expect(answer, name).toMatchObject({ accepted: 1, dropped: [] })
    answers.set(name, answer)
  }
  await expectOrders()
  return answers
}

async function expectOrders(): Promise<void> {
  const { body } = await app.api<Report>('GET', `/api/stats/general?site=${SITE}&from=${DAY}&to=${NEXT_DAY}`)
  expect(body.total).toMatchObject({ orders: JUNK.length, revenue: 12.5 * JUNK.length })
  expect((await app.api('GET', `/api/orders?site=${SITE}`)).body).toMatchObject({ incomplete: [] })
}

const server = async (event: object) =>
  (await app.api<IngestAnswer>('POST', '/api/events', { site: SITE, events: [event] })).body

async function page(event: object): Promise<IngestAnswer> {
  const headers = { 'content-type': 'text/plain', origin: `https://${SITE}`, 'user-agent': CHROME }
  const body = { v: 1, site: SITE, now: Date.now(), events: [event] }
  return (await app.ask('POST', '/e', { headers, body })).json()
}

const fieldsOf = ({ warnings = [] }: IngestAnswer) => warnings.map(({ field }) => field)

describe('a sale counts with junk in', () => {
  const FIELDS =
    'id visitor_id session_id user_id user_agent referrer country region city language ad_consent'
  it.each([...FIELDS.split(' '), 'ts', 'items', 'params'])(
    'the field %s of a server’s event',
    async (field) => {
      const answers = await expectSales((id, junk) => {
        // 5 and 0 are instants of 1970.
        const isInstant = field === 'ts' && typeof junk === 'number'
        return server(apiEvent({ name: 'purchase', ...money(id), [field]: isInstant ? null : junk }))
      })
      if (/_id$/.test(field))
        for (const name of ['long', 'nested']) expect(fieldsOf(answers.get(name)!)).toContain(field)
    },
  )

  it.each(['tax', 'shipping', 'coupon', 'anything', 'value'])('the parameter %s', async (name) => {
    await expectSales((id, junk) =>
      server(apiEvent({ name: 'purchase', ...money(id), params: { [name]: junk } })),
    )
  })

  it.each(['item_name', 'item_brand', 'item_category5', 'price', 'quantity', 'discount', 'index', 'coupon'])(
    'the field %s of an item',
    async (field) => {
      await expectSales((id, junk) => {
        const items = [
          { item_id: 'mug', price: 5, [field]: junk },
          { item_id: 'jug', price: 2.5 },
        ]
        return server(apiEvent({ name: 'purchase', ...money(id), items }))
      })
    },
  )

  it.each(['visitor', 'session', 'user', 'referrer', 'ad_consent'])(
    'the field %s of a page’s event',
    async (field) => {
      const answers = await expectSales((id, junk) =>
        page({
          ...wireEvent({ name: 'purchase', url: `https://${SITE}/`, params: money(id) }),
          [field]: junk,
        }),
      )
      if (field === 'visitor' || field === 'session')
        expect(fieldsOf(answers.get('nested')!)).toEqual([field])
    },
  )

  it.each(['visitor_id', 'session_id', 'ts', 'items', 'ad_consent', 'refunded'])(
    'the field %s of the shop’s report',
    async (field) => {
      for (const [name, junk] of JUNK) {
        // 5 is an instant of 1970, and a refund.
        const value = typeof junk === 'number' && /ts|refunded/.test(field) ? null : junk
        const { transaction_id, ...paid } = money(`T-${name}`)
        const body = { site: SITE, status: 'paid', ...paid, [field]: value }
        const answer = await app.api<{ order: Order; warnings?: { field: string }[] }>(
          ...(['PUT', `/api/orders/${transaction_id}`, body] as const),
        )
        expect(answer, name).toMatchObject({ status: 200, body: { order: { value: 12.5, refunded: 0 } } })
        if (name === 'nested')
          expect(answer.body.warnings?.map((one) => one.field)).toContain(
            field === 'items' ? 'items[0]' : field,
          )
      }
      await expectOrders()
    },
  )
})

it('a server’s event with an id that cannot be stored is counted once, like any other', async () => {
  const ids = ['x'.repeat(5000), `${'x'.repeat(5000)}y`, '\ud800', '\ud801', 'a\u0000b']
  for (const accepted of [1, 0])
    for (const id of ids) expect(await server(apiEvent({ id }))).toMatchObject({ accepted })
})

it('a sale without an amount is kept, and is in the list of those to look into', async () => {
  const amounts = [null, '', 'abc', {}, [], true, 'NaN', 'x'.repeat(5000), '\ud800']
  for (const [index, value] of amounts.entries()) {
    const params = { transaction_id: `T-${index}`, value, currency: 'UAH' }
    expect(await server(apiEvent({ name: 'purchase', params }))).toMatchObject({
      accepted: 1,
      warnings: [{ field: 'value' }],
    })
  }
  const { body } = await app.api<{ incomplete: Order[] }>('GET', `/api/orders?site=${SITE}`)
  expect(body.incomplete).toHaveLength(amounts.length)
  for (const order of body.incomplete) expect(order).toMatchObject({ value: 0, value_complete: false })
  const put = { site: SITE, status: 'paid', value: 7, currency: 'UAH' }
  expect((await app.api('PUT', '/api/orders/T-0', put)).body).toMatchObject({
    order: { value: 7, value_complete: true },
  })
})

it.each([[5], [[]], [{}], ['-'], ['null'], ['x'.repeat(5000)]])(
  'a server’s user agent %j is not stated; a program’s is a bot’s',
  async (user_agent) => {
    expect(await server(apiEvent({ user_agent }))).toMatchObject({ accepted: 1, dropped: [] })
    for (const program of ['curl/8.5.0', 'Googlebot', 'python-requests/2.32'])
      expect(await server(apiEvent({ user_agent: program }))).toMatchObject({ dropped: [{ reason: 'bot' }] })
  },
)
