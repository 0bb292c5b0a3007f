/** The audit trail: each request that has changed something adds a row. */
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { AuditDetail } from '../../wire/answers/audit.ts'
import type { App } from '../env.ts'
import { operationOf } from '../openapi/parameterCheck.ts'

/**
 * States what a request has changed, next to who, when and the operation's `audit`. Neither secrets nor personal data: no
 * values of settings, no ids of visitors.
 * @param site the name of its site, where no `site=` states it. Without both it concerns all sites
 */
export function audit(c: Context<App>, detail: AuditDetail, site?: string): void {
  c.set('audit', { detail, ...(site === undefined ? {} : { site }) })
}

/** States that this request has changed nothing, although its operation is one that does. */
export function auditNothing(c: Context<App>): void {
  c.set('audit', null)
}

/**
 * Middleware. What an operation is called is in `openapi/operations/`, where every operation that may change something
 * must say it. A failure is only logged: the change itself has been made.
 */
export const auditTrail = createMiddleware<App>(async (c, next) => {
  await next()
  const { principal, site, store, now_ms, audit: stated } = c.var
  const action = c.res.ok && principal && operationOf(c.req.method, c.req.path)?.audit
  if (!action || stated === null) return
  const row = {
    at_ms: now_ms,
    site: stated?.site ?? site?.site ?? '',
    action,
    token_id: principal.token_id ?? '',
    token_name: principal.token_name,
    by_sign_in: principal.sign_in_id === null ? (0 as const) : (1 as const),
    detail: stated?.detail ?? {},
  }
  await store.addAudit(row).catch((error: unknown) => console.error('no audit row', action, error))
})
