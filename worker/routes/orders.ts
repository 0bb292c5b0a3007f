/**
 * `/api/orders`: the shop's server reports the state of an order, admins accept held orders and remove orders, and all
 * readers see an order with its touches.
 */

import { Hono } from 'hono'
import { z } from 'zod'
import type { HeldOrders, OrderShown } from '../../wire/answers/order.ts'
import { toMajor, toMinor } from '../../wire/money.ts'
import { transactionId } from '../../wire/schema.ts'
import { DAY_MS } from '../../wire/time.ts'
import { needs } from '../auth.ts'
import { engineFor } from '../engine/engines.ts'
import type { App } from '../env.ts'
import { ApiError, BadParameter, invalid } from '../errors.ts'
import { readOrder } from '../ingest/commerce/readOrder.ts'
import { commit } from '../ingest/commit.ts'
import { AHEAD_MS } from '../ingest/pipeline.ts'
import type { OrderRequest } from '../ingest/settle/applyOrders.ts'
import { serverRefused } from '../limits/refusals.ts'
import { attributionOf, revenueOf, shownOrder } from '../stats/shownOrder.ts'
import type { OrderRow, SiteRow } from '../store/rows.ts'
import { afterCommit } from './afterCommit.ts'
import { audit, auditNothing } from './auditTrail.ts'
import { readBody } from './body.ts'
import { keepCounts } from './keepCounts.ts'
import { sharedUserIds } from './sharedUserIds.ts'
import { existingSite, forSite } from './site.ts'
import { ingestDeadline } from './withinDeadline.ts'

/** Of a report of an order. A cart of 200 items with all that GA4 knows of them fits. */
const ORDER_BYTES = 262_144

const anyObject = z.record(z.string(), z.unknown())

/** No shop confirms an order of ten years ago. */
const OLDEST_MS = 3650 * DAY_MS

export const orderRoutes = new Hono<App>()

orderRoutes.put('/:id', ingestDeadline, needs('ingest'), async (c) => {
  const transaction_id = readId(c.req.param('id'))
  const { now_ms } = c.var
  const read = readOrder(await readBody(c, anyObject, ORDER_BYTES))
  if ('error' in read) throw invalid(read.error)
  const { site: name, ...reported } = read.order
  const site = await existingSite(name, c.var)
  const refusal = serverRefused(c, site)
  if (refusal) throw refusal
  if (reported.ts !== null && reported.ts > now_ms + AHEAD_MS)
    throw new BadParameter('ts', 'is in the future')
  if (reported.ts !== null && reported.ts < now_ms - OLDEST_MS)
    throw new BadParameter('ts', 'is more than ten years ago')
  const { visitor_id: named_id, session_id } = reported
  const session = session_id && !named_id ? await c.var.store.sessionById(site.id, session_id) : null
  const request: OrderRequest = {
    kind: 'report',
    transaction_id,
    items: reported.items,
    reported: {
      status: reported.status,
      value_minor: toMinor(reported.value, reported.currency),
      currency: reported.currency,
      refunded_minor: reported.refunded === null ? null : toMinor(reported.refunded, reported.currency),
      visitor_id: named_id ?? session?.visitor_id ?? null,
      session_id,
      ms: reported.ts === null ? null : Math.min(reported.ts, now_ms),
      seen_ms: now_ms,
      ad_consent: reported.ad_consent ?? undefined,
      ...(!read.value_complete && { value_complete: false }),
    },
  }
  const { order } = await commit(c.var.store, site, [], { request, now_ms })
  const revenue = await afterCommit(() => revenueOf(engineFor(c.var.store), site, order!))
  keepCounts(c, site)
  const { warnings } = read
  return c.json({ ...shown(site, order!, revenue ?? null), ...(warnings.length > 0 && { warnings }) })
})

orderRoutes.get('/:id', needs('read', 'ingest'), forSite, async (c) => {
  const { site, store } = c.var
  const [order] = await store.ordersById(site.id, [readId(c.req.param('id'))])
  if (!order || order.removed_ms !== null) throw new ApiError(404, 'there is no such order')
  return c.json(shown(site, order, await revenueOf(engineFor(store), site, order)))
})

/** Answers 204 also for an order that does not exist, so that a request may be repeated. */
orderRoutes.delete('/:id', needs('admin'), forSite, async (c) => {
  const { site, store, now_ms } = c.var
  const transaction_id = readId(c.req.param('id'))
  const { order } = await commit(store, site, [], {
    request: { kind: 'remove', transaction_id, removed_ms: now_ms },
    now_ms,
  })
  if (order) audit(c, { transaction_id })
  else auditNothing(c)
  return c.body(null, 204)
})

orderRoutes.post('/:id/accept', needs('admin'), forSite, async (c) => {
  const { site, store, now_ms } = c.var
  const transaction_id = readId(c.req.param('id'))
  const { order } = await commit(store, site, [], { request: { kind: 'accept', transaction_id }, now_ms })
  if (!order || order.removed_ms !== null) throw new ApiError(404, 'there is no such order')
  audit(c, { transaction_id })
  return c.json(shown(site, order, await revenueOf(engineFor(store), site, order)))
})

orderRoutes.get('/', needs('read'), forSite, async (c) => {
  const { site, store } = c.var
  const [{ orders, sums }, partial, shared] = await Promise.all([
    store.heldOrders(site.id),
    store.incompleteOrders(site.id),
    sharedUserIds(store, site.id),
  ])
  const shownAll = (some: OrderRow[]) =>
    Promise.all(
      some.map(async (order) => shownOrder(order, site, await revenueOf(engineFor(store), site, order))),
    )
  const [rows, incomplete] = await Promise.all([shownAll(orders), shownAll(partial)])
  const total = sums.map(({ currency, orders, minor }) => ({
    currency,
    orders,
    value: toMajor(minor, currency),
  }))
  return c.json<HeldOrders>({ rows, total, incomplete, ...shared })
})

function readId(text: string): string {
  const parsed = transactionId.safeParse(text)
  if (!parsed.success) throw invalid(parsed.error)
  return parsed.data
}

const shown = (site: SiteRow, order: OrderRow, revenue: number | null): OrderShown => ({
  order: shownOrder(order, site, revenue),
  attribution: attributionOf(order),
})
