/** Exports of orders from Shopify and WooCommerce, read as they are. */
import { describe, expect, it } from 'vitest'
import { findShopTable } from '../../worker/reconcile/findShopTable.ts'
import { readExport } from '../../worker/reconcile/readExport.ts'
import { readShopFile } from '../../worker/reconcile/readShopFile.ts'
import { readShopOrders } from '../../worker/reconcile/shopOrders.ts'
import { statusOf } from '../../worker/reconcile/shopStatuses.ts'
import type { SiteRow } from '../../worker/store/rows.ts'

const SITE = { currency: 'UAH', timezone: 'Europe/Kyiv' } as SiteRow

function read(file: string) {
  const { table } = readShopFile(new TextEncoder().encode(file), null, 'text/csv')
  if (!table) throw new Error('is no export')
  const { rows, mark, unknownStatuses } = readExport(table, SITE.timezone, ({ ids }) => ids[0]!)
  return { ...readShopOrders(rows, SITE, mark), unknownStatuses, table }
}

/** Each order as `id value currency status [- refunded] [@ instant or first instant of the day]`. */
const orders = (file: string) => {
  const { orders: found, unreadable } = read(file)
  expect(unreadable).toEqual([])
  return found.map(({ transaction_id, value_minor, refunded_minor, currency, status, placed }) =>
    [
      ...[transaction_id, value_minor, currency, status],
      ...(refunded_minor ? ['-', refunded_minor] : []),
      ...(placed ? ['@', new Date(placed.from_ms).toISOString()] : []),
    ].join(' '),
  )
}

const SHOPIFY = `Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Cancelled at,Refunded Amount,Id`

describe('an export of Shopify', () => {
  it('has one order for all rows of its items, with its statuses, its times and its refunds', () => {
    expect(
      orders(`${SHOPIFY}
#1004,a@shop.example,partially_refunded,2026-09-03 10:15:00 +0300,fulfilled,UAH,1000.00,50.00,0.00,1050.00,2026-09-03 10:14:59 +0300,1,Mug,1000.00,,250.00,5004
#1003,b@shop.example,paid,2026-09-02 23:30:00 -0400,fulfilled,USD,30.00,0.00,0.00,30.00,2026-09-02 23:30:00 -0400,1,Mug,10.00,,0.00,5003
#1003,b@shop.example,,,,,,,,,2026-09-02 23:30:00 -0400,2,Jug,10.00,,,
#1002,c@shop.example,voided,,,UAH,10.00,0.00,0.00,10.00,2026-09-01 00:00:00 UTC,1,Mug,10.00,2026-09-01 10:00:00 +0300,0.00,5002
#1001,d@shop.example,paid,,,UAH,10.00,0.00,0.00,10.00,2026-09-01 00:00:00 +0300,1,Mug,10.00,2026-09-01 10:00:00 +0300,0.00,5001
#1000,e@shop.example,authorized,,,UAH,10.00,0.00,0.00,10.00,2026-08-31 23:00:00 +0300,1,Mug,10.00,,0.00,5000`),
    ).toEqual([
      '#1004 105000 UAH paid - 25000 @ 2026-09-03T07:14:59.000Z',
      '#1003 3000 USD paid @ 2026-09-03T03:30:00.000Z',
      '#1002 1000 UAH cancelled @ 2026-09-01T00:00:00.000Z',
      '#1001 1000 UAH cancelled @ 2026-08-31T21:00:00.000Z',
      '#1000 1000 UAH pending @ 2026-08-31T20:00:00.000Z',
    ])
  })

  it.each([
    ['paid', 'paid'],
    ['partially_paid', 'pending'],
    ['pending', 'pending'],
    ['refunded', 'refunded'],
    ['expired', 'cancelled'],
    ['unpaid', 'pending'],
  ])('reads %s as %s', (word, status) => {
    expect(orders(`Name,Financial Status,Total,Currency\n#1,${word},10.00,UAH`)).toEqual([
      `#1 1000 UAH ${status}`,
    ])
  })
})

describe('an export of WooCommerce', () => {
  it.each([
    [
      'Advanced Order Export',
      `Order Number,Order Status,Order Date,First Name (Billing),Cart Discount Amount,Order Subtotal Amount,Order Shipping Amount,Order Refund Amount,Order Total Amount,Order Total Tax Amount,SKU,Item #
501,Completed,2026-09-01 10:15:00,A,0,1200.00,50.00,,"1250.50",0,M-1,1
501,Completed,2026-09-01 10:15:00,A,0,1200.00,50.00,,"1250.50",0,M-2,2
502,Refunded,2026-09-02 10:15:00,B,0,10.00,0,10.00,"10.00",0,M-1,1
503,Processing,2026-09-03 10:15:00,B,0,10.00,0,4.00,"10.00",0,M-1,1`,
      [
        '501 125050 UAH paid @ 2026-09-01T07:15:00.000Z',
        '502 1000 UAH refunded - 1000 @ 2026-09-02T07:15:00.000Z',
        '503 1000 UAH paid - 400 @ 2026-09-03T07:15:00.000Z',
      ],
    ],
    [
      'the plugin with keys as titles',
      `order_id,order_number,order_date,paid_date,status,shipping_total,order_total,order_currency,payment_method,transaction_id
9001,A-501,2026-09-01 10:15:00,,wc-on-hold,0,1250.5,EUR,stripe,pi_1
9002,A-502,2026-01-01 10:15:00,,checkout-draft,0,5,EUR,stripe,pi_2`,
      [
        'A-501 125050 EUR pending @ 2026-09-01T07:15:00.000Z',
        'A-502 500 EUR pending @ 2026-01-01T08:15:00.000Z',
      ],
    ],
    [
      'its own report',
      `Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,Attribution
2026-09-01 10:15:00,501,"₴1,250.50",completed,A,new,1× Mug,1,,1200.5,Direct
2026-09-02 10:15:00,502,"₴100.00 ₴80.00",processing,A,new,1× Mug,1,,80,Direct`,
      [
        '501 125050 UAH paid @ 2026-09-01T07:15:00.000Z',
        '502 10000 UAH paid - 2000 @ 2026-09-02T07:15:00.000Z',
      ],
    ],
    [
      'its own report from the page, which has only net sales',
      `Date,Order #,Status,Customer,Net sales,Origin\n2026-09-01 10:15:00,501,Completed,A,1200.5,Direct`,
      ['501 120050 UAH paid @ 2026-09-01T07:15:00.000Z'],
    ],
    [
      'Ukrainian, with semicolons, decimal commas and a title',
      `Замовлення магазину;;;;\n\nНомер замовлення;Статус замовлення;Дата замовлення;Сума замовлення;Доставка
501;Виконано;01.09.2026 10:15;1.250;40,50
502;Очікує оплати;2 вересня 2026 р. о 9:05;99,90;0`,
      ['501 125000 UAH paid @ 2026-09-01T07:15:00.000Z', '502 9990 UAH pending @ 2026-09-02T06:05:00.000Z'],
    ],
    [
      'German, tabs',
      `Bestellnummer\tBestellstatus\tBestelldatum\tGesamtsumme\tWährung\n501\tIn Bearbeitung\t1. September 2026 10:15\t1.250,50 €\tEUR`,
      ['501 125050 EUR paid @ 2026-09-01T07:15:00.000Z'],
    ],
    [
      'Polish, days without times',
      `Numer zamówienia,Status zamówienia,Data zamówienia,Wartość zamówienia,Waluta\n501,Zrealizowane,2026-09-01,"1 250,50 zł",PLN`,
      ['501 125050 PLN paid @ 2026-08-31T21:00:00.000Z'],
    ],
    [
      'English, with dates and times as in America',
      `Order ID,Order Status,Order Date,Order Total\n501,Cancelled,"September 13, 2026 1:05 pm",12.50\n502,Failed,9/13/2026 12:05 AM,12.50`,
      [
        '501 1250 UAH cancelled @ 2026-09-13T10:05:00.000Z',
        '502 1250 UAH cancelled @ 2026-09-12T21:05:00.000Z',
      ],
    ],
    [
      'French',
      `Numéro de commande;État;Date de la commande;Total de la commande\n501;Terminée;01/09/2026 10h15;12,50 €\n502;Échouée;13/09/2026 10h15;12,50 €`,
      ['501 1250 EUR paid @ 2026-09-01T07:15:00.000Z', '502 1250 EUR cancelled @ 2026-09-13T07:15:00.000Z'],
    ],
    [
      'Japanese',
      `注文番号,注文状況,注文日,注文合計,通貨\n501,完了,2026年9月1日 10:15,"12,345",JPY`,
      ['501 12345 JPY paid @ 2026-09-01T07:15:00.000Z'],
    ],
  ])('by %s is read', (_, file, expected) => {
    expect(orders(file)).toEqual(expected)
    expect(read(file).table.format).toBe('woocommerce')
  })

  it('keeps an order whose status or time is not known, and reports the status', () => {
    const { orders: found, unknownStatuses } = read(
      'Order Number,Order Status,Order Date,Order Total\n501,Sent by post,03/04/2026,12.50\n502,Completed,soon,1',
    )
    expect(found).toMatchObject([
      { transaction_id: '501', status: null, placed: null },
      { transaction_id: '502', status: 'paid', placed: null },
    ])
    expect(unknownStatuses).toEqual(['Sent by post'])
  })

  it('reports a row that contradicts an earlier one, and a row without an amount', () => {
    const { unreadable } = read(
      'Order Number,Order Status,Order Total\n501,Completed,12.50\n501,Completed,13\n502,Completed,',
    )
    expect(unreadable).toEqual([
      { line: 3, reason: 'transaction_id: 501 is already on line 2' },
      { line: 4, reason: 'value: is needed' },
    ])
  })

  it.each([
    'wc-processing',
    'Processing',
    'PROCESSING',
    'Обробляється',
    'Выполнен',
    'In Bearbeitung',
    'Terminé',
  ])('knows the status %s', (word) => {
    expect(statusOf(word)).toBe('paid')
  })
})

it('an export with a very long text as a date is read, without that date', () => {
  // In quadratic time this would take minutes.
  expect(orders(`Order Number,Order Total,Order Date\n1,5,10:15 x${' '.repeat(100_000)}x`)).toEqual([
    '1 500 UAH ',
  ])
})

it.each([
  ['Відправлено', 'paid'],
  ['Доставлен', 'paid'],
  ['Новий', 'pending'],
  ['Скасоване', 'cancelled'],
  ['Отменён', 'cancelled'],
  ['Returned', 'refunded'],
])('a status that shops add themselves is known: %s', (word, status) => {
  expect(statusOf(word)).toBe(status)
})

describe('a table with our columns', () => {
  const values = (file: string) => {
    const read = readShopFile(new TextEncoder().encode(file), null, 'text/csv')
    if (read.table) return read.table.format
    const { orders: found, unreadable } = readShopOrders(read.rows, SITE, read.mark)
    return [...found.map(({ value_minor }) => value_minor), ...unreadable.map(({ reason }) => reason)]
  }

  it.each<[string, unknown]>([
    ['transaction_id;value;tax\nT1;1.250;40,50', [125_000]],
    ['transaction_id;value;tax\nT1;1,250;40,50', [125]],
    ['transaction_id,value\nT1,"1,250"\nT2,12.50', [125_000, 1250]],
    ['transaction_id,value,currency\nT1,"1,250",JPY', [1250]],
    ['transaction_id,value\nT1,₴12.50\nT2,€12.50', [1250, 1250]],
    ['transaction_id,value\nT1,$12.50', ['value: $12.50 is in USD, not in UAH']],
    ['transaction_id,value,currency\nT1,$12.50,CAD', [1250]],
    ['transaction_id,value\nT1,"1,250"', ['value: 1,250 may be a thousand or a fraction']],
    ['transaction_id,value,Order Number,Order Total,Order Status\nT1,5,1,6,x', [500]],
    ['order_id,order_total,status,transaction_id\n1,5,wc-completed,pi_1', 'woocommerce'],
  ])('%s has the amounts %s', (file, expected) => {
    expect(values(file)).toEqual(expected)
  })
})

it.each([
  'transaction_id,value,currency,status,ts\nT1,100,UAH,paid,2026-11-20',
  'transaction_id,total\nT1,100',
  'sku,stock\nM-1,5',
  'Date,Total\n2026-11-20,5',
])('a file that begins with %s is no export', (file) => {
  expect(
    findShopTable([
      () => file.split('\n').map((row, i) => ({ line: i + 1, cells: row.split(','), broken: false })),
    ]),
  ).toBeNull()
})
