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
  const ids = idsOf(c.req.param('id'))
  const [sessions, orders, identities] = await Promise.all([
    store.sessionsOf(site.id, ids.map(wholePast)),
    store.ordersOf(site.id, ids),
    Promise.all(ids.map((id) => store.identitiesOf(site.id, id))).then((all) => all.flat()),
  ])
  if (!sessions.length && !orders.length && !identities.length)
    throw new ApiError(404, 'there is no such visitor')
  return c.json({ site: site.site, visitor_id: ids[0]!, sessions, orders, identities })
})

/** The id, and the one that earlier versions have stored, which kept the white space around it. */
const idsOf = (text: string): string[] => [...new Set([textId(text), text])]

/** Answers 204 also for an unknown visitor, so that a request may be repeated. */
visitorRoutes.delete('/:id', async (c) => {
  const { site, store } = c.var
  await eraseVisitors(store, site, idsOf(c.req.param('id')), c.var.now_ms)
  return c.body(null, 204)
})
