/** Linked browsers get the same credit, however their events are delivered. */
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { TRIALS_TIMEOUT_MS, trials } from '../trials.ts'
import { arbitraryHistory, deliver, delivered, NOW_MS, type Sent, SITE, settled } from './linkedHistory.ts'
import { nodeApp } from './nodeApp.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW_MS }))
afterEach(() => void vi.useRealTimers())

async function after(requests: Sent[][], identify: 'open' | 'signed') {
  const app = nodeApp()
  await app.api('POST', '/api/sites', { site: SITE, currency: 'UAH', identify })
  const made = await app.api<{ secret: string }>('POST', `/api/sites/${SITE}/identify-secret`)
  for (const request of requests) await deliver(app, request, identify === 'signed' ? made.body.secret : null)
  return settled(app)
}

it(
  'any partition of three devices’ events into requests, in any order, gives the same rows',
  async () => {
    const deliveries = arbitraryHistory.chain((history) =>
      fc.record({
        history: fc.constant(history),
        requests: delivered(history),
        identify: fc.constantFrom('open' as const, 'signed' as const),
      }),
    )
    await fc.assert(
      fc.asyncProperty(deliveries, async ({ history, requests, identify }) => {
        expect(await after(requests, identify)).toEqual(await after([history], identify))
      }),
      { numRuns: trials(10, 300) },
    )
  },
  TRIALS_TIMEOUT_MS,
)
