/**
 * The dashboard's cookie. It holds a random secret; the database holds a hash of it (`sign_ins`), so that a sign-in ends
 * on the server. No script can read the cookie, and no other site can send it.
 */
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { DAY_MS } from '../../wire/time.ts'
import type { App, Env, Principal } from '../env.ts'
import { randomHex } from '../secrets/randomHex.ts'
import { sha256 } from '../secrets/sha256.ts'
import { ADMIN, holderOf } from './tokenHolder.ts'

/** Over https the name begins with `__Host-`: then browsers refuse a cookie that a subdomain sets. */
const NAME = 'utm_dispatcher'
const SECRET_BYTES = 32
const SECRET = new RegExp(`^[0-9a-f]{${2 * SECRET_BYTES}}$`)

/** How long a sign-in lasts. */
const LASTS_MS = 30 * DAY_MS

// Browsers refuse Secure cookies on plain http, which is what a local start has.
const isSecure = (c: Context) => new URL(c.req.url).protocol === 'https:'
const options = (c: Context) => {
  const secure = isSecure(c)
  return {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict' as const,
    secure,
    ...(secure ? { prefix: 'host' as const } : {}),
  }
}

/** The id of a sign-in. The admin token is part of it, so that a new admin token ends every sign-in. */
const idOf = (env: Env, secret: string) => sha256(`sign-in\n${env.ADMIN_TOKEN}\n${secret}`)

/** The secret in the cookie; null without one. Earlier versions wrote other values, which open nothing any more. */
function secretOf(c: Context): string | null {
  const value = isSecure(c) ? getCookie(c, NAME, 'host') : getCookie(c, NAME)
  return value && SECRET.test(value) ? value : null
}

/** Whether the request has a cookie of a sign-in, valid or not. */
export const hasSignInCookie = (c: Context): boolean => secretOf(c) !== null

/** Who has signed in; null without a valid cookie. The sign-in and its token must exist, and must not have expired. */
export async function holderOfCookie(c: Context<App>): Promise<Principal | null> {
  const secret = secretOf(c)
  // Without an admin token everybody could be an admin.
  if (!secret || !c.env.ADMIN_TOKEN) return null
  const { store, now_ms } = c.var
  const found = await store.signIn(await idOf(c.env, secret))
  if (!found || found.expires_ms <= now_ms) return null
  const { id: sign_in_id, token_id, token } = found
  const holder = token_id === '' ? ADMIN : holderOf(token && { ...token, id: token_id }, now_ms)
  return holder && { ...holder, sign_in_id }
}

/**
 * Adds a sign-in and sets its cookie.
 * @param browser names of the browser and the system
 */
export async function startSignIn(c: Context<App>, holder: Principal, browser: string): Promise<void> {
  const secret = randomHex(SECRET_BYTES)
  await c.var.store.addSignIn({
    id: await idOf(c.env, secret),
    token_id: holder.token_id ?? '',
    created_ms: c.var.now_ms,
    expires_ms: c.var.now_ms + LASTS_MS,
    browser,
  })
  setCookie(c, NAME, secret, { ...options(c), maxAge: LASTS_MS / 1000 })
}

/** Removes the cookie from the browser, also the one of an earlier version. */
export function removeCookie(c: Context): void {
  const { prefix, ...plain } = options(c)
  if (prefix) deleteCookie(c, NAME, { ...plain, prefix })
  deleteCookie(c, NAME, plain)
}
