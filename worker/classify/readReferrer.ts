/** Reads a referrer: no one, the site itself, a page that is only passed through, or a site that sends visitors. */
import { CARD_CHECK, GATEWAYS } from './gateways.ts'
import { anySuffixOf, domainsOf, hostOf, isUnder, registrableOf, withoutFront } from './host.ts'
import { type Category, isListedHost, type KnownSource, sourceOfApp, sourceOfHost } from './knownSources.ts'
import { SIGN_IN, SIGN_IN_LABEL, SIGN_IN_PATH } from './signInPages.ts'
import { appByPattern, labelsBelow, sourceByPattern } from './sourceByPattern.ts'

/** What the classification needs to know of a site. */
export interface SiteHosts {
  /** Its own hosts. `*` allows any host to send events and does not say which are its own. */
  hosts: readonly string[]
  /** Further hosts that never make a touch. */
  ignored_referrers: readonly string[]
}

export type Referrer =
  | { kind: 'none' }
  | { kind: 'own' | 'ignored' | 'gateway' | 'sign_in'; host: string }
  /** `category`: null for a site that is not known. */
  | { kind: 'site'; host: string; source: string; medium: string; category: Category | null }

/** The medium of a visit by its referrer's category, as in GA4, if no parameter states a medium. */
const MEDIUM: Record<Category, string> = {
  search: 'organic',
  social: 'social',
  video: 'video',
  shopping: 'shopping',
  email: 'email',
  ai: 'ai-assistant',
}

export const mediumOf = (category: Category): string => MEDIUM[category]

/** The medium of a referrer that is not known. */
const REFERRAL = 'referral'

const MEDIUMS_WITHOUT_TAG: ReadonlySet<string> = new Set([...Object.values(MEDIUM), REFERRAL, '(none)'])

/** Whether a visit can get this medium without a parameter in its link: from its referrer, or because it has none. */
export const isMediumWithoutTag = (medium: string): boolean => MEDIUMS_WITHOUT_TAG.has(medium.toLowerCase())

const words = (text: string) => text.trim().split(/\s+/)
const gateways = new Set(words(GATEWAYS))
const signIns = new Set(words(SIGN_IN))

/**
 * Reads `document.referrer`. `page` is the host of the landing page: this host and all others under the same registered
 * domain are the site's own, even if `site.hosts` does not list them.
 */
export function readReferrer(referrer: string, page: string | null, site: SiteHosts): Referrer {
  if (!referrer) return { kind: 'none' }
  const url = /^[a-z][a-z0-9+.-]*:/i.test(referrer) ? referrer : `https://${referrer}`
  if (!/^(?:https?|android-app|ios-app):/i.test(url)) return { kind: 'none' }
  const host = hostOf(url)
  if (!host) return { kind: 'none' }
  if (/^(?:android|ios)-app:/i.test(url)) return siteOf(host, sourceOfApp(host) ?? appByPattern(host))
  if (isOwn(host, page, site.hosts)) return { kind: 'own', host }
  if (site.ignored_referrers.some((ignored) => isUnder(host, asTyped(ignored))))
    return { kind: 'ignored', host }
  if (isGateway(host)) return { kind: 'gateway', host }
  const path = pathOf(url)
  if (isSignIn(host, path)) return { kind: 'sign_in', host }
  return siteOf(host, sourceOfHost(host, path) ?? sourceByPattern(host, path))
}

function siteOf(host: string, known: KnownSource | null): Referrer {
  return known
    ? { kind: 'site', host, source: known.name, medium: MEDIUM[known.category], category: known.category }
    : { kind: 'site', host, source: host.replace(/^www\./, ''), medium: REFERRAL, category: null }
}

function isOwn(host: string, page: string | null, hosts: readonly string[]): boolean {
  if (page && (host === page || registrableOf(host) === registrableOf(page))) return true
  return hosts.some((own) => own !== '*' && isUnder(host, asTyped(own)))
}

function isGateway(host: string): boolean {
  return isListed(gateways, host) || labelsBelow(host).some((label) => CARD_CHECK.test(label))
}

/** A listed page, or one that its host or its path marks as a sign-in. A host that is a known source itself is none. */
function isSignIn(host: string, path: string): boolean {
  if (isListed(signIns, host)) return true
  if (SIGN_IN_PATH.test(path)) return true
  return !isListedHost(host) && labelsBelow(host).some((label) => SIGN_IN_LABEL.test(label))
}

const pathOf = (url: string): string => new URL(url).pathname

function isListed(list: ReadonlySet<string>, host: string): boolean {
  const exact = withoutFront(host)
  const underAnySuffix = anySuffixOf(host)
  for (const domain of domainsOf(host)) {
    if (list.has(domain) || (domain !== exact && list.has(`*.${domain}`))) return true
    if (list.has(underAnySuffix(domain))) return true
  }
  return false
}

/** The domain that an admin means by `*.shop.example`, `www.shop.example` or `Shop.example`. */
function asTyped(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\*\./, '')
    .replace(/^www\./, '')
}
