/** Authentication and scopes: bearer tokens and the dashboard's cookie. Tokens are stored as hashes. */
import type { Context } from 'hono'
import { getSignedCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import type { Scope } from '../wire/answers/values.ts'
import type { App, Principal } from './env.ts'
import { ApiError } from './errors.ts'
import type { TokenRow } from './store/rows.ts'
import type { Store } from './store/store.ts'

/** What each scope includes. */
const INCLUDES: Record<Scope, Scope[]> = {
  admin: ['admin', 'read', 'ingest'],
  read: ['read'],
  ingest: ['ingest'],
}

export const COOKIE = 'utm_dispatcher'
export const COOKIE_SECONDS = 30 * 86_400

/** Bytes as hexadecimal digits, two for each. */
export const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** The hash of a text, as hexadecimal digits. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return hex(new Uint8Array(digest))
}

/** Compares two secrets in constant time. Both are hashed first, so that the time does not depend on their lengths. */
async function same(a: string, b: string): Promise<boolean> {
  const encode = async (text: string) => new TextEncoder().encode(await sha256(text))
  return crypto.subtle.timingSafeEqual(await encode(a), await encode(b))
}

/** The key that signs the dashboard's cookie. It is derived from the admin token, so a new admin token ends every sign-in. */
export const cookieKey = (adminToken: string): Promise<string> => sha256(`cookie\n${adminToken}`)

/** Null for an unknown token, and for one that has expired. */
function holderOf(row: TokenRow | null, nowMs: number): Principal | null {
  if (!row || (row.expires_ms !== null && row.expires_ms <= nowMs)) return null
  return { scope: row.scope, site: row.site, token_id: row.id }
}

/** The holder of a token; null for an unknown one. */
export async function principalOf(
  store: Store,
  adminToken: string,
  token: string,
  nowMs: number,
): Promise<Principal | null> {
  if (adminToken && (await same(token, adminToken))) return { scope: 'admin', site: null, token_id: null }
  return holderOf(await store.tokenByHash(await sha256(token)), nowMs)
}

/**
 * The principal of the dashboard's cookie, null without a valid one. The cookie is `token id|expiry`, signed; the id is
 * empty for the admin token. The token must still exist and must not have expired.
 */
async function fromCookie(c: Context<App>): Promise<Principal | null> {
  // Without a secret anybody could make the signature.
  if (!c.env.ADMIN_TOKEN) return null
  const value = await getSignedCookie(c, await cookieKey(c.env.ADMIN_TOKEN), COOKIE)
  if (!value) return null
  const [id = '', expires = '0'] = value.split('|')
  if (!(Number(expires) > c.var.now_ms)) return null
  if (!id) return { scope: 'admin', site: null, token_id: null }
  return holderOf(await c.var.store.tokenById(id), c.var.now_ms)
}

/** The principal of this request; throws 401. The cookie is accepted only in requests of our own pages. */
async function authenticate(c: Context<App>): Promise<Principal> {
  const header = c.req.header('authorization')
  if (header) {
    const token = header.match(/^Bearer +(\S+)$/i)?.[1]
    const principal = token && (await principalOf(c.var.store, c.env.ADMIN_TOKEN, token, c.var.now_ms))
    if (!principal) throw new ApiError(401, 'this token is not valid')
    return principal
  }
  const site = c.req.header('sec-fetch-site')
  const origin = c.req.header('origin')
  const foreign =
    !['same-origin', 'none', undefined].includes(site) ||
    (origin !== undefined && origin !== new URL(c.req.url).origin)
  const principal = foreign ? null : await fromCookie(c)
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
