/** `GET /api/health`: public; answers 200 if the Worker and its database work. */
import { Hono } from 'hono'
import { version } from '../../package.json'
import type { HealthAnswer } from '../../wire/answers/service.ts'
import type { App } from '../env.ts'

export const healthRoutes = new Hono<App>()

healthRoutes.get('/', async (c) => {
  await c.var.store.sites()
  return c.json({ status: 'ok', version } satisfies HealthAnswer)
})
