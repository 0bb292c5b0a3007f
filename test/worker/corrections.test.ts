/** Late events of a visitor with many sessions: what is written at once, and what the job corrects. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../wire/time.ts'
import { ingest } from '../../worker/ingest/ingest.ts'
import { runJobs } from '../../worker/jobs/runJobs.ts'
import { firstSeenSql, VISIT_NUMBER } from '../../worker/store/d1/correctedSql.ts'
import { TRIALS_TIMEOUT_MS, trials } from '../trials.ts'
import { apiEvent } from './fixtures.ts'
import { type Isolate, newStore } from './recorder.ts'

const START = Date.UTC(2026, 9, 1)
const NOW = START + 40 * DAY_MS

/** Runs the cron until no correction is left. */
async function correctAll({ store, recorder }: Isolate): Promise<void> {
  const left = () => Number(recorder.db.prepare('SELECT count(*) AS n FROM corrections').get()!.n)
  for (let run = 0; left(); run++) {
    if (run > 50) throw new Error(JSON.stringify(recorder.db.prepare('SELECT * FROM corrections').all()))
    await runJobs(store, NOW + run * 15 * MINUTE_MS, 1e9)
  }
}

/** The parts of the stored rows that reports read. */
function visible({ recorder }: Isolate) {
  const read = (table: string, key: string) =>
    recorder.db
      .prepare(`SELECT * FROM ${table} ORDER BY ${key}`)
      .all()
      .map(({ rev, claims, browser, ...row }) => row)
  return { sessions: read('sessions', 'started_ms, id'), orders: read('orders', 'transaction_id') }
}

async function deliver(requests: object[][]): Promise<Isolate> {
  const isolate = await newStore()
  const request = { ...isolate.request('server'), received_ms: NOW }
  for (const events of requests) await ingest(isolate.store, events, request)
  return isolate
}

/** Checks the numbers that reports show, also while a correction is pending. @returns how many rows are not yet right */
function checkNumbers({ recorder }: Isolate): number {
  const rows = recorder.db
    .prepare(
      'SELECT *, ' +
        VISIT_NUMBER +
        ' AS shown, ' +
        firstSeenSql('s') +
        ' AS seen FROM sessions s ORDER BY started_ms, id',
    )
    .all()
  expect(rows.map(({ shown }) => shown)).toEqual(rows.map((_, i) => i + 1))
  expect(rows.map(({ seen }) => seen)).toEqual(rows.map(() => rows[0]!.started_ms))
  expect(rows.map((row) => row.prev_started_ms)).toEqual([
    null,
    ...rows.slice(0, -1).map((row) => row.started_ms),
  ])
  const counted = rows.map(({ visit_number }) => Math.min(3, Number(visit_number)))
  expect(counted).toEqual(rows.map((_, i) => Math.min(3, i + 1)))
  return rows.filter(({ shown, visit_number }) => shown !== visit_number).length
}

const arbitraryEvent = fc
  .record({
    hours: fc.integer({ min: 0, max: 900 }),
    campaign: fc.constantFrom('', '?utm_source=facebook&utm_medium=cpc&utm_campaign=winter'),
    kind: fc.constantFrom('page_view', 'page_view', 'page_view', 'generate_lead', 'purchase'),
  })
  .map(({ hours, campaign, kind }) => ({
    name: kind,
    url: `https://shop.example/${campaign}`,
    ts: new Date(START + hours * HOUR_MS).toISOString(),
  }))

const arbitraryHistory = fc.array(arbitraryEvent, { minLength: 30, maxLength: 70 }).map((events) =>
  events.map((event, i) => ({
    ...apiEvent({ ...event, id: `e${i}` }),
    ...(event.name === 'purchase' ? { transaction_id: `T${i}`, value: i + 1, currency: 'UAH' } : {}),
    ts: event.ts,
  })),
)

it('many sessions of one visitor get the same rows in any order of delivery, once the job has run', {
  timeout: TRIALS_TIMEOUT_MS,
}, async () => {
  let pending = 0
  const history = arbitraryHistory.chain((events) =>
    fc.record({
      events: fc.constant(events),
      shuffled: fc.shuffledSubarray(events, { minLength: events.length }),
      size: fc.integer({ min: 1, max: 12 }),
    }),
  )
  await fc.assert(
    fc.asyncProperty(history, async ({ events, shuffled, size }) => {
      const requests: object[][] = []
      for (let i = 0; i < shuffled.length; i += size) requests.push(shuffled.slice(i, i + size))
      const inOrder = await deliver([events.toSorted((a, b) => (a.ts < b.ts ? -1 : 1))])
      const late = await deliver(requests)
      pending += checkNumbers(late)
      await correctAll(inOrder)
      await correctAll(late)
      expect(checkNumbers(late)).toBe(0)
      expect(visible(late)).toEqual(visible(inOrder))
    }),
    { numRuns: trials(2, 60) },
  )
  expect(pending).toBeGreaterThan(0)
})

it('a conversion right after a late session gets its touch, also where its path needs touches that were not loaded', async () => {
  const winter = '?utm_source=facebook&utm_medium=cpc&utm_campaign=winter'
  const at = (hours: number) => ({ ts: new Date(START + hours * HOUR_MS).toISOString() })
  // Each letter is a session: of the campaign, if it is a capital one.
  const late = [...'abCBcDfedg'].map((letter) => ({
    ...apiEvent({ id: letter === letter.toLowerCase() ? `1${letter}` : `2${letter}` }),
    url: `https://shop.example/${letter === letter.toLowerCase() ? '' : winter}`,
    ...at(letter.toLowerCase().charCodeAt(0) - 97),
  }))
  const isolate = await deliver([
    [{ ...apiEvent({ id: 'lead', name: 'generate_lead' }), ...at(7) }],
    ...late.map((event) => [event]),
  ])
  await correctAll(isolate)
  const { sessions } = visible(isolate)
  expect(sessions.length).toBe(late.length + 1)
  const path = JSON.parse(String(sessions.at(-1)!.path))
  expect(path.map(({ session_id }: { session_id: string }) => session_id)).toEqual(
    sessions.map(({ id }) => id),
  )
})
