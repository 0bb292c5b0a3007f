/** `/api/session`: the dashboard's sign-in. A token is typed once and turned into a cookie that no script can read. */
import { type Context, Hono } from 'hono'
import type { PrincipalAnswer } from '../../wire/answers/access.ts'
import type { AuditDetail } from '../../wire/answers/audit.ts'
import { NOT_SET } from '../../wire/query.ts'
import { signIn } from '../../wire/schema.ts'
import { holderOfCookie, removeCookie, startSignIn } from '../auth/signInCookie.ts'
import { holderOfTyped, isAdminTokenShort } from '../auth/tokenHolder.ts'
import { authenticate, needs, refuseCrossSite } from '../auth.ts'
import type { App, Env, Principal } from '../env.ts'
import { ApiError } from '../errors.ts'
import { device } from '../ingest/agent/device.ts'
import type { Store } from '../store/store.ts'
import { audit, auditNothing } from './auditTrail.ts'
import { readBody } from './body.ts'
import { readFlag } from './readFlag.ts'
import { visibleSites } from './site.ts'

export const sessionRoutes = new Hono<App>()

/** A token with 500 characters fits, even if each is written as `\u1234`. */
const BODY_BYTES = 4096

/** The scope and the site of the token, and the sites that it may see. */
const seen = async (store: Store, principal: Principal, env: Env): Promise<PrincipalAnswer> => ({
  scope: principal.scope,
  site: principal.site,
  sites: await visibleSites(store, principal),
  ...(isFullAdmin(principal) && isAdminTokenShort(env) ? { short_admin_token: true as const } : {}),
})

const isFullAdmin = ({ scope, site }: Principal) => scope === 'admin' && site === null

sessionRoutes.post('/', async (c) => {
  refuseCrossSite(c)
  const { token } = await readBody(c, signIn, BODY_BYTES)
  if (!c.env.ADMIN_TOKEN) throw new ApiError(401, 'ADMIN_TOKEN is not set on this Worker')
  const principal = await holderOfTyped(c, token)
  if (principal?.scope !== 'admin' && principal?.scope !== 'read')
    throw new ApiError(401, 'this token does not open the dashboard')
  const before = await holderOfCookie(c)
  if (before?.sign_in_id) await c.var.store.removeSignIn(before.sign_in_id)
  const { browser, os } = device(c.req.header('user-agent') ?? '')
  await startSignIn(c, principal, [browser, os].filter((name) => name !== NOT_SET).join(', '))
  c.set('principal', principal)
  auditSignIn(c, {})
  return c.json(await seen(c.var.store, principal, c.env))
})

/** With `all=1` the answer also has the sign-ins of the same token. */
sessionRoutes.get('/', needs('read'), async (c) => {
  const { principal, store, now_ms } = c.var
  const me = await seen(store, principal, c.env)
  if (!readFlag('all', c.req.query('all'))) return c.json(me)
  // A share link is one token of many people, who are not to see each other.
  if (principal.scope !== 'admin') throw new ApiError(403, 'all= needs a token with the scope admin')
  const rows = await store.signInsOf(principal.token_id ?? '')
  const sign_ins = rows
    .filter(({ expires_ms }) => expires_ms > now_ms)
    .map(({ id, created_ms, expires_ms, browser }) => ({
      created_ms,
      expires_ms,
      browser,
      is_this: id === principal.sign_in_id,
    }))
  return c.json({ ...me, sign_ins })
})

/** Signs out: this browser, or with `all=1` every browser that has signed in with the same token. */
sessionRoutes.delete('/', async (c) => {
  refuseCrossSite(c)
  if (readFlag('all', c.req.query('all'))) {
    c.set('principal', await authenticate(c))
    auditSignIn(c, { sign_ins: await c.var.store.removeSignInsOf(c.var.principal.token_id ?? '') })
  } else {
    auditNothing(c)
    const holder = await holderOfCookie(c)
    if (holder?.sign_in_id) await c.var.store.removeSignIn(holder.sign_in_id)
  }
  removeCookie(c)
  return c.body(null, 204)
})

/** Sets what the audit trail keeps. Not of a share link, which many people open, and with which they change nothing. */
function auditSignIn(c: Context<App>, detail: AuditDetail): void {
  const { scope, site } = c.var.principal
  if (scope === 'admin') audit(c, detail, site ?? '')
  else auditNothing(c)
}
