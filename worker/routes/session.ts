/** `/api/session`: the dashboard's sign-in. A token is shown once and turned into a cookie that no script can read. */
import { type Context, Hono } from 'hono'
import { deleteCookie, setSignedCookie } from 'hono/cookie'
import type { PrincipalAnswer } from '../../wire/answers/access.ts'
import { signIn } from '../../wire/schema.ts'
import { COOKIE, COOKIE_SECONDS, cookieKey, needs, principalOf } from '../auth.ts'
import type { App, Principal } from '../env.ts'
import { ApiError } from '../errors.ts'
import type { Store } from '../store/store.ts'
import { readBody } from './body.ts'
import { visibleSites } from './site.ts'

export const sessionRoutes = new Hono<App>()

/** The scope and the site of the token, and the sites that it may see. */
const seen = async (store: Store, principal: Principal): Promise<PrincipalAnswer> => ({
  scope: principal.scope,
  site: principal.site,
  sites: await visibleSites(store, principal),
})

const cookieOptions = (c: Context) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'Strict' as const,
  // Browsers refuse Secure cookies on plain http, which is what a local start has.
  secure: new URL(c.req.url).protocol === 'https:',
})

sessionRoutes.post('/', async (c) => {
  const { token } = await readBody(c, signIn)
  if (!c.env.ADMIN_TOKEN) throw new ApiError(401, 'ADMIN_TOKEN is not set on this Worker')
  const principal = await principalOf(c.var.store, c.env.ADMIN_TOKEN, token, c.var.now_ms)
  if (!principal || principal.scope === 'ingest')
    throw new ApiError(401, 'this token does not open the dashboard')
  const value = `${principal.token_id ?? ''}|${c.var.now_ms + COOKIE_SECONDS * 1000}`
  await setSignedCookie(c, COOKIE, value, await cookieKey(c.env.ADMIN_TOKEN), {
    ...cookieOptions(c),
    maxAge: COOKIE_SECONDS,
  })
  return c.json(await seen(c.var.store, principal))
})

sessionRoutes.get('/', needs('read'), async (c) => c.json(await seen(c.var.store, c.var.principal)))

sessionRoutes.delete('/', (c) => {
  deleteCookie(c, COOKIE, cookieOptions(c))
  return c.body(null, 204)
})
