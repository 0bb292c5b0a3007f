import type { Context } from 'hono'

/**
 * Whether a page of another origin has sent this request, as far as its headers say. Programs that are no browsers send
 * neither header, and count as our own.
 */
export function isCrossSite(c: Context): boolean {
  const origin = c.req.header('origin')
  const fetchSite = c.req.header('sec-fetch-site')
  if (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none') return true
  if (origin === undefined) return false
  const own = new URL(c.req.url)
  // A proxy that ends TLS hides the scheme from us. The browser knows it and says that the origin is the same.
  return fetchSite === 'same-origin' ? hostOf(origin) !== own.host : origin !== own.origin
}

/** The host of an origin with its port; null for `null`, the origin of sandboxed pages. */
const hostOf = (origin: string): string | null => URL.parse(origin)?.host ?? null
