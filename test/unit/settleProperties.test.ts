/** Properties of settling: any history gives the same rows, in whatever order it is delivered. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../../wire/time.ts'
import { NOTHING_KNOWN } from '../../worker/ingest/settle/known.ts'
import type { ServerReport } from '../../worker/ingest/settle/orderRules.ts'
import { settle } from '../../worker/ingest/settle/settle.ts'
import type { Exclusion, SessionRow } from '../../worker/store/rows.ts'
import { TRIALS_TIMEOUT_MS, trials } from '../trials.ts'
import {
  GOOGLE,
  hit,
  type Incoming,
  META,
  PLAIN,
  purchase,
  SITE,
  START,
  stored,
  visible,
} from './settleHarness.ts'

const arbitraryHit = fc
  .record({
    id: fc.integer({ min: 0, max: 40 }),
    minute: fc.integer({ min: 0, max: 400 }),
    visitor: fc.constantFrom('v1', 'v2', 'v3', 'nameless'),
    name: fc.constantFrom('page_view', 'view_item', 'add_to_cart', 'generate_lead', 'purchase', 'refund'),
    url: fc.constantFrom(PLAIN, META, GOOGLE),
    order: fc.constantFrom('T1', 'T2', 'T3'),
    value: fc.integer({ min: 1, max: 100_000 }),
    session: fc.option(fc.constantFrom('s1', 's2'), { freq: 3 }),
    trusted: fc.boolean(),
    received: fc.integer({ min: 400, max: 500 }),
  })
  .map(({ id: number, minute, visitor, name, url, order, value, session, trusted, received }) => {
    // A sender may use the id of an order mark, too.
    const id = number > 37 ? `order:T${number - 37}` : `e${number}`
    return hit(id, minute, {
      name,
      url,
      trusted,
      received_ms: START + received * MINUTE_MS,
      visitor_id: visitor === 'nameless' ? `event:${id}` : visitor,
      session: session
        ? { id: `${visitor === 'nameless' ? id : visitor}${session}`, kind: 'given', opened_ms: null }
        : null,
      ...(name === 'purchase' || name === 'refund'
        ? {
            transaction_id: order,
            // A refund without a value takes that of its items, or all.
            value_minor: name === 'refund' && value % 3 ? null : value,
            currency: 'UAH',
            items:
              name === 'refund'
                ? ([[], [{ item_id: 'mug' }], [{ item_id: 'jug', price: value / 1000, quantity: 2 }]][
                    value % 4
                  ] ?? [])
                : [
                    { item_id: `item of ${id}` },
                    { item_id: 'mug', price: value / 200 },
                    { item_id: 'jug', price: 3 },
                  ],
          }
        : {}),
    })
  })

/** Who placed each order. The server may leave it out, but does not contradict itself. */
const PLACED_BY: Record<string, string | null> = { T1: 'v1', T2: 'v2', T3: null, T4: 'v1' }

const arbitraryReport = fc
  .record({
    order: fc.constantFrom('T1', 'T2', 'T3', 'T4'),
    status: fc.constantFrom('pending' as const, 'paid' as const, 'refunded' as const, 'cancelled' as const),
    hasVisitor: fc.boolean(),
    minute: fc.option(fc.integer({ min: 0, max: 400 })),
    seen: fc.integer({ min: 400, max: 500 }),
    value: fc.integer({ min: 1, max: 100_000 }),
    refunded: fc.option(fc.integer({ min: 0, max: 1000 })),
  })
  .map(
    ({ order, status, hasVisitor, minute, seen, value, refunded }): ServerReport => ({
      transaction_id: order,
      items: null,
      reported: {
        status,
        value_minor: value,
        currency: 'UAH',
        refunded_minor: refunded,
        visitor_id: hasVisitor ? PLACED_BY[order]! : null,
        session_id: null,
        ms: minute === null ? null : START + minute * MINUTE_MS,
        seen_ms: START + seen * MINUTE_MS,
      },
    }),
  )

/** Events with different ids, and at most one report of the server for each status of an order. */
const arbitraryHistory = fc
  .tuple(
    fc.uniqueArray(arbitraryHit, { minLength: 1, maxLength: 25, selector: (one) => one.id }),
    fc.uniqueArray(arbitraryReport, {
      maxLength: 6,
      selector: ({ transaction_id, reported }) => `${transaction_id} ${reported.status}`,
    }),
  )
  .map(([hits, puts]): Incoming[] => [...hits, ...puts])

/** What an admin may have excluded from reports. */
const EXCLUSIONS: Exclusion[] = [
  { kind: 'visitor', value: 'v1', from_ms: null, to_ms: null },
  { kind: 'source', value: 'facebook', from_ms: null, to_ms: null },
  {
    ...{ kind: 'interval', value: null },
    ...{ from_ms: START + 100 * MINUTE_MS, to_ms: START + 200 * MINUTE_MS },
  },
]

describe('any history', { timeout: TRIALS_TIMEOUT_MS }, () => {
  it('gives the same rows in any order of delivery, however often an event is repeated', () => {
    const history = arbitraryHistory.chain((incoming) =>
      fc.record({
        incoming: fc.constant(incoming),
        shuffled: fc.shuffledSubarray([...incoming, ...incoming], {
          minLength: incoming.length,
          maxLength: 2 * incoming.length,
        }),
        size: fc.integer({ min: 1, max: 6 }),
        exclusions: fc.subarray(EXCLUSIONS),
      }),
    )
    fc.assert(
      fc.property(history, ({ incoming, shuffled, size, exclusions }) => {
        const missing = incoming.filter((one) => !shuffled.includes(one))
        const delivered = [...shuffled, ...missing]
        const requests: Incoming[][] = []
        for (let i = 0; i < delivered.length; i += size) requests.push(delivered.slice(i, i + size))
        const site = { ...SITE, exclusions }
        expect(visible(stored(requests, site))).toEqual(visible(stored([incoming], site)))
      }),
      { numRuns: trials(300) },
    )
  })

  it('credits every order and conversion in full under every model', () => {
    fc.assert(
      fc.property(arbitraryHistory, (incoming) => {
        const { orders, sessions } = stored([incoming])
        const paths = [
          ...[...orders.values()].map((o) => o.path),
          ...sessions.flatMap((s) => (s.path ? [s.path] : [])),
        ]
        for (const path of paths)
          for (const model of [
            'first',
            'last',
            'last_non_direct',
            'linear',
            'position',
            'time_decay',
          ] as const) {
            const ends = path.flatMap((entry) => (entry.w[model] ? [entry.w[model]] : []))
            expect(ends[0]![0]).toBe(0)
            expect(ends.at(-1)![1]).toBe(1)
            expect(ends.slice(1).map(([from]) => from)).toEqual(ends.slice(0, -1).map(([, to]) => to))
          }
      }),
      { numRuns: trials(100) },
    )
  })
})

it('keeps 1,000 sessions of one visitor at most, then only purchases and events of a current session', () => {
  const known = (sessions: SessionRow[]) => ({ ...NOTHING_KNOWN, room: 100_000, complete: true, sessions })
  const minutes = Array.from({ length: 1000 }, (_, visit) => visit * 31)
  const first = settle(
    SITE,
    known([]),
    minutes.map((minute) => hit(`e${minute}`, minute)),
  )
  const { sessions } = first.change
  expect([sessions.length, first.dropped]).toEqual([1000, []])
  const next = 1000 * 31
  const incoming = [
    hit('more', next - 1),
    hit('new', next + 60),
    purchase('sale', next + 120, 'T1'),
    hit('new', next + 60),
  ]
  const { change, dropped } = settle(
    SITE,
    known(sessions),
    incoming.map((one, index) => ({ ...one, index })),
  )
  expect(dropped.map(({ index, reason }) => [index, reason])).toEqual([
    [3, 'duplicate'],
    [1, 'rate_limited'],
  ])
  expect(change.sessions.map(({ visit_number, event_count }) => [visit_number, event_count])).toEqual([
    [1000, 2],
    [1001, 1],
  ])
})
