/**
 * Random requests to every operation of the API. The answer is never a server error. The document of the
 * API says which operations and parameters there are, so that a new one is tried, too. `TEST_SIZE=full` sends 20,000.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AS_ADMIN } from '../harness.ts'
import { isFull, trials } from '../trials.ts'
import { apiEvent, CHROME, META_AD, wireEvent } from './fixtures.ts'
import { testWorker } from './testWorker.ts'

const REQUESTS = trials(100, 20_000)
/** Requests at the same time: the Worker also meets requests that conflict. */
const AT_ONCE = 8
const SITE = 'shop.example'

interface Sent {
  method: string
  path: string
  headers: Record<string, string>
  body?: string
}
interface Parameter {
  name: string
  in: string
  schema: { enum?: string[] }
}
type Paths = Record<string, Record<string, { parameters?: Parameter[]; requestBody?: unknown }>>

/** Texts that break programs: names that objects inherit, other scripts, controls, quotes, numbers at limits, long texts. */
const TEXTS = [
  ...['', ' ', '0', '-1', '1e309', 'NaN', 'null', 'true', '[]', '{}', '[object Object]', 'undefined'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'],
  ...[
    "'",
    '"',
    '\\',
    '`',
    "' OR 1=1 --",
    '"; DROP TABLE sites; --',
    '%',
    '_',
    '%00',
    '%E0%A4%A',
    '\u0000',
    '\ud800',
  ],
  ...['=1+1', '<script>alert(1)</script>', '../../etc/passwd', '//evil.example', 'a|b', 'a||b', '\\|', ':'],
  ...['Україна', '漢字', '🙂'.repeat(50), 'e\u0301', '\u202e', 'a'.repeat(3000), 'x,'.repeat(500)],
  ...[
    '2026-02-30',
    '0000-01-01',
    '9999-12-31',
    '+275760-09-13',
    '2026-11-29T10:00:00Z',
    '1970-01-01',
    '253402300800000',
  ],
  ...['9007199254740993', '99999999999999999999', '0x10', '1_000', '-0', '00', '1.5', '1e3', '٣'],
  ...[
    'source:is:google',
    'source:is:',
    'did:is:purchase',
    'order_value:over:1e308',
    ':::',
    'source:contains:%',
  ],
  ...[
    'Europe/Kyiv',
    'Etc/GMT+12',
    'Nowhere/None',
    'UAH',
    'KWD',
    'ZZZ',
    'meta',
    'previous',
    '-revenue',
    'revenue,-x',
  ],
]
const VALUES: unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    -0,
    -1,
    1,
    0.1,
    1e-300,
    1e21,
    1.7e308,
    2 ** 53,
    -(2 ** 53),
    2 ** 31,
    1e11,
    9.5e15,
  ],
  ...[
    [],
    {},
    [[]],
    [null],
    [{}],
    { a: 1 },
    { length: 1e9 },
    JSON.parse('{"__proto__": {"x": 1}}'),
    Array(300).fill('x'),
  ],
  ...TEXTS,
]

const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
)
const value = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...VALUES) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
)

const sale = { name: 'purchase', transaction_id: 'T1', value: 10, currency: 'UAH' }
/** Bodies that are right. Each is sent as it is, or with some of its values replaced. */
const BODIES: unknown[] = [
  { site: SITE, events: [apiEvent(), apiEvent(sale), apiEvent({ ...sale, name: 'refund' })] },
  { v: 1, site: SITE, now: Date.now(), events: [wireEvent(), wireEvent({ name: 'purchase', params: sale })] },
  {
    site: SITE,
    status: 'paid',
    value: 10,
    currency: 'UAH',
    refunded: 1,
    visitor_id: 'v1',
    items: [{ item_id: 'a' }],
  },
  { site: 'new.example', name: 'New', timezone: 'UTC', currency: 'EUR', hosts: ['*'], retention_days: 30 },
  { name: 'Shop', excluded_ips: ['10.0.0.0/8'], ignored_referrers: ['pay.example'], points: { purchase: 5 } },
  { name: 'for a colleague', scope: 'read', site: SITE, expires_days: 1 },
  { token: 'a-wrong-token-of-a-stranger' },
  { rates: [{ currency: 'USD', day: '2026-11-01', rate: 41.5 }] },
  [{ day: '2026-11-01', source: 'google', campaign: 'c', spend: 10, currency: 'UAH' }],
  { orders: [{ transaction_id: 'T1', value: 10, currency: 'UAH', status: 'paid', ts: '2026-11-01' }] },
]

/** The value with some of its parts replaced. */
function mutated(of: unknown, luck: () => number, replace: () => unknown): unknown {
  if (luck() < 0.12) return replace()
  if (Array.isArray(of)) return of.map((one) => mutated(one, luck, replace))
  if (typeof of !== 'object' || of === null) return of
  const entries = Object.entries(of).filter(() => luck() > 0.03)
  return Object.fromEntries(entries.map(([key, one]) => [key, mutated(one, luck, replace)]))
}

const bodies = fc
  .tuple(
    fc.constantFrom(...BODIES),
    fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
    fc.infiniteStream(value),
  )
  .map(([body, lucks, values]) => {
    const changed = mutated(
      body,
      () => lucks.next().value,
      () => values.next().value,
    )
    return JSON.stringify(changed) ?? ''
  })
const rawBodies = fc.oneof(
  { weight: 8, arbitrary: bodies },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      '{',
      '[]',
      'null',
      '"',
      '\ufeff{}',
      'day;spend\n1;2',
      'a,b\n"1',
      '[['.repeat(5000),
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
)

const query = encodeURIComponent
/** A lone surrogate cannot be written in a URL. */
const inUrl = (of: string) => query(of.replace(/\p{Surrogate}/gu, '\ufffd'))

/** Random requests to the operations of the document. Sites are not removed: later requests would find nothing. */
function requestsTo(paths: Paths): fc.Arbitrary<Sent> {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => !(method === 'delete' && path === '/api/sites/{site}'))
      .map(([method, { parameters = [] }]) => ({ method: method.toUpperCase(), path, parameters })),
  )
  return fc.constantFrom(...operations).chain(({ method, path, parameters }) => {
    const valuesOf = ({ name, schema }: Parameter) =>
      fc.oneof(
        {
          weight: 2,
          arbitrary: name === 'site' ? fc.constant(SITE) : fc.constantFrom(...(schema.enum ?? TEXTS)),
        },
        { weight: 1, arbitrary: text },
      )
    const inQuery = parameters.filter((one) => one.in === 'query')
    const inPath = parameters.filter((one) => one.in === 'path')
    const asked = fc.tuple(
      ...inQuery.map((one) => fc.option(valuesOf(one), { freq: one.name === 'site' ? 20 : 1 })),
    )
    const places = fc.tuple(...inPath.map(valuesOf))
    const odd = fc.option(fc.tuple(text, text), { freq: 1, nil: null })
    const headers = fc.record({
      authorization: fc.constantFrom(
        ...Array(6).fill(AS_ADMIN.authorization),
        'Bearer x',
        'Basic eA==',
        'Bearer',
      ),
      'user-agent': fc.constantFrom(CHROME, CHROME, '', 'curl/8', '('.repeat(2000)),
      origin: fc.constantFrom(
        `https://${SITE}`,
        'null',
        'https://evil.example',
        'not a url',
        `https://${SITE}:8443`,
      ),
      'content-type': fc.constantFrom(
        'application/json',
        'text/plain',
        'text/csv',
        'multipart/form-data',
        '',
      ),
    })
    const body = method === 'GET' || method === 'DELETE' ? fc.constant(undefined) : rawBodies
    return fc
      .tuple(asked, places, odd, headers, body)
      .map(([values, at, extra, sentHeaders, sentBody]): Sent => {
        let place = 0
        const pathname = path.replace(/\{\w+\}/g, () => inUrl(at[place++] ?? 'x') || 'x')
        const pairs = inQuery.flatMap(({ name }, i) =>
          values[i] == null ? [] : [[name, values[i]] as const],
        )
        const search = [...pairs, ...(extra ? [extra] : [])].map(
          ([name, one]) => `${inUrl(name)}=${inUrl(one)}`,
        )
        return { method, path: `${pathname}?${search.join('&')}`, headers: sentHeaders, body: sentBody }
      })
  })
}

const worker = testWorker()

describe(`${REQUESTS} random requests`, { timeout: 1_200_000 }, () => {
  it('never get a server error', async () => {
    const site = { site: SITE, currency: 'UAH', timezone: 'Europe/Kyiv', hosts: [SITE] }
    const json = { 'content-type': 'application/json' }
    const send = (method: string, path: string, body: unknown, headers: Record<string, string>) =>
      worker.fetch(path, { method, headers: { ...json, ...headers }, body: JSON.stringify(body) })
    expect((await send('POST', '/api/sites', site, AS_ADMIN)).status).toBe(201)
    const seen = [apiEvent({ url: META_AD }), apiEvent({ ...sale, url: META_AD })]
    expect((await send('POST', '/api/events', { site: SITE, events: seen }, AS_ADMIN)).status).toBe(202)
    const document = (await (await worker.fetch('/api/openapi.json')).json()) as { paths: Paths }

    const statuses = new Map<number, number>()
    const failures: unknown[] = []
    const requests = fc.sample(requestsTo(document.paths), REQUESTS)
    const client = async () => {
      for (let sent = requests.pop(); sent; sent = requests.pop()) {
        const { status, text } = await worker
          .fetch(sent.path, sent)
          .then(async (answer) => ({ status: answer.status, text: await answer.text() }))
          .catch((error: unknown) => ({ status: 0, text: String(error) }))
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        if (status === 0 || status >= 500) failures.push({ ...sent, status, text: text.slice(0, 300) })
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, client))
    const counted = [...statuses].sort(([a], [b]) => a - b)
    if (isFull) console.log(JSON.stringify({ requests: REQUESTS, statuses: Object.fromEntries(counted) }))
    expect(failures.slice(0, 5)).toEqual([])
  })
})
