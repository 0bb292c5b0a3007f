/** An isolate's memory of recent sessions never overrides what another isolate has written. */
import { beforeEach, describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../wire/time.ts'
import { commit } from '../../worker/ingest/commit.ts'
import { eraseVisitors } from '../../worker/ingest/eraseVisitors.ts'
import { ingest } from '../../worker/ingest/ingest.ts'
import type { SessionRow } from '../../worker/store/rows.ts'
import { apiEvent, META_AD, wireEvent } from './fixtures.ts'
import { type Isolate, newStore } from './recorder.ts'

let here: Isolate
let there: Isolate
beforeEach(async () => {
  here = await newStore()
  there = await newStore(here.recorder.db)
})

const send = ({ store, request }: Isolate, ...events: unknown[]) => ingest(store, events, request('browser'))
const sessions = async (): Promise<SessionRow[]> => {
  const { store, site } = await newStore(here.recorder.db)
  return store.sessionsOf(site.id, [{ visitor_id: 'v1', session_id: null, from_ms: 0 }])
}
const eventsOf = async () => (await sessions()).map(({ id, events }) => [id, events.length])
const session = (id: string) => ({ id, at: Date.now(), url: META_AD, referrer: '' })

describe('an isolate that remembers a session', () => {
  beforeEach(async () => {
    await send(here, wireEvent())
  })

  it('does not read it again', async () => {
    here.recorder.seen.clear()
    await send(here, wireEvent())
    expect([...here.recorder.seen].map((sql) => sql.trim().split(' ')[0])).toEqual(['UPDATE'])
    expect(await eventsOf()).toEqual([['s1', 2]])
  })

  it('loses no event that another isolate has added', async () => {
    for (let round = 0; round < 3; round++) {
      await send(there, wireEvent())
      await send(here, wireEvent())
    }
    expect(await eventsOf()).toEqual([['s1', 7]])
  })

  it('counts an event once if another isolate has stored it already', async () => {
    const event = wireEvent()
    await send(there, event)
    expect((await send(here, event, wireEvent())).dropped).toMatchObject([{ index: 0, reason: 'duplicate' }])
    expect(await eventsOf()).toEqual([['s1', 3]])
  })

  it('notices a session that has begun in another isolate', async () => {
    await send(there, wireEvent({ session: session('s2') }))
    await send(here, wireEvent())
    await send(here, wireEvent({ session: session('s3') }))
    const stored = await sessions()
    expect(stored.map(({ id, visit_number }) => [id, visit_number])).toEqual([
      ['s1', 1],
      ['s2', 2],
      ['s3', 3],
    ])
  })

  it('numbers its session after an earlier one that a server reports to another isolate', async () => {
    const ts = new Date(Date.now() - 3 * HOUR_MS).toISOString()
    await ingest(there.store, [apiEvent({ ts })], there.request('server'))
    await send(here, wireEvent())
    expect((await sessions()).map(({ visit_number }) => visit_number)).toEqual([1, 2])
    expect((await eventsOf())[1]).toEqual(['s1', 2])
  })

  it('does not restore a visitor that another isolate has erased', async () => {
    await eraseVisitors(there.store, there.site, ['v1'], Date.now())
    await send(here, wireEvent())
    expect(await eventsOf()).toEqual([['s1', 1]])
  })

  it('continues the session after another isolate was faster at the same moment', async () => {
    const [one, other] = [send(here, wireEvent()), send(there, wireEvent())]
    expect([(await one).accepted, (await other).accepted]).toEqual([1, 1])
    expect(await eventsOf()).toEqual([['s1', 3]])
  })
})

it('an isolate that remembers a session notices a related session of another isolate', async () => {
  const at = Date.now() - 31 * MINUTE_MS
  await send(here, wireEvent({ at, session: { ...session('s1'), at } }))
  await ingest(there.store, [apiEvent()], there.request('server'))
  expect((await eventsOf()).map(([, count]) => count)).toEqual([1, 1])
  // The page's event arrives late: the server has already reported the same session.
  await send(here, wireEvent({ at: Date.now() - 5000 }))
  expect(await eventsOf()).toEqual([['s1', 3]])
})

it('a session that begins while an order waits for it gets the order, whichever isolate took it', async () => {
  const { store, site } = there
  const reported = {
    status: 'paid' as const,
    value_minor: 1000,
    currency: 'UAH',
    refunded_minor: null,
    visitor_id: 'v1',
    session_id: null,
    ms: null,
    seen_ms: Date.now(),
  }
  await commit(store, site, [], {
    request: { kind: 'report', transaction_id: 'T1', items: null, reported },
    now_ms: Date.now(),
  })
  await send(here, wireEvent({ at: Date.now() - 1000, session: { ...session('s1'), at: Date.now() - 1000 } }))
  expect((await sessions()).map(({ events }) => events.map(({ name }) => name))).toEqual([
    ['page_view', 'purchase'],
  ])
})

describe('a page view that opens a session', () => {
  const opening = (id: string, more: object = {}) => {
    const at = Date.now()
    return wireEvent({ at, session: { ...session(id), at }, ...more })
  }
  const first = [['s1', 1, null]]
  const visits = async () =>
    (await sessions()).map(({ id, visit_number, prev_started_ms }) => [id, visit_number, prev_started_ms])

  it('takes one round trip to the database if the visitor is new', async () => {
    let ways = 0
    const { recorder } = here
    const batch = recorder.batch.bind(recorder)
    recorder.batch = (statements) => {
      ways++
      return batch(statements)
    }
    await send(here, opening('s1'), wireEvent({ name: 'view_item' }))
    expect([ways, recorder.seen.size]).toEqual([1, 2])
    expect(await eventsOf()).toEqual([['s1', 2]])
    expect(await visits()).toEqual(first)
  })

  it('counts once if it comes twice, also at the same moment', async () => {
    const event = opening('s1')
    const answers = await Promise.all([send(here, event), send(there, event)])
    expect(answers.map(({ accepted }) => accepted).sort()).toEqual([0, 1])
    expect((await send(await newStore(here.recorder.db), event)).dropped).toMatchObject([
      { reason: 'duplicate' },
    ])
    expect(await eventsOf()).toEqual([['s1', 1]])
  })

  it('joins the events of its session that came before it', async () => {
    const event = opening('s1')
    await send(there, wireEvent({ session: event.session }))
    await send(here, event)
    expect(await eventsOf()).toEqual([['s1', 2]])
  })

  it('of a known visitor opens the next session', async () => {
    await send(there, wireEvent())
    const [{ started_ms }] = (await sessions()) as [SessionRow]
    await send(here, opening('s2'))
    expect(await visits()).toEqual([...first, ['s2', 2, started_ms]])
  })

  it('opens the third session after two that began in the same millisecond', async () => {
    const ts = new Date(Date.now() - MINUTE_MS).toISOString()
    for (const session_id of ['a', 'b'])
      await ingest(there.store, [apiEvent({ ts, session_id })], there.request('server'))
    await send(here, opening('s3'))
    expect((await visits()).map(([id, number]) => [id, number])).toEqual([
      ['a', 1],
      ['b', 2],
      ['s3', 3],
    ])
  })
})

it('an event from a tab of an earlier session continues that session in an isolate that does not remember it', async () => {
  const at = Date.now() - HOUR_MS
  await send(there, wireEvent({ at, session: { ...session('s1'), at } }))
  await send(there, wireEvent({ session: session('s2') }))
  await send(here, wireEvent({ session: { ...session('s1'), at } }))
  expect(await eventsOf()).toEqual([
    ['s1', 2],
    ['s2', 1],
  ])
})
