/** Connections to other platforms, tested with an invented ad platform and an invented destination. */
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ConnectionError } from '../../worker/connect/connectionError.ts'
import {
  type Conversion,
  costKind,
  destinationKind,
  hasCosts,
  isDestination,
} from '../../worker/connect/kind.ts'
import { KINDS } from '../../worker/connect/kinds.ts'
import { apiRules } from '../../worker/costs/costLine.ts'
import { costRows } from '../../worker/costs/costRows.ts'
import { mergeCosts } from '../../worker/costs/mergeCosts.ts'
import { load } from './costs.ts'

const fakeAds = costKind({
  name: 'fake_ads',
  label: 'Fake Ads',
  platform: 'meta',
  settings: z.object({ account_id: z.string() }),
  secrets: z.object({ access_token: z.string() }),
  async test({ settings }, { fetch }) {
    const answer = await fetch(`https://ads.example/${settings.account_id}`)
    if (answer.status === 401)
      throw new ConnectionError('reauth', 'the token is not valid', { advice: 'Connect again.' })
    return (await answer.json()) as { id: string; name: string; currency: string; timezone: string }
  },
  async fetchCosts({ settings }, { from, to }, cursor, { fetch }) {
    const answer = await fetch(`https://ads.example/${settings.account_id}/${from}/${to}/${cursor ?? 1}`)
    const { rows, next } = (await answer.json()) as { rows: Record<string, string>[]; next: string | null }
    const lines = rows.map(({ day, name, id, spend }) => ({
      date: day,
      campaign: name,
      campaign_id: id,
      spend,
    }))
    return { lines, currency: 'USD', cursor: next }
  },
})

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

describe('a destination', () => {
  const fake = destinationKind({
    name: 'fake_conversions',
    label: 'Fake Conversions',
    settings: z.object({ pixel: z.string() }),
    secrets: z.object({ access_token: z.string() }),
    max_batch: 50,
    max_age_ms: 7 * 86_400_000,
    test: async ({ settings }) => ({ id: settings.pixel, name: 'Pixel', currency: null, timezone: null }),
    send: async (_, conversions) =>
      conversions.map(({ id, value_minor }) =>
        value_minor ? { id, state: 'accepted' } : { id, state: 'rejected', reason: 'no value' },
      ),
  })

  it('answers for each conversion separately', async () => {
    const conversion = (id: string, value_minor: number | null): Conversion => ({
      id,
      event: 'purchase',
      ms: 0,
      transaction_id: id,
      value_minor,
      currency: 'USD',
      click_ids: {},
    })
    const connection = { settings: { pixel: 'p' }, secrets: { access_token: 't' } }
    expect(await fake.send(connection, [conversion('1', 5), conversion('2', null)], answering({}))).toEqual([
      { id: '1', state: 'accepted' },
      { id: '2', state: 'rejected', reason: 'no value' },
    ])
  })

  it('is distinguished from a kind with costs', () => {
    expect([fakeAds, fake].map(hasCosts)).toEqual([true, false])
    expect([fakeAds, fake].map(isDestination)).toEqual([false, true])
  })
})

it('no two kinds have the same name', () => {
  expect(new Set(KINDS.map(({ name }) => name)).size).toBe(KINDS.length)
})
