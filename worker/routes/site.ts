/** Finds the site of a request. Settings are kept in memory for half a minute, because every event needs them. */
import { createMiddleware } from 'hono/factory'
import type { Site } from '../../wire/answers/site.ts'
import { asciiHost } from '../../wire/idn.ts'
import { allow } from '../auth.ts'
import { domainsOf } from '../classify/host.ts'
import type { App, Principal } from '../env.ts'
import { ApiError, BadParameter } from '../errors.ts'
import type { SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'

const KEPT_MS = 30_000
const kept = new Map<string, { site: SiteRow; until_ms: number }>()

/** A site's settings, by its name in ASCII or as people write it (`магазин.укр`); null for an unknown site. Null is not kept, so that a new site works at once. */
export async function findSite(store: Store, name: string, nowMs: number): Promise<SiteRow | null> {
  const known = keptSite(name, nowMs)
  if (known) return known
  const key = asciiHost(name)
  const site = await store.site(key)
  if (site) kept.set(key, { site, until_ms: nowMs + KEPT_MS })
  else kept.delete(key)
  return site
}

/** A site's settings if they are in memory; it never reads them. */
export function keptSite(name: string, nowMs: number): SiteRow | null {
  const known = kept.get(asciiHost(name))
  return known && known.until_ms > nowMs ? known.site : null
}

/** A site's settings as the API shows them to those who may change them. */
export const shownSite = ({ id, created_ms, hold_above, exclusions, ...site }: SiteRow): Site => site

/**
 * The sites that a principal may see: a token of one site sees that site, other tokens see all. Excluded IP addresses are
 * personal data: only admins see them, because share links are passed on.
 */
export async function visibleSites(store: Store, { scope, site: only }: Principal): Promise<Site[]> {
  const rows = (await store.sites()).filter(({ site }) => only === null || site === only).map(shownSite)
  return scope === 'admin' ? rows : rows.map(({ excluded_ips, ...site }) => site)
}

/** The list of all sites is read at most once in this time, even if many pages name an unknown site. */
const LISTED_MS = 10_000
/** If several sites have the host of such a page, its dropped events are counted for at most this many of them. */
const MOST_OWNERS = 3
const listed: { sites: SiteRow[]; until_ms: number } = { sites: [], until_ms: 0 }

/** The sites whose hosts have the longest match with this host, the newest first. The host `*` does not count. */
export async function ownersOf(store: Store, host: string, nowMs: number): Promise<SiteRow[]> {
  if (listed.until_ms <= nowMs) {
    // Set before the list is read, so that requests that arrive meanwhile do not read it too.
    listed.until_ms = nowMs + LISTED_MS
    listed.sites = await store.sites()
  }
  for (const domain of domainsOf(host)) {
    const owners = listed.sites.filter(({ hosts }) => hosts.includes(domain))
    if (owners.length) return owners.sort((a, b) => b.created_ms - a.created_ms).slice(0, MOST_OWNERS)
  }
  return []
}

/** Forgets the kept settings of a site. To be called when they have changed. */
export function forgetSite(name: string): void {
  kept.delete(name)
  listed.until_ms = 0
}

/** The site of this name; throws 403 when the token is for another, 404 when there is none. */
export async function existingSite(
  name: string,
  { store, principal, now_ms }: Pick<App['Variables'], 'store' | 'principal' | 'now_ms'>,
): Promise<SiteRow> {
  allow(principal, asciiHost(name))
  const site = await findSite(store, name, now_ms)
  if (!site) throw new ApiError(404, `there is no site ${name}`)
  return site
}

/** Forgets the kept settings of all sites. */
export function forgetSites(): void {
  kept.clear()
  listed.until_ms = 0
}

/** Sets the site of `site=`; 400 without one, 403 when the token is for another, 404 when there is none. */
export const forSite = createMiddleware<App>(async (c, next) => {
  const name = c.req.query('site')
  if (!name) throw new BadParameter('site', 'is needed')
  c.set('site', await existingSite(name, c.var))
  await next()
})
