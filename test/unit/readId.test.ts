/** Ids as they are compared, wherever they come in, and as exports show them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isGuarded } from '../../wire/isGuarded.ts'
import { readId } from '../../wire/readId.ts'
import {
  apiEvent,
  commerce,
  costRow,
  exclusionPost,
  item,
  orderPut,
  shopOrder,
  transactionId,
  wireEvent,
} from '../../wire/schema.ts'
import { anonymousVisitor } from '../../worker/ingest/anonymousVisitor.ts'
import { readApi } from '../../worker/ingest/draft.ts'
import { LETTER_SALT } from '../../worker/store/saltStore.ts'
import type { Store } from '../../worker/store/store.ts'

const event = { name: 'purchase', url: 'https://shop.example/' }
const CIRCUMSTANCES = { site: { keep_params: [], currency: 'UAH' }, received_ms: 0 }
const put = { site: 'shop.example', status: 'paid', value: 1, currency: 'UAH' }
const cost = { date: '2026-11-22', source: 'google', campaign: 'brand', spend: 1, currency: 'UAH' }

/** Every place where an id comes in: what it is read as. Throws if it is refused. */
const PLACES: Record<string, (id: unknown) => unknown> = {
  'PUT /api/orders/{id}': (id) => transactionId.parse(id),
  'an order’s number in an event': (id) =>
    commerce.parse({ ...event, value: 1, currency: 'UAH', transaction_id: id }).transaction_id,
  'an order’s number in the shop’s books': (id) =>
    shopOrder.parse({ transaction_id: id, value: 1 }).transaction_id,
  'an event': (id) => apiEvent.parse({ ...event, id }).id,
  'an event of the script': (id) => wireEvent.parse({ ...event, at: 0, id }).id,
  'a visitor': (id) => apiEvent.parse({ ...event, visitor_id: id }).visitor_id,
  'a session': (id) => apiEvent.parse({ ...event, session_id: id }).session_id,
  'a person': (id) => apiEvent.parse({ ...event, user_id: id }).user_id,
  'a visitor of a report': (id) => orderPut.parse({ ...put, visitor_id: id }).visitor_id,
  'a session of a report': (id) => orderPut.parse({ ...put, session_id: id }).session_id,
  'an excluded visitor': (id) =>
    (exclusionPost.parse({ visitor_id: id }) as { visitor_id: string }).visitor_id,
  'an item': (id) => item.parse({ item_id: id }).item_id,
  'a campaign': (id) => costRow.parse({ ...cost, campaign_id: id }).campaign_id,
  'an ad': (id) => costRow.parse({ ...cost, content_id: id }).content_id,
}

describe.each(Object.entries(PLACES))('the id of %s', (_, read) => {
  it.each([
    ['\n   A-17\n', 'A-17'],
    ['\u00a0A-17\u200b\u2060', 'A-17'],
    ['\ufeff\tзамовлення 5\r\n', 'замовлення 5'],
    ['820982911946154508', '820982911946154508'],
    [' 00012 ', '00012'],
    ["'820982911946154508", '820982911946154508'],
    ["'00012", '00012'],
    ["O'Neill", "O'Neill"],
    ["'tis", "'tis"],
    [1042, '1042'],
    [12.5, '12.5'],
    [Number.MAX_SAFE_INTEGER, '9007199254740991'],
  ])('%j is %s', (sent, id) => {
    expect(read(sent)).toBe(id)
  })

  it.each(['820982911946154508', '9007199254740992', '-9007199254740993', '1e21', '12345678901234.56789'])(
    'is refused as the JSON number %s, with the advice to send text',
    (json) => {
      expect(() => read(JSON.parse(json))).toThrow(/beyond 2\^53.*send it as text/)
    },
  )
})

it('a blank id is none', () => {
  for (const blank of ['', '  ', '\u200b', null, undefined])
    expect(apiEvent.parse({ ...event, visitor_id: blank, user_id: blank })).toMatchObject({
      ...{ visitor_id: null, user_id: null },
    })
  for (const blank of ['', ' \n'])
    expect(() => commerce.parse({ ...event, value: 1, currency: 'UAH', transaction_id: blank })).toThrow()
})

it('a long row of blanks within an id costs no more than its length', () => {
  const started = performance.now()
  readId(`a${' '.repeat(65_000)}b`)
  expect(performance.now() - started).toBeLessThan(1000)
})

it('a number that is not exact is left out of the parameters, with the advice to send text', () => {
  const sent = { ...event, name: 'search', params: { ref: 2 ** 60, n: 12, price: 1e21 } }
  const read = readApi(sent, CIRCUMSTANCES)
  expect(read).toMatchObject({ draft: { params: { n: 12 } } })
  expect('draft' in read && read.draft.warnings.map(({ field }) => field)).toEqual([
    'params.ref',
    'params.price',
  ])
})

it.each<[string, boolean]>([
  ['820982911946154508', true],
  ['1764480000000100.8437126', true],
  ['0012', true],
  ['1.10', true],
  ['12e7', true],
  ['1E5', true],
  ['=1+1', true],
  ['-5', true],
  ['0', false],
  ['1042', false],
  ['12.5', false],
  ['123456789012345', false],
  ['e1764480000000100', false],
  ['2026-11-22', false],
  ['1.2.3', false],
  ['A-17', false],
  ['', false],
])('an export marks %j as text: %s', (text, is) => {
  expect(isGuarded(text)).toBe(is)
})

it('an id is the same with white space around it, read twice, and as an export shows it', () => {
  const id = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^'?[\d.e+=-]{0,22}$/))
  const blank = fc.string({ unit: fc.constantFrom(' ', '\n', '\t', '\u00a0', '\u200b', '\ufeff') })
  fc.assert(
    fc.property(id, blank, blank, (text, before, after) => {
      const read = readId(text) as string
      expect(readId(before + text + after)).toBe(read)
      expect(readId(isGuarded(read) ? `'${read}` : read)).toBe(isGuarded(read) ? read : readId(read))
    }),
  )
})

it('every id that we make begins with a letter', async () => {
  const salts = async () => ({ today: LETTER_SALT, yesterday: null })
  const trace = { site_id: 1, site: 'shop.example', ip: '203.0.113.7', user_agent: 'Firefox' }
  expect(await anonymousVisitor({ salts } as unknown as Store, trace, 0)).toMatch(/^[a-z]/)
  const read = readApi({ ...event, name: 'page_view' }, CIRCUMSTANCES)
  expect('draft' in read && [read.draft.id, read.draft.visitor_id]).toEqual([
    expect.stringMatching(/^[a-z]/),
    expect.stringMatching(/^[a-z]/),
  ])
})
