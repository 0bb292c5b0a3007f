/** Sources that no list can name one by one: recognised by how such hosts, pages and apps are named everywhere. */
import { registrableOf } from './host.ts'
import type { Category, KnownSource } from './knownSources.ts'

/** How portals name the subdomains of their search and of their mail: the label before an optional `-part` or number. */
const LABELS: readonly [label: RegExp, category: Category][] = [
  [
    /^(?:i|web)?search(?:es)?$|^(?:suche|szukaj|recherche|buscador|busca|ricerca|hledani|pesquisa|zoeken|otsing)$/,
    'search',
  ],
  [
    /^(?:web|light|free|cloud|my)?mail(?:er|box|business|ng)?$|^(?:email|poczta|messagerie|correo|posta|pochta|zimbra|roundcube|squirrelmail|rainloop|snappymail|sogo|owa|exchange|horde|mbox|upcmail)$/,
    'email',
  ],
  /** Where mail tools and mail security send a click first. */
  [/^(?:urldefense|safelinks?|linkprotect|urlprotect|clicktime|clickproxy|ablink)$/, 'email'],
]

/** Networks of many independent servers, by a label of the host. `.social` is the domain that most of them choose. */
const NETWORKS: readonly [label: RegExp, source: KnownSource][] = [
  [/pixelfed|^pxlmo$/, { name: 'pixelfed', category: 'social' }],
  [/mastodon|^mstdn|^masto(?:-|$)|^toot(?:s|er|ing)?$/, { name: 'mastodon', category: 'social' }],
  [/^(?:lemmy|kbin|mbin)(?:-|$)/, { name: 'lemmy', category: 'social' }],
  [
    /^(?:misskey|pleroma|akkoma|friendica|firefish|calckey|gotosocial|hubzilla|joindiaspora)(?:-|$)/,
    social('fediverse'),
  ],
  [/^peertube(?:-|$)/, { name: 'peertube', category: 'video' }],
]

/** Diaspora's servers. Under a domain of its own, this is an everyday word: `diaspora.gov.ie`. */
const DIASPORA = 'diaspora'

function social(name: string): KnownSource {
  return { name, category: 'social' }
}

/** Paths of posts, by the network whose servers have them. */
const POSTS: readonly [path: RegExp, network: string][] = [
  // `/@user/109522010472026374`, `/@user@other.example/…`, `/web/statuses/…`
  [/^\/(?:@[\w.]+(?:@[\w.-]+)?\/\d{15,20}|(?:deck\/|web\/)?(?:@[\w.@-]+|statuses)\/\d{15,20})/, 'mastodon'],
  [/^\/(?:p\/[\w.@-]+|i\/web\/post)\/\d{15,20}/, 'pixelfed'],
]

/** The source of a host that no list has. @param path the referrer's path */
export function sourceByPattern(host: string, path: string): KnownSource | null {
  const name = host.replace(/^www\./, '')
  // GMX, web.de, mail.com and 1&1 send each click through a host of this form.
  if (/^deref-[a-z0-9-]+\./.test(name)) return { name, category: 'email' }
  const labels = host.split('.')
  for (const [pattern, source] of NETWORKS)
    if (labels.slice(0, -1).some((one) => pattern.test(one))) return source
  const below = labelsBelow(host)
  if (below.includes(DIASPORA)) return social('fediverse')
  const network = POSTS.find(([pattern]) => pattern.test(path))?.[1]
  if (network) return social(network)
  for (const label of below) {
    const word = label.replace(/^e-mail/, 'email').replace(/-.*|\d+$/g, '')
    for (const [pattern, category] of LABELS) if (pattern.test(word)) return { name, category }
  }
  return name.endsWith('.social') ? social(name) : null
}

/** What an app is for, by a word in its package name. A newspaper and a workshop only end like such words. */
const APP_WORDS: readonly [word: RegExp, category: Category][] = [
  [/^(?:(?!daily|royal)[a-z]*mail(?:app|box|client|lite)?|inbox|[a-z]*email[a-z]*)$/, 'email'],
  [/^(?:messenger|messaging|[a-z]*chat)$/, 'social'],
  [/^(?:shopping|(?!photoshop|workshop|barbershop|bishop)[a-z]*shop|marketplace)$/, 'shopping'],
  [/^(?:quicksearchbox|websearch|search(?:app|lite)?)$/, 'search'],
  [/^(?:videos?|videoplayer|videoapp)$/, 'video'],
]

/** The source of an app that no list has, by its package name. The first part is its country or `com`. */
export function appByPattern(app: string): KnownSource | null {
  for (const part of app.toLowerCase().split('.').slice(1))
    for (const [word, category] of APP_WORDS) if (word.test(part)) return { name: app, category }
  return null
}

/** The labels before the registered domain: `acs` and `pay` of `acs.pay.bank.example`. */
export function labelsBelow(host: string): string[] {
  const own = registrableOf(host)
  return own === host ? [] : host.slice(0, -own.length - 1).split('.')
}
