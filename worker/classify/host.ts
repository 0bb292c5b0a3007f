/** Host names: read from a URL, compared label by label, and cut down to the domain that one owner registered. */
import { getDomain, parse } from 'tldts'
import { SHARED_DOMAINS } from './sharedDomains.ts'

/** The input is a host and no URL. */
const HOST_ONLY = { extractHostname: false }
const WITH_PLATFORMS = { ...HOST_ONLY, allowPrivateDomains: true }

/** Public suffixes under which companies have national sites: `de`, `com.ua`, and a few generic ones. */
const NATIONAL = /(?:^|\.)(?:[a-z]{2}|com|net|org|cat|info|shop)$/

/** A name in the DNS is not longer. A URL may have one of a thousand labels, and each list looks at each of its domains. */
const HOST_CHARS = 253

/**
 * The host of a URL in lower case, without port, and without the root's trailing dot; null when there is none, or it is
 * longer than a name in the DNS. An app's package name is the host of its `android-app:` URL.
 */
export function hostOf(url: string): string | null {
  let host: string
  try {
    host = new URL(url).hostname
  } catch {
    return null
  }
  host = host.toLowerCase().replace(/\.$/, '')
  return host.length > HOST_CHARS ? null : host || null
}

/** Whether `host` is `domain` or a subdomain of it. */
export function isUnder(host: string, domain: string): boolean {
  return host === domain || (host.endsWith(domain) && host[host.length - domain.length - 1] === '.')
}

/** Prefixes of hosts that do not say whose page it is: `www.`, `m.`, … */
const FRONT = /^(?:www\d*|m|mobile|touch|amp)\./

/** `www.shop.example` → `shop.example`. */
export const withoutFront = (host: string): string => host.replace(FRONT, '')

/** The host and each domain above it, longest first: `a.b.com` → `a.b.com`, `b.com`, `com`. */
export function* domainsOf(host: string): Generator<string> {
  let rest = host
  for (;;) {
    yield rest
    const dot = rest.indexOf('.')
    if (dot < 0) return
    rest = rest.slice(dot + 1)
  }
}

/**
 * The host without its national suffix: `google.co.uk` → `google`, `news.google.de` → `news.google`. Null when it has
 * none: an address, a bare name, a name under `.cloud` or under a suffix that no registry has.
 */
export function brandOf(host: string): string | null {
  const { publicSuffix, isIcann } = parse(host, HOST_ONLY)
  if (!publicSuffix || !isIcann || publicSuffix === host || !NATIONAL.test(publicSuffix)) return null
  return host.slice(0, -publicSuffix.length - 1)
}

/**
 * For the domains of a host, the same domain under any national suffix: of `accounts.google.de` it turns
 * `accounts.google.de` into `accounts.google.*`, and `google.de` into `google.*`. Empty where there is none.
 */
export function anySuffixOf(host: string): (domain: string) => string {
  const brand = brandOf(host)
  const suffixChars = brand === null ? 0 : host.length - brand.length
  return (domain) => (suffixChars && domain.length > suffixChars ? `${domain.slice(0, -suffixChars)}.*` : '')
}

/**
 * The domain that its owner registered, or the subdomain that a platform gave to its customer: `www.shop.co.uk` →
 * `shop.co.uk`, `a.shop1.myshopify.com` → `shop1.myshopify.com`. An address, a bare name or a public suffix is returned
 * as it is.
 */
export function registrableOf(host: string): string {
  let below = host
  for (const domain of domainsOf(host)) {
    if (domain !== host && SHARED_DOMAINS.has(domain)) return below
    below = domain
  }
  return getDomain(host, WITH_PLATFORMS) ?? host
}
