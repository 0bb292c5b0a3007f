/**
 * Addresses without personal data. Pages get e-mail addresses, names and tokens as parameters from mails and forms. What
 * classification can use is kept, and everything else is dropped before it is stored.
 */
import { addressParts, nameOf } from './addressParts.ts'
import { CLICK_IDS } from './clickIds.ts'
import { BARE_SOURCES } from './utmKeys.ts'

/** With this parameter, a link between a shop's domains passes the visitor's id. It is never kept. */
const VISITOR = '_utmd'

/**
 * Parameters that are always kept: all UTM parameters, also Matomo's spelling and a shop's own (`utm_adset`), and what
 * looks like a click ID. So `reclassify` finds the click IDs of history when a new one is added to the list.
 * `utm_referrer` is not kept: it holds an address.
 */
const CAMPAIGN = /^(?:(?:utm|mtm|pk)_(?!ref)\w{1,40}|gad_\w{1,40}|\w{0,40}(?:clid|clkid|click_?id))$/
const NAMES: ReadonlySet<string> = new Set(CLICK_IDS.map(({ key }) => key))
const BARE: ReadonlySet<string> = new Set(BARE_SOURCES)

/** What stands in place of an e-mail address. */
const EMAIL_MASK = '(email)'

/** `@`, which may be encoded, also several times. */
const AT = /@|%(?:25){0,3}40/g
/** What may be before and behind it. The lengths are those of e-mail addresses; they also bound the time of the search. */
const LOCAL_PART = /[^\s/?&=#@]{1,64}$/
const DOMAIN = /^[^\s/?&=#@]{1,200}\.\p{L}{2,24}/u

/** The text with `(email)` in place of each e-mail address. */
export function withoutEmails(text: string): string {
  let masked = ''
  let from = 0
  for (const { 0: at, index } of text.matchAll(AT)) {
    if (index <= from) continue
    const end = index + at.length
    const next = text.slice(end, end + 226)
    // Saves time: without a dot the expression tries every length.
    const domain = next.includes('.') ? DOMAIN.exec(next) : null
    const local = domain && LOCAL_PART.exec(text.slice(Math.max(from, index - 64), index))
    if (!local) continue
    masked += text.slice(from, index - local[0].length) + EMAIL_MASK
    from = end + domain[0].length
  }
  return masked + text.slice(from)
}

/** The fragment of a page's address if it is a route (`#/cart`), without parameters; otherwise empty. */
export const hashRoute = (fragment: string): string =>
  /^#!?\//.test(fragment) ? withoutEmails(fragment.split(/[?&]/, 1)[0]!) : ''

/**
 * The address of a page with only the parameters that are kept, which stay as they were written. Campaign parameters of the
 * fragment come into the query. Dropped are also a user name and a password before the host, and a fragment that is no
 * route. An e-mail address in the path or in the value of a kept parameter becomes `(email)`. Accepts any text.
 * @param keep further names of parameters, in lower case: the site's `keep_params`
 */
export function cleanUrl(url: string, keep: readonly string[]): string {
  const { path, query, inFragment, fragment } = addressParts(url)
  const kept = [
    ...query.filter((parameter) => isKept(nameOf(parameter), keep)),
    ...inFragment.filter((parameter) => isCampaign(nameOf(parameter))),
  ]
  return withoutEmails(path) + (kept.length ? `?${withoutEmails(kept.join('&'))}` : '') + hashRoute(fragment)
}

/** A value that is the address of a page, such as GA4's `page_location`. */
const ADDRESS = /^(?:https?:\/)?\/\S*$/i

/** The value of an event's parameter. The address of a page loses what a landing loses; others stay as the shop sends them. */
export const cleanParam = <T>(value: T, keep: readonly string[]): T | string =>
  typeof value === 'string' && ADDRESS.test(value) ? cleanUrl(value, keep) : value

/** The address of a referrer without its parameters and its fragment: only its host and its path are used. */
export const cleanReferrer = (referrer: string): string => withoutEmails(addressParts(referrer).path)

function isKept(name: string, keep: readonly string[]): boolean {
  return name !== VISITOR && (isCampaign(name) || BARE.has(name) || keep.includes(name))
}

/** A parameter that also counts in the fragment. There, a route has parameters of its own such as `source`. */
const isCampaign = (name: string): boolean => NAMES.has(name) || CAMPAIGN.test(name)
