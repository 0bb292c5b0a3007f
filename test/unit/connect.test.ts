/** Connections to other platforms, tested with an invented ad platform and an invented destination. */
import { describe, expect, it } from 'vitest'
import { ConnectionError } from '../../worker/connect/connectionError.ts'
import { type ConnectionKind, type Conversion, hasCosts, isDestination } from '../../worker/connect/kind.ts'
import { KINDS } from '../../worker/connect/kinds.ts'
import { apiRules } from '../../worker/costs/costLine.ts'
import { costRows } from '../../worker/costs/costRows.ts'
import { mergeCosts } from '../../worker/costs/mergeCosts.ts'
import { load } from './costs.ts'
import { fakeAds } from './kinds/fakeAds.ts'
import { fakeConversions } from './kinds/fakeConversions.ts'

const CONNECTION = { settings: { account_id: 'a1' }, secrets: { access_token: 't' } }

/** A `fetch` that answers from a table of paths. */
const answering = (answers: Record<string, unknown>, status = 200) => ({
  fetch: (async (input: RequestInfo | URL) =>
    Response.json(answers[new URL(String(input)).pathname] ?? {}, { status })) as typeof fetch,
})

const PAGES = {
  '/a1/2026-11-21/2026-11-22/1': {
    rows: [{ day: '2026-11-21', name: 'Winter', id: '7', spend: '12.34' }],
    next: '2',
  },
  '/a1/2026-11-21/2026-11-22/2': {
    rows: [{ day: '2026-11-22', name: 'Winter', id: '7', spend: '1250.5' }],
    next: null,
  },
}

/** All steps of one fetch, as a job makes them. */
async function fetchRows() {
  const found = []
  for (let cursor: string | null = null, isFirst = true; isFirst || cursor; isFirst = false) {
    const days = { from: '2026-11-21', to: '2026-11-22' }
    const page = await fakeAds.fetchCosts(CONNECTION, days, cursor, answering(PAGES))
    const read = costRows(
      page.lines.map((cells, i) => ({ line: i + 1, cells })),
      apiRules(fakeAds.platform, page.currency),
    )
    if ('problems' in read) throw new Error(JSON.stringify(read.problems))
    found.push(...read.rows)
    cursor = page.cursor
  }
  return found
}

describe('a kind with costs', () => {
  it('gives the same rows as a file of the same platform, so that either replaces the other', async () => {
    const file = load(
      'Campaign name,Campaign ID,Day,Amount spent (USD)\nWinter,7,2026-11-21,12.34\nWinter,7,2026-11-22,"1,250.50"',
    )
    const rows = await fetchRows()
    expect(rows).toEqual(file.rows)
    expect(mergeCosts(file.rows, rows)).toEqual({ removed: [], written: [] })
    expect(mergeCosts([], rows).written).toEqual(rows)
  })

  it('reports an error with its class and advice', async () => {
    const error = await fakeAds.test(CONNECTION, answering({}, 401)).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error).toMatchObject({ errorClass: 'reauth', advice: 'Connect again.' })
  })

  it('has schemas for its settings and secrets, from which a form can be made', () => {
    expect(Object.keys(fakeAds.settings.shape)).toEqual(['account_id'])
    expect(Object.keys(fakeAds.secrets.shape)).toEqual(['access_token'])
  })
})

const order = (id: string, more: Partial<Conversion> = {}): Conversion => ({
  id,
  event: 'purchase',
  ms: Date.UTC(2026, 10, 21, 10),
  correction: null,
  transaction_id: id,
  value_minor: 125_050,
  currency: 'UAH',
  click_ids: { gclid: { value: 'X1', ms: Date.UTC(2026, 10, 20) } },
  ...more,
})

describe('a destination', () => {
  const PIXEL = { settings: { pixel: 'p1' }, secrets: { access_token: 't' } }
  /** Sends the conversions; returns what the service got and the results. */
  async function send(conversions: Conversion[], answer: unknown, status?: number) {
    const sent: unknown[] = []
    const { fetch } = answering({ '/p1': answer }, status)
    const results = await fakeConversions.send(PIXEL, conversions, {
      fetch: (async (input: string, init: RequestInit) => {
        sent.push(JSON.parse(String(init.body)))
        return fetch(input, init)
      }) as typeof globalThis.fetch,
    })
    return { sent, results }
  }

  it('gets orders with their value and click ID, and answers for each of them', async () => {
    const unknownClick = order('2', { click_ids: { gclid: { value: 'X2', ms: 0 } } })
    const { sent, results } = await send([order('1'), unknownClick, order('3')], {
      errors: [
        { index: 1, code: 'unknown_click' },
        { index: 2, code: 'too_recent' },
      ],
    })
    expect(sent).toEqual([
      ['1', '2', '3'].map((id) => ({
        order: id,
        action: 'add',
        at: '2026-11-21T10:00:00.000Z',
        value: '1250.5',
        currency: 'UAH',
        click: id === '2' ? 'X2' : 'X1',
      })),
    ])
    expect(results).toEqual([
      { id: '1', state: 'accepted' },
      { id: '2', state: 'rejected', reason: 'unknown_click' },
      { id: '3', state: 'retry', reason: 'too_recent' },
    ])
  })

  it('gets the new value of an order that was refunded in part, under the same id and time', async () => {
    const { sent } = await send([order('1', { correction: 'restate', value_minor: 25_050 })], { errors: [] })
    expect(sent).toMatchObject([
      [{ order: '1', action: 'restate', at: '2026-11-21T10:00:00.000Z', value: '250.5' }],
    ])
    expect(fakeConversions.corrections).toEqual(['restate'])
  })

  it.each([
    [401, { errorClass: 'reauth', advice: 'Connect again.' }],
    [429, { errorClass: 'throttled', retry_ms: 60_000 }],
    [500, { errorClass: 'retry' }],
  ])('that fails as a whole with HTTP %i throws what to do', async (status, expected) => {
    const error = await send([order('1')], {}, status).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error).toMatchObject(expected)
  })

  it('is distinguished from a kind with costs', () => {
    const kinds: ConnectionKind[] = [fakeAds, fakeConversions]
    expect(kinds.map(hasCosts)).toEqual([true, false])
    expect(kinds.map(isDestination)).toEqual([false, true])
  })
})

it('no two kinds have the same name', () => {
  expect(new Set(KINDS.map(({ name }) => name)).size).toBe(KINDS.length)
})
