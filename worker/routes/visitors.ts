/** `/api/visitors/{id}`: returns or erases everything that is stored of a visitor. */
import { Hono } from 'hono'
import { textId } from '../../wire/readId.ts'
import { needs } from '../auth.ts'
import type { App } from '../env.ts'
import { ApiError } from '../errors.ts'
import { eraseVisitors } from '../ingest/eraseVisitors.ts'
import { wholePast } from '../store/past.ts'
import { forSite } from './site.ts'

export const visitorRoutes = new Hono<App>()

visitorRoutes.use('/:id', needs('admin'), forSite)

visitorRoutes.get('/:id', async (c) => {
  const { site, store } = c.var
  const visitor_id = textId(c.req.param('id'))
  const [sessions, orders, identities] = await Promise.all([
    store.sessionsOf(site.id, [wholePast(visitor_id)]),
    store.ordersOf(site.id, [visitor_id]),
    store.identitiesOf(site.id, visitor_id),
  ])
  if (!sessions.length && !orders.length && !identities.length)
    throw new ApiError(404, 'there is no such visitor')
  return c.json({ site: site.site, visitor_id, sessions, orders, identities })
})

/** Answers 204 also for an unknown visitor, so that a request may be repeated. */
visitorRoutes.delete('/:id', async (c) => {
  const { site, store } = c.var
  await eraseVisitors(store, site, [textId(c.req.param('id'))], c.var.now_ms)
  return c.body(null, 204)
})
