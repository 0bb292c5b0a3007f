/** Host names: read from a URL, compared label by label, and cut down to the domain that one owner registered. */
import { REGIONAL, SHARED } from './suffixes.ts'

const IP = /^(\d+\.\d+\.\d+\.\d+|\[.*\])$/

/** Second-level names that registries hand out under: `shop.com.ua` is a domain, `com.ua` is none. */
const SECOND_LEVEL =
  /^(com?|org|net|edu|gov|gob|gouv|go|ac|or|ne|ltd|plc|me|in|info|biz|mil|nom|sch|firm|web)$/

/** Top-level domains a brand uses for a country: two letters, alone or under a second level, or a few generic ones. */
const COUNTRY = /^(?:(?:com?|net|org|edu|in)\.)?(?:[a-z]{2}|com|net|org|cat|info|shop)$/

/**
 * The host of a URL in lower case, without port, and without the root's trailing dot; null when there is none.
 * An app's package name is the host of its `android-app:` URL.
 */
export function hostOf(url: string): string | null {
  let host: string
  try {
    host = new URL(url).hostname
  } catch {
    return null
  }
  host = host.toLowerCase()
  return (host.endsWith('.') ? host.slice(0, -1) : host) || null
}

/** Whether `host` is `domain` or a subdomain of it. */
export function isUnder(host: string, domain: string): boolean {
  return host === domain || (host.endsWith(domain) && host[host.length - domain.length - 1] === '.')
}

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

/** `google.co.uk` → `google`; null when the host is not a name under a country's or a generic top-level domain. */
export function brandOf(host: string): string | null {
  for (let dot = host.indexOf('.'); dot > 0; dot = host.indexOf('.', dot + 1)) {
    if (COUNTRY.test(host.slice(dot + 1))) return host.slice(0, dot)
  }
  return null
}

/**
 * The domain that its owner registered, or the name that a platform lent: `www.shop.co.uk` → `shop.co.uk`,
 * `mine.myshopify.com` → itself. An address or a bare name is its own domain.
 */
export function registrableOf(host: string): string {
  if (IP.test(host)) return host
  let below = host
  for (const domain of domainsOf(host)) {
    if (domain !== host && (SHARED.has(domain) || isRegistry(domain))) return below
    below = domain
  }
  return host
}

function isRegistry(domain: string): boolean {
  const dot = domain.indexOf('.')
  if (dot < 0) return true
  const top = domain.slice(dot + 1)
  if (top.length !== 2) return false
  return SECOND_LEVEL.test(domain.slice(0, dot)) || REGIONAL.has(domain)
}
