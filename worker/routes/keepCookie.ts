/**
 * Sets the script's own cookie again by HTTP. Safari deletes cookies that a script has written after seven days, but keeps
 * those of a server. So a Worker on the shop's host or on a subdomain knows a visitor for 400 days.
 */
import type { Context } from 'hono'
import { setCookie } from 'hono/cookie'
import { isUnder } from '../classify/host.ts'

/** The longest life that browsers allow. */
const COOKIE_S = 400 * 86_400
/** What HTTP allows in a cookie's name. It has no colon: the cookie of `localhost:8788` stays as the script has set it. */
const NAME = /^[\w!#$%&'*.^`|~+-]+$/
/** Name and value together. Browsers do not keep longer cookies. */
const COOKIE_BYTES = 4096

/** The parts of the script's cookie that are needed here. */
interface Kept {
  /** When it was written, by the browser's clock, ms. */
  at: number
  visitor: string
  /** The domain whose subdomains share the cookie. */
  domain: unknown
}

/**
 * Sets the cookie again with the name and value that the request has, if it is the script's and its visitor sent one of
 * these events. Not with `Sec-GPC: 1`. Never HttpOnly: the script reads it.
 * @param site as the page spells it
 */
export function keepCookie(c: Context, site: string, events: unknown[]): void {
  if (c.req.header('sec-gpc') === '1') return
  const name = `utm_${site}_`
  if (!NAME.test(name)) return
  const visitors = new Set(events.map((event) => (event as { visitor?: unknown } | null)?.visitor))
  // A browser may hold one for the host and one for the domain. The script uses the newest.
  const [newest] = textsOf(c.req.header('cookie') ?? '', name)
    .flatMap((text) => read(text) ?? [])
    .filter(({ visitor }) => visitors.has(visitor))
    .sort((a, b) => b.at - a.at)
  if (!newest) return
  const { protocol, hostname } = new URL(c.req.url)
  const { text, domain } = newest
  setCookie(c, name, text, {
    path: '/',
    maxAge: COOKIE_S,
    secure: protocol === 'https:',
    sameSite: 'Lax',
    ...(typeof domain === 'string' && isUnder(hostname, domain) ? { domain } : {}),
  })
}

/** The decoded values of the cookies with this name. Values that the script cannot have written are left out. */
function textsOf(header: string, name: string): string[] {
  return header.split(/; */).flatMap((pair) => {
    if (!pair.startsWith(`${name}=`) || pair.length >= COOKIE_BYTES) return []
    const raw = pair.slice(name.length + 1)
    try {
      const text = decodeURIComponent(raw)
      return encodeURIComponent(text) === raw ? [text] : []
    } catch {
      return []
    }
  })
}

function read(text: string): (Kept & { text: string }) | null {
  try {
    const { at, visitor, domain } = JSON.parse(text) as Partial<Kept>
    return typeof at === 'number' && typeof visitor === 'string' ? { text, at, visitor, domain } : null
  } catch {
    return null
  }
}
