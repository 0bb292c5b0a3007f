/** Linked browsers get the same credit, however their events are delivered. */
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { HOUR_MS } from '../../wire/time.ts'
import type { Store } from '../../worker/store/store.ts'
import { AS_ADMIN, startWorker } from '../harness.ts'
import { isFull, TRIALS_TIMEOUT_MS, trials } from '../trials.ts'
import { apiEvent, META_AD, newSite } from './fixtures.ts'
import {
  arbitraryHistory,
  deliver,
  delivered,
  NOW_MS,
  type Sent,
  SITE,
  settled,
  shuffledHistory,
  workerHistory,
} from './linkedHistory.ts'
import { type NodeApp, nodeApp } from './nodeApp.ts'

const mocked = () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW_MS }))
  afterEach(() => void vi.useRealTimers())
}

/** What is stored after the requests, which come one after another or all at once. */
async function storedAfter(requests: Sent[][], identify: 'open' | 'signed', isParallel = false) {
  const app = nodeApp()
  await app.api('POST', '/api/sites', { site: SITE, currency: 'UAH', identify })
  const made = await app.api<{ secret: string }>('POST', `/api/sites/${SITE}/identify-secret`)
  const send = (request: Sent[]) => deliver(app, request, identify === 'signed' ? made.body.secret : null)
  if (isParallel) await Promise.all(requests.map(send))
  else for (const request of requests) await send(request)
  return settled(app)
}

describe('three devices of one person', { timeout: TRIALS_TIMEOUT_MS }, () => {
  mocked()

  it('give the same rows in any partition of their events into requests, in any order', async () => {
    const deliveries = arbitraryHistory.chain((history) =>
      fc.record({
        history: fc.constant(history),
        requests: delivered(history),
        identify: fc.constantFrom('open' as const, 'signed' as const),
        isParallel: fc.boolean(),
      }),
    )
    await fc.assert(
      fc.asyncProperty(deliveries, async ({ history, requests, identify, isParallel }) => {
        expect(await storedAfter(requests, identify, isParallel)).toEqual(
          await storedAfter([history], identify),
        )
      }),
      { numRuns: trials(10, 300) },
    )
  })
})

describe('an ad click on one browser and an order on another', () => {
  mocked()
  const at = (hours: number) => new Date(NOW_MS - hours * HOUR_MS).toISOString()
  const click = apiEvent({ visitor_id: 'laptop', user_id: 'olena', url: META_AD, ts: at(20) })
  const login = apiEvent({ visitor_id: 'phone', user_id: 'olena', ts: at(10) })
  const sale = apiEvent({
    ...{
      visitor_id: 'phone',
      name: 'purchase',
      ts: at(9.9),
      transaction_id: 'T1',
      value: 1,
      currency: 'UAH',
    },
  })
  const sources = async ({ api }: NodeApp) =>
    (
      await api<{ attribution: { touches: { source: string }[] } }>('GET', `/api/orders/T1?site=${SITE}`)
    ).body.attribution.touches.map(({ source }) => source)
  const newShop = async () => {
    const app = nodeApp()
    await app.api('POST', '/api/sites', { site: SITE, currency: 'UAH' })
    return app
  }
  const post = ({ api }: NodeApp, events: unknown[]) => api('POST', '/api/events', { site: SITE, events })

  it.each([
    ['in one request', [[click, login, sale]]],
    ['one by one', [[click], [login], [sale]]],
    ['with the click last', [[login, sale], [click]]],
    ['with the user id last', [[click], [sale], [login]]],
    ['backwards', [[sale], [login], [click]]],
  ])('are one path at once, without the jobs: %s', async (_, requests) => {
    const app = await newShop()
    for (const events of requests) await post(app, events)
    expect(await sources(app)).toEqual(['facebook', '(direct)'])
  })

  it('are one path if both requests have looked before either has written', async () => {
    const app = await newShop()
    const store: Pick<Store, 'write'> = app.store
    const { write } = store
    const waiting: (() => void)[] = []
    store.write = async (...change) => {
      if (waiting.length < 2)
        await new Promise<void>((go) => {
          if (waiting.push(go) === 2) for (const one of waiting) one()
        })
      return write(...change)
    }
    await Promise.all([post(app, [click]), post(app, [login, sale])])
    expect(await sources(app)).toEqual(['facebook', '(direct)'])
  })
})

it.runIf(isFull)(
  'the real Worker gives the same credit in any order',
  { timeout: TRIALS_TIMEOUT_MS },
  async () => {
    const worker = await startWorker()
    const credit = async (requests: Sent[][]) => {
      const site = await newSite(worker, { identify: 'open' })
      for (const request of requests) await deliver(worker, request, null, site)
      for (let run = 1; run <= 4; run++) await worker.scheduled(new Date(Date.now() + run * 900_000))
      const path = `/api/export/orders.csv?site=${site}&period=all&model=linear`
      const orders = await (await worker.fetch(path, { headers: AS_ADMIN })).text()
      const { results } = await worker.db
        .prepare(
          `SELECT visitor_id, id, path FROM sessions WHERE site_id = (SELECT id FROM sites WHERE site = ?) ORDER BY started_ms, id`,
        )
        .bind(site)
        .all()
      return { orders: orders.replaceAll(site, 'site'), sessions: results }
    }
    for (const seed of [1, 2, 3]) {
      const history = workerHistory(seed)
      expect(history.length).toBeGreaterThan(5)
      expect(await credit(shuffledHistory(history, seed))).toEqual(await credit([history]))
    }
    await worker.close()
  },
)
