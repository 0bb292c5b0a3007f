/** Reads and tidies addresses: which hosts are the shop's, and the visitor in a URL. */

/**
 * Whether a host is one of the domains or a subdomain of one.
 * @param domains with commas between; undefined ones and lists of them may be among them
 */
export const isUnder = (host: string, domains: string | undefined | (string | undefined)[]): unknown =>
  `${domains}`.split(/,\s*/).some((domain) => domain && `.${host}`.endsWith(`.${domain}`))

/** Base64 as it is: browsers and servers may percent-encode it, and need not. */
export const VISITOR = /&?\b_utmd=([^&#]*)/

/** A URL or query without the visitor; all else in it stays to the letter, for some are signed. */
export const clean = (url: string): string => url.replace(VISITOR, '')
