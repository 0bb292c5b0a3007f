/** Events, and the rows that are stored after requests with them, for the tests of `settle`. */
import { expect } from 'vitest'
import { MINUTE_MS } from '../../wire/time.ts'
import { readTouch } from '../../worker/classify/touch.ts'
import type { Hit } from '../../worker/ingest/hit.ts'
import { NOTHING_KNOWN } from '../../worker/ingest/settle/known.ts'
import type { ServerReport } from '../../worker/ingest/settle/orderRules.ts'
import { settle } from '../../worker/ingest/settle/settle.ts'
import type { RowChange } from '../../worker/store/ledgerStore.ts'
import type { OrderRow, SessionRow, SiteRow } from '../../worker/store/rows.ts'

export const SITE: SiteRow = {
  id: 1,
  site: 'shop.example',
  name: 'Shop',
  timezone: 'Europe/Kyiv',
  currency: 'UAH',
  hosts: ['shop.example'],
  ignored_referrers: [],
  excluded_ips: [],
  points: {},
  retention_days: 730,
  exclude_data_centres: false,
  rows_per_day: null,
  created_ms: 0,
  revenue_counts: 'any',
  identify: 'open',
  hold_above: { UAH: 90_000 },
  exclusions: [],
  keep_params: [],
}
export const START = Date.UTC(2026, 10, 1)
export const META = 'https://shop.example/?utm_source=facebook&utm_medium=cpc&utm_campaign=winter'
export const GOOGLE = 'https://shop.example/?utm_source=google&utm_medium=cpc&utm_campaign=brand'
export const PLAIN = 'https://shop.example/product'

/** A hit of visitor v1. `url` and `referrer` become its touch. */
export function hit(
  id: string,
  minute: number,
  { url = PLAIN, referrer = '', ...more }: Partial<Hit> & { url?: string; referrer?: string } = {},
): Hit {
  return {
    index: 0,
    id,
    name: 'page_view',
    ms: START + minute * MINUTE_MS,
    received_ms: START + minute * MINUTE_MS,
    page: '/',
    touch: readTouch(url, referrer),
    visitor_id: 'v1',
    trusted: true,
    session: null,
    user_id: null,
    value_minor: null,
    currency: null,
    transaction_id: null,
    items: [],
    ad_consent: null,
    value_complete: true,
    params: {},
    where: {
      country: 'UA',
      region: null,
      city: null,
      language: null,
      device: 'mobile',
      browser: 'Chrome',
      os: 'Android',
    },
    ...more,
  }
}

export const purchase = (
  id: string,
  minute: number,
  transaction_id: string,
  value_minor = 1000,
  more: Partial<Hit> = {},
) => hit(id, minute, { name: 'purchase', transaction_id, value_minor, currency: 'UAH', ...more })

/** Input of `settle`: an event, or the server's report of an order. */
export type Incoming = Hit | ServerReport
const isHit = (one: Incoming): one is Hit => 'name' in one

/** Everything stored, after requests in the given order. */
export function stored(requests: Incoming[][], site = SITE) {
  let sessions: SessionRow[] = []
  const orders = new Map<string, OrderRow>()
  const reasons: string[] = []
  const steps = requests.flatMap((request): { hits: Hit[]; report: ServerReport | null }[] => [
    { hits: request.filter(isHit), report: null },
    ...request.filter((one) => !isHit(one)).map((report) => ({ hits: [], report: report as ServerReport })),
  ])
  for (const { hits, report } of steps) {
    const loaded = { ...NOTHING_KNOWN, complete: true, room: 10_000, sessions, orders: [...orders.values()] }
    const settled = settle(site, frozen(loaded), frozen(hits), report && { kind: 'report', ...report })
    expect([settled.incomplete, settled.lacking]).toEqual([false, { stubs: [], touches: [] }])
    const { change, dropped } = settled
    sessions = sessionsAfter(sessions, change)
    expect(change.corrections).toEqual([])
    for (const order of change.orders) orders.set(order.transaction_id, order)
    reasons.push(...dropped.map((drop) => drop.reason))
  }
  return { sessions, orders, reasons }
}

const keyOf = ({ started_ms, id, visitor_id }: { started_ms: number; id: string; visitor_id: string }) =>
  `${visitor_id} ${started_ms} ${id}`

/** The stored sessions after a change. */
export function sessionsAfter(before: SessionRow[], change: RowChange): SessionRow[] {
  const numbers = new Map(change.renumbered.map(({ counted, ...row }) => [keyOf(row), row]))
  const gone = new Set([...change.removed, ...change.sessions].map(keyOf))
  const kept = before
    .filter((row) => !gone.has(keyOf(row)))
    .map((row) => ({ ...row, ...numbers.get(keyOf(row)) }))
  return [...kept, ...change.sessions].sort((a, b) => a.started_ms - b.started_ms || (a.id < b.id ? -1 : 1))
}

/** The parts of the stored rows that reports read. */
export const visible = ({ sessions, orders }: ReturnType<typeof stored>) => ({
  sessions: sessions.map(({ rev, ...row }) => row),
  orders: [...orders.values()]
    .map(({ rev, ...row }) => row)
    .sort((a, b) => (a.transaction_id < b.transaction_id ? -1 : 1)),
})

/** Freezes the value and everything in it, because `settle` must not change its arguments. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) frozen(part)
  }
  return value
}
