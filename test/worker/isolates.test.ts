/** What one isolate remembers of a visitor never stands against what another has written. */
import { beforeEach, describe, expect, it } from 'vitest'
import { commit } from '../../worker/ingest/commit.ts'
import { eraseVisitor } from '../../worker/ingest/eraseVisitor.ts'
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

describe('an isolate that remembers a visit', () => {
  beforeEach(async () => {
    await send(here, wireEvent())
  })

  it('does not read it again', async () => {
    here.recorder.seen.clear()
    await send(here, wireEvent())
    expect([...here.recorder.seen].map((sql) => sql.trim().split(' ')[0])).toEqual(['UPDATE'])
    expect(await eventsOf()).toEqual([['s1', 2]])
  })

  it('loses no event that another one has added', async () => {
    for (let round = 0; round < 3; round++) {
      await send(there, wireEvent())
      await send(here, wireEvent())
    }
    expect(await eventsOf()).toEqual([['s1', 7]])
  })

  it('counts an event once that another one has stored already', async () => {
    const event = wireEvent()
    await send(there, event)
    expect((await send(here, event, wireEvent())).dropped).toMatchObject([{ index: 0, reason: 'duplicate' }])
    expect(await eventsOf()).toEqual([['s1', 3]])
  })

  it('sees a visit that began elsewhere meanwhile', async () => {
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

  it('puts a visit in its place that a server tells of elsewhere', async () => {
    const ts = new Date(Date.now() - 3 * 3_600_000).toISOString()
    await ingest(there.store, [apiEvent({ ts })], there.request('server'))
    await send(here, wireEvent())
    expect((await sessions()).map(({ visit_number }) => visit_number)).toEqual([1, 2])
    expect((await eventsOf())[1]).toEqual(['s1', 2])
  })

  it('brings nothing back of a visitor who was erased elsewhere', async () => {
    await eraseVisitor(there.store, there.site, 'v1', Date.now())
    await send(here, wireEvent())
    expect(await eventsOf()).toEqual([['s1', 1]])
  })

  it('goes on with the visit when it was the other who was faster at the very same moment', async () => {
    const [one, other] = [send(here, wireEvent()), send(there, wireEvent())]
    expect([(await one).accepted, (await other).accepted]).toEqual([1, 1])
    expect(await eventsOf()).toEqual([['s1', 3]])
  })
})

it('an isolate that remembers a visit sees that another one began, which has a part in it', async () => {
  const at = Date.now() - 31 * 60_000
  await send(here, wireEvent({ at, session: { ...session('s1'), at } }))
  await ingest(there.store, [apiEvent()], there.request('server'))
  expect((await eventsOf()).map(([, count]) => count)).toEqual([1, 1])
  // The page's own word came late: what the server told of was the same visit.
  await send(here, wireEvent({ at: Date.now() - 5000 }))
  expect(await eventsOf()).toEqual([['s1', 3]])
})

it('a visit that begins while an order waits for it gets the order, whoever was told of it', async () => {
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
    report: { transaction_id: 'T1', items: null, reported },
    now_ms: Date.now(),
  })
  await send(here, wireEvent({ at: Date.now() - 1000, session: { ...session('s1'), at: Date.now() - 1000 } }))
  expect((await sessions()).map(({ events }) => events.map(({ name }) => name))).toEqual([
    ['page_view', 'purchase'],
  ])
})

describe('a page view that opens a visit', () => {
  const opening = (id: string, more: object = {}) => {
    const at = Date.now()
    return wireEvent({ at, session: { ...session(id), at }, ...more })
  }
  const first = [['s1', 1, null]]
  const visits = async () =>
    (await sessions()).map(({ id, visit_number, prev_started_ms }) => [id, visit_number, prev_started_ms])

  it('is one way to the database where the visitor is new', async () => {
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

  it('counts once that comes twice, at the same moment too', async () => {
    const event = opening('s1')
    const answers = await Promise.all([send(here, event), send(there, event)])
    expect(answers.map(({ accepted }) => accepted).sort()).toEqual([0, 1])
    expect((await send(await newStore(here.recorder.db), event)).dropped).toMatchObject([
      { reason: 'duplicate' },
    ])
    expect(await eventsOf()).toEqual([['s1', 1]])
  })

  it('joins those of the same visit that came before it', async () => {
    const event = opening('s1')
    await send(there, wireEvent({ session: event.session }))
    await send(here, event)
    expect(await eventsOf()).toEqual([['s1', 2]])
  })

  it('of a visitor who was here before is his next visit', async () => {
    await send(there, wireEvent())
    const [{ started_ms }] = (await sessions()) as [SessionRow]
    await send(here, opening('s2'))
    expect(await visits()).toEqual([...first, ['s2', 2, started_ms]])
  })

  it('is the third where two visits began in one millisecond', async () => {
    const ts = new Date(Date.now() - 60_000).toISOString()
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

it('a page of an earlier visit, left open, goes on with that visit where nobody remembers it', async () => {
  const at = Date.now() - 3_600_000
  await send(there, wireEvent({ at, session: { ...session('s1'), at } }))
  await send(there, wireEvent({ session: session('s2') }))
  await send(here, wireEvent({ session: { ...session('s1'), at } }))
  expect(await eventsOf()).toEqual([
    ['s1', 2],
    ['s2', 1],
  ])
})
