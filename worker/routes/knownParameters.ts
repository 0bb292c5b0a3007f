/** Middleware of `/api/*`: 400 for a query parameter that the operation does not take, by the list in the document. */
import { createMiddleware } from 'hono/factory'
import { authorize } from '../auth.ts'
import type { App } from '../env.ts'
import { operationOf, refuseUnknown } from '../openapi/parameterCheck.ts'

/** Without the right to make the request the answer is 401 or 403, as it would be without the unknown parameter. */
export const knownParameters = createMiddleware<App>(async (c, next) => {
  if (c.req.url.includes('?')) {
    const operation = operationOf(c.req.method, c.req.path)
    try {
      if (operation) refuseUnknown(operation, Object.keys(c.req.queries()))
    } catch (error) {
      if (operation!.scopes.length) await authorize(c, operation!.scopes)
      throw error
    }
  }
  await next()
})
