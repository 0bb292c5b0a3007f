/** A user id that very many browsers share is nobody's: it links none of them, in the end also not the first ones. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { HeldOrders } from '../../wire/answers/order.ts'
import type { PersonAnswer } from '../../wire/answers/person.ts'
import type { Status } from '../../wire/answers/site.ts'
import { HOUR_MS, MINUTE_MS } from '../../wire/time.ts'
import { SHARING_BROWSERS } from '../../worker/store/workLimits.ts'
import { apiEvent, META_AD } from './fixtures.ts'
import { NOW_MS, SITE, settled } from './linkedHistory.ts'
import { type NodeApp, nodeApp } from './nodeApp.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW_MS }))
afterEach(() => void vi.useRealTimers())

const USER = 'web shop of maria@mail.example'
/** The first browser clicks an ad, and the second and the last one order. */
const visit = (browser: number) => {
  const at = (minute: number) =>
    new Date(NOW_MS - 48 * HOUR_MS + (10 * browser + minute) * MINUTE_MS).toISOString()
  const common = { visitor_id: `browser-${browser}`, user_id: USER }
  const view = { ...common, id: `view-${browser}`, ts: at(0), url: browser ? `https://${SITE}/` : META_AD }
  const sale = { ...common, id: `sale-${browser}`, ts: at(1), name: 'purchase', value: 1, currency: 'UAH' }
  const isBuyer = browser === 1 || browser === SHARING_BROWSERS - 1
  return [apiEvent(view), ...(isBuyer ? [apiEvent({ ...sale, transaction_id: `T${browser}` })] : [])]
}

async function newShop(): Promise<NodeApp> {
  const app = nodeApp()
  await app.api('POST', '/api/sites', { site: SITE, currency: 'UAH' })
  return app
}
const post = async ({ api }: NodeApp, events: unknown[]) => {
  for (let i = 0; i < events.length; i += 40)
    await api('POST', '/api/events', { site: SITE, events: events.slice(i, i + 40) })
}
const touchesOf = async ({ api }: NodeApp, order: string) =>
  (await api<{ attribution: { touches: unknown[] } }>('GET', `/api/orders/${order}?site=${SITE}`)).body
    .attribution.touches
async function sharedIds({ api }: NodeApp): Promise<string[]> {
  const { body: status } = await api<Status>('GET', `/api/sites/${SITE}/status`)
  const { body: orders } = await api<HeldOrders>('GET', `/api/orders?site=${SITE}`)
  expect(orders.shared_user_ids).toEqual(status.shared_user_ids)
  return status.shared_user_ids ?? []
}
const personOf = async ({ api }: NodeApp, browser: number) =>
  (await api<PersonAnswer>('GET', `/api/people?site=${SITE}&visitor_id=browser-${browser}`)).body

it('links browsers as long as they are fewer, and then its links are undone and it is listed', async () => {
  const visits = Array.from({ length: SHARING_BROWSERS }, (_, browser) => visit(browser))
  const app = await newShop()
  await post(app, visits.slice(0, -1).flat())
  expect(await touchesOf(app, 'T1')).toHaveLength(2)
  expect(await sharedIds(app)).toEqual([])
  expect((await personOf(app, 1)).visitor_ids.length).toBeGreaterThan(1)

  await post(app, visits.at(-1)!)
  const once = await settled(app)
  expect(await touchesOf(app, 'T1')).toHaveLength(1)
  expect(await touchesOf(app, `T${SHARING_BROWSERS - 1}`)).toHaveLength(1)
  expect(await sharedIds(app)).toEqual(['web shop of (email)'])
  expect(await personOf(app, 1)).toMatchObject({ user_ids: [], visitor_ids: ['browser-1'] })

  const backwards = await newShop()
  await post(backwards, visits.flat().reverse())
  expect(await settled(backwards)).toEqual(once)
})
