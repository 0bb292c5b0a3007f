/** Authentication and scopes: who sends a request, by a bearer token or by the dashboard's cookie, and what they may do. */
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Scope } from '../wire/answers/values.ts'
import { isCrossSite } from './auth/isCrossSite.ts'
import { hasSignInCookie, holderOfCookie } from './auth/signInCookie.ts'
import { holderOfBearer } from './auth/tokenHolder.ts'
import type { App, Principal } from './env.ts'
import { ApiError } from './errors.ts'

/** What each scope includes. */
const INCLUDES: Record<Scope, Scope[]> = {
  admin: ['admin', 'read', 'ingest', 'costs'],
  read: ['read'],
  ingest: ['ingest'],
  costs: ['costs'],
}

/** Throws 403 if the page of another site has sent this request. */
export function refuseCrossSite(c: Context): void {
  if (!isCrossSite(c)) return
  throw new ApiError(403, 'this request comes from a page of another site', undefined, 'cross_site')
}

/** The methods that change nothing. */
const SAFE = ['GET', 'HEAD', 'OPTIONS']

/**
 * The principal of this request; throws 401, and 429 after too many wrong tokens. The cookie is accepted only in requests
 * of our own pages: from other sites a change gets 403.
 */
export async function authenticate(c: Context<App>): Promise<Principal> {
  const header = c.req.header('authorization')
  if (header) {
    const token = header.match(/^Bearer +(\S+)$/i)?.[1]
    const principal = token && (await holderOfBearer(c, token))
    if (!principal) throw new ApiError(401, 'this token is not valid')
    return principal
  }
  if (hasSignInCookie(c) && !SAFE.includes(c.req.method)) refuseCrossSite(c)
  const principal = isCrossSite(c) ? null : await holderOfCookie(c)
  if (!principal) throw new ApiError(401, 'a token is needed: Authorization: Bearer …')
  return principal
}

/** The principal of this request, if it has one of these scopes; throws 401 or 403. */
export async function authorize(c: Context<App>, scopes: Scope[]): Promise<Principal> {
  const principal = await authenticate(c)
  if (scopes.some((scope) => INCLUDES[principal.scope].includes(scope))) return principal
  throw new ApiError(403, `this needs a token with the scope ${scopes.join(' or ')}`)
}

/** Middleware: sets the principal; answers 401 or 403 if it does not have one of these scopes. */
export const needs = (...scopes: Scope[]) =>
  createMiddleware<App>(async (c, next) => {
    c.set('principal', await authorize(c, scopes))
    await next()
  })

/** Throws 403 if the token is for another site. */
export function allow(principal: Principal, site: string): void {
  if (principal.site !== null && principal.site !== site)
    throw new ApiError(403, `this token is for ${principal.site} only`)
}
