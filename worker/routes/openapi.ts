/** `GET /api/openapi.json`: public; describes the API. `/api/docs` is a page to try it. */
import { Hono } from 'hono'
import { version } from '../../package.json'
import type { App } from '../env.ts'
import { document } from '../openapi/document.ts'

export const openapiRoutes = new Hono<App>()

let made: string | undefined

openapiRoutes.get('/', (c) => {
  made ??= JSON.stringify(document(version))
  return c.body(made, 200, { 'Content-Type': 'application/json', 'Cache-Control': 'public, max-age=300' })
})
