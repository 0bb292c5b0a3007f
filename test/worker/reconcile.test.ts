import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../wire/time.ts'
import { ADMIN_TOKEN } from '../harness.ts'
import { apiEvent, type ErrorBody, META_AD, newSite, post } from './fixtures.ts'
import { testWorker } from './testWorker.ts'

const worker = testWorker()

interface Group {
  count: number
  shop_revenue: number
  tracked_revenue: number
  orders: Record<string, unknown>[]
}
type Names = 'shop' | 'matched' | 'differ' | 'never_seen' | 'not_seen_by_browser' | 'only_tracked'
interface Answer extends ErrorBody, Record<Names, Group> {
  currency: string
  period: { from: string; to: string; timezone: string } | null
  known_source: Record<string, number>
  unconverted: Record<string, unknown>[]
  invalid: { count: number; rows: { line: number; reason: string }[] }
}

const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString()

const reconcile = async (site: string, body: unknown, type = 'application/json', token = ADMIN_TOKEN) => {
  const answer = await worker.fetch(`/api/reconcile?site=${site}`, {
    method: 'POST',
    headers: { 'content-type': type, authorization: `Bearer ${token}` },
    body: typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
  })
  return { status: answer.status, body: (await answer.json()) as Answer }
}
const csv = (site: string, lines: string[]) => reconcile(site, lines.join('\r\n'), 'text/csv')

const order = (transaction_id: string, more: Record<string, unknown> = {}) => ({
  transaction_id,
  value: 100,
  currency: 'UAH',
  status: 'paid',
  ts: ago(10),
  ...more,
})
const put = async (site: string, id: string, more: Record<string, unknown> = {}) => {
  const { transaction_id: _, ...report } = order(id, more)
  expect(await worker.api('PUT', `/api/orders/${id}`, { site, ...report })).toMatchObject({ status: 200 })
}
const buy = async (site: string, id: string, { url, ...more }: Record<string, unknown> = {}) => {
  const at = { visitor_id: `visitor-${id}-7`, ts: more.ts ?? ago(10) }
  const purchase = { name: 'purchase', transaction_id: id, value: 100, currency: 'UAH' }
  const { body } = await post(worker, site, [
    apiEvent({ ...at, ...(url ? { url } : {}) }),
    apiEvent({ ...purchase, ...at, ...more }),
  ])
  expect(body).toEqual({ accepted: 2, dropped: [] })
}
const ids = ({ orders }: Group) => orders.map(({ transaction_id }) => transaction_id)

describe('reconciling the shop’s orders', () => {
  it('reports what matches, differs, was never seen, was not seen by the browser, and is only tracked', async () => {
    const site = await newSite(worker)
    await buy(site, 'SAME', { url: META_AD })
    await buy(site, 'VALUE', { value: 99.99 })
    await buy(site, 'CURRENCY', { currency: 'EUR' })
    await buy(site, 'STATUS')
    await put(site, 'SERVER')
    await buy(site, 'OURS', { ts: ago(5) })
    await put(site, 'PENDING', { status: 'pending', ts: ago(6) })
    await buy(site, 'LATER', { ts: ago(1) })
    const { status, body } = await reconcile(site, {
      orders: [
        order('SAME', { ts: ago(12) }),
        order('VALUE'),
        order('CURRENCY'),
        order('STATUS', { status: 'cancelled' }),
        order('SERVER'),
        order('NEVER', { value: 250.25, ts: ago(4) }),
      ],
    })
    expect(status).toBe(200)
    expect(body.currency).toBe('UAH')
    expect(body.period).toMatchObject({ timezone: 'Europe/Kyiv' })
    expect(body.shop).toEqual({ count: 6, shop_revenue: 650.25, tracked_revenue: 399.99 })
    expect(body.matched).toEqual({ count: 2, shop_revenue: 200, tracked_revenue: 200 })
    expect(body.differ).toMatchObject({ count: 3, shop_revenue: 200, tracked_revenue: 199.99 })
    expect(body.differ.orders).toMatchObject([
      {
        line: 2,
        transaction_id: 'VALUE',
        differs: ['value'],
        shop: { value: 100, currency: 'UAH', status: 'paid' },
        tracked: { value: 99.99, currency: 'UAH', status: 'paid', refunded: 0, seen_by_browser: true },
      },
      { transaction_id: 'CURRENCY', differs: ['currency'], tracked: { currency: 'EUR' } },
      { transaction_id: 'STATUS', differs: ['status'], shop: { status: 'cancelled' } },
    ])
    expect(body.never_seen).toMatchObject({ count: 1, shop_revenue: 250.25, tracked_revenue: 0 })
    expect(body.never_seen.orders).toMatchObject([{ transaction_id: 'NEVER', line: 6, tracked: null }])
    expect(body.not_seen_by_browser).toMatchObject({ count: 1, shop_revenue: 100 })
    expect(ids(body.not_seen_by_browser)).toEqual(['SERVER'])
    expect(body.only_tracked).toMatchObject({ count: 2, tracked_revenue: 100 })
    expect(body.only_tracked.orders).toMatchObject([
      { transaction_id: 'PENDING', line: null, shop: null, tracked: { status: 'pending' } },
      { transaction_id: 'OURS', tracked: { status: 'paid', value: 100 } },
    ])
    expect(body.invalid).toEqual({ count: 0, rows: [] })
  })

  it('reports which share of paid revenue and paid orders has a known source', async () => {
    const site = await newSite(worker)
    await buy(site, 'AD', { url: META_AD, value: 300 })
    await buy(site, 'DIRECT')
    await put(site, 'NOBODY')
    await buy(site, 'CANCELLED', { url: META_AD })
    const { body } = await reconcile(site, [
      order('AD', { value: 300 }),
      order('DIRECT'),
      order('NOBODY'),
      order('CANCELLED', { status: 'canceled' }),
      order('NEVER', { value: 300 }),
    ])
    expect(body.known_source).toEqual({ revenue: 300, revenue_percent: 37.5, orders: 1, orders_percent: 25 })
  })

  it('adds money exactly and subtracts refunds from the tracked revenue', async () => {
    const site = await newSite(worker)
    await put(site, 'T1', { value: 0.1 })
    await put(site, 'T2', { value: 0.2 })
    await put(site, 'T3', { value: 1250.5, refunded: 250.5 })
    const { body } = await reconcile(site, [
      order('T1', { value: 0.1 }),
      order('T2', { value: '0.20' }),
      order('T3', { value: 1250.5 }),
    ])
    expect(body.matched).toEqual({ count: 3, shop_revenue: 1250.8, tracked_revenue: 1000.3 })
  })

  it('converts other currencies by the rate of their day, and reports currencies without a rate separately', async () => {
    const site = await newSite(worker)
    const rates = [
      { currency: 'EUR', date: '2026-01-01', rate: 50 },
      { currency: 'EUR', date: ago(24).slice(0, 10), rate: 40.123 },
    ]
    await worker.api('PUT', `/api/rates?site=${site}`, { rates })
    await put(site, 'T1', { currency: 'EUR' })
    const { body } = await reconcile(site, [
      order('T1', { currency: 'eur', ts: '2026-02-01' }),
      order('T2', { currency: 'EUR', ts: '2026-02-01' }),
      order('T3', { currency: 'USD', value: 7.5 }),
    ])
    expect(body.matched).toEqual({ count: 1, shop_revenue: 4012.3, tracked_revenue: 4012.3 })
    expect(body.never_seen).toMatchObject({ count: 2, shop_revenue: 5000 })
    expect(body.unconverted).toEqual([{ currency: 'USD', orders: 1, revenue: 7.5 }])
  })

  it('covers the whole day of a date in the site’s time zone, and uses the tracked times if the shop states none', async () => {
    const site = await newSite(worker)
    await put(site, 'EARLY', { ts: '2026-11-19T21:59:59Z' })
    await put(site, 'FIRST', { ts: '2026-11-19T22:00:00Z' })
    await put(site, 'LAST', { ts: '2026-11-20T21:59:59Z' })
    await put(site, 'LATE', { ts: '2026-11-20T22:00:00Z' })
    const dated = await reconcile(site, [{ transaction_id: 'X', value: 1, ts: '2026-11-20' }])
    expect(dated.body.period).toMatchObject({
      from: '2026-11-19T22:00:00.000Z',
      to: '2026-11-20T22:00:00.000Z',
    })
    expect(ids(dated.body.only_tracked)).toEqual(['FIRST', 'LAST'])
    const undated = await reconcile(site, [
      { transaction_id: 'EARLY', value: 100 },
      { transaction_id: 'LAST', value: 100 },
    ])
    expect(ids(undated.body.only_tracked)).toEqual(['FIRST'])
    expect(undated.body.matched).toMatchObject({ count: 2, shop_revenue: 200 })
    const unknown = await reconcile(site, [{ transaction_id: 'X', value: 1 }])
    expect(unknown.body).toMatchObject({ period: null, only_tracked: { count: 0 }, never_seen: { count: 1 } })
  })

  it('counts neither a refund without its order nor the orders of another site', async () => {
    const [site, other] = [await newSite(worker), await newSite(worker)]
    const refund = { name: 'refund', transaction_id: 'T1', value: 10, currency: 'UAH', ts: ago(10) }
    await post(worker, site, [apiEvent(refund)])
    await put(other, 'T2')
    const { body } = await reconcile(site, [order('T1'), order('T2', { ts: ago(20) })])
    expect(ids(body.never_seen)).toEqual(['T1', 'T2'])
    expect(body.only_tracked.count).toBe(0)
  })

  it('lists at most 1,000 orders and counts all', async () => {
    const site = await newSite(worker)
    const orders = Array.from({ length: 1200 }, (_, i) => order(`N${i}`, { value: 0.01 }))
    const { body } = await reconcile(site, { orders: [...orders, ...orders.map(() => ({ value: 1 }))] })
    expect(body.never_seen).toMatchObject({ count: 1200, shop_revenue: 12 })
    expect(body.never_seen.orders).toHaveLength(1000)
    expect(body.invalid.count).toBe(1200)
    expect(body.invalid.rows).toHaveLength(1000)
  })
})

describe('the shop’s orders as CSV', () => {
  it('are read with commas or semicolons, headings in any case and order, a BOM and blank lines', async () => {
    const site = await newSite(worker)
    await put(site, 'T1', { value: 1250.5 })
    const tables: string[][] = [
      ['\uFEFFtransaction_id,value,currency,status,ts', `T1,1250.50,UAH,paid,${ago(10)}`],
      ['Status;Note;TS;Value;Transaction ID;Currency', '', 'PAID;a;2026-11-20;1250,50;T1;uah', ';;;;;', ''],
      ['"Transaction_Id"\t"VALUE"', '"T1"\t"1 250,50"'],
      ['value,transaction_id,note', '"1,250.50",T1,"two', 'lines, one cell"'],
      ['value;transaction_id', '1.250,5;T1'],
    ]
    for (const lines of tables) {
      const { status, body } = await csv(site, lines)
      expect(status, lines[0]).toBe(200)
      expect(body, lines[0]).toMatchObject({
        shop: { count: 1 },
        matched: { count: 1, shop_revenue: 1250.5 },
        invalid: { count: 0 },
      })
    }
  })

  it('are recognised by the text if the content type states neither CSV nor JSON', async () => {
    const site = await newSite(worker)
    await put(site, 'T1')
    for (const body of ['transaction_id,value\nT1,100', '[{"transaction_id":"T1","value":100}]'])
      expect((await reconcile(site, body, 'text/plain')).body.matched.count).toBe(1)
  })

  it('are read as Shopify exports them, by the id that is tracked', async () => {
    const site = await newSite(worker)
    await put(site, '1001', { value: 1250.5 })
    await put(site, '1002', { value: 1000, refunded: 250 })
    await put(site, '1004', { value: 1000, refunded: 100 })
    const { status, body } = await csv(site, [
      'Name,Email,Financial Status,Currency,Total,Created at,Lineitem name,Cancelled at,Refunded Amount,Id',
      `#1001,a@b.example,paid,UAH,1250.50,2026-11-20 10:00:00 +0200,Mug,,0.00,9001`,
      `#1001,a@b.example,,,,2026-11-20 10:00:00 +0200,Jug,,,`,
      `#1002,a@b.example,partially_refunded,UAH,1000.00,2026-11-20 11:00:00 +0200,Mug,,250.00,9002`,
      `#1003,a@b.example,voided,UAH,10.00,2026-11-20 12:00:00 +0200,Mug,2026-11-20 12:30:00 +0200,0.00,9003`,
      `#1004,a@b.example,partially_refunded,UAH,1000.00,2026-11-20 13:00:00 +0200,Mug,,300.00,9004`,
      `#1005,a@b.example,partially_refunded,USD,20.00,2026-11-20 13:00:00 +0200,Mug,,5.00,9005`,
    ])
    expect(status).toBe(200)
    expect(body).toMatchObject({ format: 'shopify', value_column: 'Total', unknown_statuses: [] })
    expect(body.shop).toEqual({ count: 5, shop_revenue: 2700.5, tracked_revenue: 2900.5 })
    expect(body.matched).toEqual({ count: 2, shop_revenue: 2000.5, tracked_revenue: 2000.5 })
    expect(body.differ.orders).toMatchObject([{ transaction_id: '1004', differs: ['refunded'] }])
    expect(ids(body.never_seen)).toEqual(['1003', '1005'])
    expect(body.unconverted).toEqual([{ currency: 'USD', orders: 1, revenue: 15 }])
    expect(body.invalid.count).toBe(0)
  })

  it('are read as WooCommerce exports them, also as a workbook', async () => {
    const site = await newSite(worker)
    await put(site, '501', { value: 1250.505, currency: 'KWD' })
    const rows = [
      ['Orders of the shop'],
      ['Order Number', 'Order Status', 'Order Date', 'Order Total', 'Order Currency'],
      [501, 'wc-completed', new Date(Date.UTC(2026, 10, 20, 10)), 1250.505, 'KWD'],
    ]
    const bytes = await writeXlsx({ sheets: [{ name: 'Orders', rows }] })
    const { status, body } = await reconcile(site, bytes, 'application/octet-stream')
    expect(status).toBe(200)
    expect(body).toMatchObject({ format: 'woocommerce', matched: { count: 1 }, invalid: { count: 0 } })
  })

  it('are read without the rows that cannot be read, which are reported with line and reason', async () => {
    const site = await newSite(worker)
    await put(site, 'BAD', { ts: ago(9) })
    // The amounts of the first and the last row contradict each other, so that nothing decides what 1,250 is.
    const { status, body } = await csv(site, [
      'transaction_id;value;currency;status;ts',
      `GOOD;100.50;UAH;paid;${ago(10)}`,
      ';100;UAH;paid;2026-11-20',
      'BAD;ten;UAH;paid;2026-11-20',
      'T3;-1;UAH;paid;2026-11-20',
      'T4;100;ZZZ;paid;2026-11-20',
      'T5;100;UAH;shipped;2026-11-20',
      'T6;100;UAH;paid;20.11.2026',
      'T7;1,255;UAH;paid;2026-11-20',
      'T8;100;UAH;paid;2026-11-20;100',
      'GOOD;100;UAH;paid;2026-11-20',
      'T9',
      `${'x'.repeat(2_500_000)};100;UAH;paid;2026-11-20`,
      `LAST;100,50;UAH;paid;${ago(8)}`,
    ])
    expect(status).toBe(200)
    expect(body.shop).toMatchObject({ count: 2, shop_revenue: 201 })
    expect(body.invalid.count).toBe(11)
    expect(body.invalid.rows.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '3 transaction_id: is needed',
      '4 value: must be a number',
      '5 value: must not be negative',
      '6 currency: must be an ISO 4217 code, such as UAH',
      expect.stringMatching(/^7 status: /),
      '8 ts: must be a date (2026-11-22) or an instant (2026-11-22T10:00:00Z)',
      '9 value: 1,255 may be a thousand or a fraction',
      '10 has more cells than the heading',
      '11 transaction_id: GOOD is already on line 2',
      '12 value: is needed',
      expect.stringMatching(/^13 transaction_id: /),
    ])
    expect(ids(body.only_tracked), 'the shop has it, though unreadable').toEqual([])
  })
})

describe('a reconciliation is refused', () => {
  const cases: [what: string, path: string | null, type: string, body: string][] = [
    ['that is not JSON', 'body', 'application/json', 'transaction_id,value'],
    ['without a list of orders', 'orders', 'application/json', '{"rows":[]}'],
    ['without any order', 'orders', 'application/json', '{"orders":[]}'],
    ['with nothing but headings', 'orders', 'text/csv', 'transaction_id,value\n'],
    ['that is empty', 'transaction_id', 'text/csv', ''],
    ['without a column of values', 'value', 'text/csv', 'transaction_id,total\nT1,100'],
    ['with two columns of values', 'value', 'text/csv', 'transaction_id,value,Value\nT1,100,90'],
    ['with a quote that is never closed', 'body', 'text/csv', 'transaction_id,value\n"T1,100\nT2,100'],
  ]
  for (const [what, path, type, body] of cases)
    it(`${what}: 400, naming ${path}`, async () => {
      const answer = await reconcile(await newSite(worker), body, type)
      expect(answer.status).toBe(400)
      expect(answer.body.error.issues).toMatchObject([{ path }])
    })

  it('that is too large or has too many rows: 413', async () => {
    const site = await newSite(worker)
    const many = ['transaction_id,value', ...Array.from({ length: 20_001 }, (_, i) => `T${i},1`)]
    expect((await csv(site, many)).status).toBe(413)
    const { status, body } = await reconcile(site, 'x'.repeat(5_300_000), 'text/csv')
    expect(status).toBe(413)
    expect(body.error.code).toBe('too_large')
  })

  it('of a site that does not exist: 404; without a site: 400; without the right to read: 401 and 403', async () => {
    const site = await newSite(worker)
    expect((await reconcile('nobody.example', [order('T1')])).status).toBe(404)
    expect((await worker.api('POST', '/api/reconcile', [order('T1')])).status).toBe(400)
    expect((await reconcile(site, [order('T1')], 'application/json', 'wrong')).status).toBe(401)
    const { body } = await worker.api<{ token: string }>('POST', '/api/tokens', { scope: 'ingest' })
    expect((await reconcile(site, [order('T1')], 'application/json', body.token)).status).toBe(403)
  })
})
