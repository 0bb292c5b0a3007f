/**
 * The sites and apps that visitors are known to come from, by category. A new search engine is one line in
 * knownSources/search.ts.
 *
 * A line has the canonical name of a source, then other names that `utm_source` uses for it (`%20` is a space), then its
 * hosts. A host stands for itself and all its subdomains; the most specific host of all lines wins.
 *   `=host`    only this host (and its www. and m.), for companies that do more than one thing
 *   `host.*`   the host under any national suffix: `.de`, `.co.uk`, `.com`
 *   `host/dir` the pages of this host in a folder: `orange.fr/webmail`
 *   `@app`     an app, as in the referrers android-app://com.example/ and ios-app://310633997/
 *   `-name …`  the name labels these hosts, but is an everyday word: `utm_source=name` means something else
 *   `* host …` many sources in one line, each named by the first label of its host
 *   `- host …` the same, but none of these names is a `utm_source`
 *   `. host …` many sources in one line, each named by its whole host
 *
 * Where GA4's published list of source categories has a site, it has the same category here, with two exceptions:
 * webmail, which GA4 counts as search, and hosts that only take payments (gateways.ts).
 */
import { anySuffixOf, domainsOf, withoutFront } from './host.ts'
import { ai } from './knownSources/ai.ts'
import { email } from './knownSources/email.ts'
import { search } from './knownSources/search.ts'
import { shopping } from './knownSources/shopping.ts'
import { social } from './knownSources/social.ts'
import { video } from './knownSources/video.ts'

export const CATEGORIES = ['search', 'social', 'video', 'shopping', 'email', 'ai'] as const
export type Category = (typeof CATEGORIES)[number]

export const KNOWN_SOURCES: Record<Category, string> = { search, social, video, shopping, email, ai }

export interface KnownSource {
  /** The canonical name: `google` for the hosts of all countries. */
  name: string
  category: Category
}

/** By host, `=host`, `host.*`, `=host.*` or `@app`. */
const byHost = new Map<string, KnownSource>()
/** By canonical or other name. */
const byName = new Map<string, KnownSource>()

for (const category of CATEGORIES) {
  for (const line of KNOWN_SOURCES[category].trim().split('\n')) addLine(line, category)
}

function addLine(line: string, category: Category): void {
  const [head = '', ...words] = line.split(' ')
  if (head === '*' || head === '-' || head === '.') {
    for (const host of words) {
      const source = { name: head === '.' ? host.replace('@', '') : host.split('.')[0]!, category }
      byHost.set(host, source)
      if (head === '*') addName(source.name, source)
    }
    return
  }
  const isEverydayWord = head.startsWith('-')
  const source = { name: isEverydayWord ? head.slice(1) : head, category }
  if (!isEverydayWord) addName(head, source)
  for (const word of words) {
    if (word.startsWith('@') || word.includes('.')) byHost.set(word, source)
    else addName(word.replaceAll('%20', ' '), source)
  }
}

/** What people add to a source whose ads they mean: `google_ads`, `Meta Ads`, `google adwords`. */
const ADS = /[-_ ]?ad(?:s|words)$/

/** A name that two categories list belongs to the one that comes first in CATEGORIES. */
function addName(name: string, source: KnownSource): void {
  if (!byName.has(name)) byName.set(name, source)
}

/**
 * The source that a `utm_source` names, by a name, a host or an app (`fb`, `fb_ads`, `m.facebook.com`,
 * `com.facebook.katana`); null if it is not known.
 */
export function sourceOfName(utmSource: string): KnownSource | null {
  const name = utmSource.toLowerCase()
  const isHost = /^[a-z0-9-]+(?:\.[a-z0-9_-]+)+$/.test(name)
  return (
    byName.get(name) ??
    byName.get(name.replace(ADS, '')) ??
    (isHost ? (sourceOfHost(name) ?? sourceOfApp(name)) : null)
  )
}

/**
 * The source with the most specific entry: the host itself first, then the domains above it one by one.
 * @param path of the referrer, for the entries that have one
 */
export function sourceOfHost(host: string, path = ''): KnownSource | null {
  const exact = withoutFront(host)
  const page = `${exact}/${path.split('/', 2)[1] ?? ''}`
  if (byHost.has(page)) return byHost.get(page)!
  const underAnySuffix = anySuffixOf(host)
  for (const domain of domainsOf(host)) {
    const anyCountry = underAnySuffix(domain)
    const found =
      (domain === exact && (byHost.get(`=${domain}`) ?? byHost.get(`=${anyCountry}`))) ||
      byHost.get(domain) ||
      byHost.get(anyCountry)
    if (found) return found
  }
  return null
}

/** Whether a list has this very host, and not only a domain above it. */
export function isListedHost(host: string): boolean {
  const exact = withoutFront(host)
  return [host, exact, `=${exact}`].some((entry) => byHost.has(entry))
}

/**
 * The source of an app by its package, the start of it, or its number in the App Store: `com.pinterest.twa` belongs to
 * `com.pinterest`.
 */
export function sourceOfApp(app: string): KnownSource | null {
  let name = app.toLowerCase()
  for (;;) {
    const found = byHost.get(`@${name}`)
    if (found) return found
    const dot = name.lastIndexOf('.')
    if (dot < 0) return null
    name = name.slice(0, dot)
  }
}
