/** `GET /api/health`: public; says that the Worker and its database answer. */
import { Hono } from 'hono'
import { version } from '../../package.json'
import type { App } from '../env.ts'

export const healthRoutes = new Hono<App>()

healthRoutes.get('/', async (c) => {
  await c.var.store.sites()
  return c.json({ status: 'ok', version })
})
