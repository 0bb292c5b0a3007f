/** Reads a referrer: nobody, the site itself, a place that is only passed through, or a sender with a name and a kind. */
import { CARD_CHECK, GATEWAYS, SIGN_IN } from './gateways.ts'
import { brandOf, domainsOf, hostOf, isUnder, registrableOf } from './host.ts'
import { CATEGORIES, type Category, REFERRERS, SUBDOMAINS } from './knownSources.ts'

/** What the classification needs to know of a site. */
export interface SiteHosts {
  /** Its own hosts; `*` stands for any and says nothing about which are its own. */
  hosts: readonly string[]
  /** Further hosts that never make a touch. */
  ignored_referrers: readonly string[]
}

/** A sender that the lists know. */
export interface Sender {
  /** Canonical: `google`, whichever country's host it was. */
  name: string
  category: Category
}

export type Referrer =
  | { kind: 'none' }
  | { kind: 'own' | 'ignored' | 'gateway' | 'sign_in'; host: string }
  | { kind: 'site'; host: string; source: string; medium: string; category: Category | null }

/** The medium that a referrer of a category gives where no parameter says better. */
const MEDIUM: Record<Category, string> = {
  search: 'organic',
  social: 'social',
  video: 'video',
  shopping: 'shopping',
  email: 'email',
  ai: 'ai-assistant',
}

/** What a referrer without a category gives. */
const REFERRAL = 'referral'

/** The mediums of visits that carry no tag at all. */
export const REFERRER_MEDIUMS: ReadonlySet<string> = new Set([...Object.values(MEDIUM), REFERRAL, '(none)'])

/** `www.`, `m.` and the like say nothing about whose page it is. */
const FRONT = /^(?:www\d*|m|mobile|touch|amp)\./

const senders = new Map<string, Sender>()
const names = new Map<string, Sender>()
for (const category of CATEGORIES) {
  for (const line of REFERRERS[category].trim().split('\n')) addLine(line, category)
}

function addLine(line: string, category: Category): void {
  const [head = '', ...rest] = line.split(' ')
  if (head === '*' || head === '-' || head === '.') {
    for (const host of rest) {
      const name = head === '.' ? host : host.split('.')[0]!
      const sender = { name, category }
      senders.set(host, sender)
      if (head === '*') addName(name, sender)
    }
    return
  }
  const quiet = head.startsWith('-')
  const sender = { name: quiet ? head.slice(1) : head, category }
  if (!quiet) addName(head, sender)
  for (const word of rest) {
    if (word.startsWith('@') || word.includes('.')) senders.set(word, sender)
    else addName(word.replaceAll('%20', ' '), sender)
  }
}

/** The first line that has a name keeps it: search before social, and so on. */
function addName(name: string, sender: Sender): void {
  if (!names.has(name)) names.set(name, sender)
}

const words = (text: string) => text.trim().split(/\s+/)
const gateways = new Set(words(GATEWAYS))
const signIns = new Set(words(SIGN_IN))
const subdomains = new Map<string, Category>(
  CATEGORIES.flatMap((category) =>
    SUBDOMAINS[category] ? words(SUBDOMAINS[category]).map((label) => [label, category] as const) : [],
  ),
)

/**
 * Judges `document.referrer`. `page` is the host of the landing page: it and its neighbours under the same
 * registered domain are the site's own, whatever `site.hosts` lists.
 */
export function readReferrer(referrer: string, page: string | null, site: SiteHosts): Referrer {
  if (!referrer) return { kind: 'none' }
  const url = /^[a-z][a-z0-9+.-]*:/i.test(referrer) ? referrer : `https://${referrer}`
  if (!/^(?:https?|android-app):/i.test(url)) return { kind: 'none' }
  const host = hostOf(url)
  if (!host) return { kind: 'none' }
  if (url.startsWith('android-app:')) return described(host, appSender(host))
  if (isOwn(host, page, site.hosts)) return { kind: 'own', host }
  if (site.ignored_referrers.some((ignored) => isUnder(host, plain(ignored))))
    return { kind: 'ignored', host }
  if (isGateway(host)) return { kind: 'gateway', host }
  if (isListed(signIns, host)) return { kind: 'sign_in', host }
  return described(host, senderOf(host) ?? guessed(host))
}

/** The sender that a `utm_source` means, by its name or its host (`fb`, `m.facebook.com`); null for any other word. */
export function senderNamed(source: string): Sender | null {
  const name = source.toLowerCase()
  return names.get(name) ?? (/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(name) ? senderOf(name) : null)
}

function described(host: string, sender: Sender | null): Referrer {
  if (!sender) {
    return { kind: 'site', host, source: host.replace(/^www\./, ''), medium: REFERRAL, category: null }
  }
  const { name, category } = sender
  return { kind: 'site', host, source: name, medium: MEDIUM[category], category }
}

/** The most specific entry of the lists: by labels from the whole host upwards, exact hosts before country patterns. */
function senderOf(host: string): Sender | null {
  const bare = host.replace(FRONT, '')
  const brand = brandOf(host)
  const country = brand === null ? 0 : host.length - brand.length
  for (const domain of domainsOf(host)) {
    const pattern = domain.length > country && country ? `${domain.slice(0, -country)}.*` : ''
    const found =
      (domain === bare && (senders.get(`=${domain}`) ?? senders.get(`=${pattern}`))) ||
      senders.get(domain) ||
      senders.get(pattern)
    if (found) return found
  }
  return null
}

/** An app by its package, or by the one it belongs to: `com.pinterest.twa` is Pinterest's. */
function appSender(app: string): Sender | null {
  for (let name = app; name.includes('.'); name = name.slice(0, name.lastIndexOf('.'))) {
    const found = senders.get(`@${name}`)
    if (found) return found
  }
  return null
}

/** An unlisted portal's mail or search page, by the name of its subdomain. */
function guessed(host: string): Sender | null {
  for (const label of labelsBelow(host)) {
    const category = subdomains.get(label.replace(/\d+$/, ''))
    if (category) return { name: host.replace(/^www\./, ''), category }
  }
  return null
}

function isOwn(host: string, page: string | null, hosts: readonly string[]): boolean {
  if (page && (host === page || registrableOf(host) === registrableOf(page))) return true
  return hosts.some((own) => own !== '*' && isUnder(host, plain(own)))
}

function isGateway(host: string): boolean {
  return isListed(gateways, host) || labelsBelow(host).some((label) => CARD_CHECK.test(label))
}

function isListed(list: ReadonlySet<string>, host: string): boolean {
  const bare = host.replace(FRONT, '')
  for (const domain of domainsOf(host)) {
    if (list.has(domain) || (domain !== bare && list.has(`*.${domain}`))) return true
  }
  return false
}

/** The labels that the owner of a domain put before it: `acs.pay` of `acs.pay.bank.example`. */
function labelsBelow(host: string): string[] {
  const own = registrableOf(host)
  return own === host ? [] : host.slice(0, -own.length - 1).split('.')
}

/** A host as an admin types it: `*.shop.example`, `www.shop.example`, `Shop.example`. */
function plain(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\*\./, '')
    .replace(/^www\./, '')
}
