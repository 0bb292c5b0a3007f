/**
 * Who sends visitors: sites by what they are, as data. A new search engine is one line in knownSources/.
 *
 * A line is a site's canonical name, other names that `utm_source` uses for it (`%20` is a space), and its hosts.
 * A host stands for itself and all its subdomains; the most specific one wins.
 *   `=host`    only the host itself (and its www. and m.), for companies that do more than one thing
 *   `host.*`   the host under any country's top-level domain
 *   `@app`     an Android app, as in the referrer android-app://com.example/
 *   `-name …`  a name that is an everyday word: it labels the hosts, but `utm_source=name` means something else
 *   `* host …` many sites at once, each named by its first label; `- host …` likewise, and none of them a utm_source
 *   `. host …` many sites at once, each named by its whole host
 * Where GA4's published list of source categories has a site, its category here is GA4's, but for webmail, which
 * GA4 lists among the search engines, and for hosts that only take payments (gateways.ts).
 */
import { ai } from './knownSources/ai.ts'
import { email } from './knownSources/email.ts'
import { search } from './knownSources/search.ts'
import { shopping } from './knownSources/shopping.ts'
import { social } from './knownSources/social.ts'
import { video } from './knownSources/video.ts'

export const CATEGORIES = ['search', 'social', 'video', 'shopping', 'email', 'ai'] as const
export type Category = (typeof CATEGORIES)[number]

/** The lists, by category. */
export const REFERRERS: Record<Category, string> = { search, social, video, shopping, email, ai }

/** What portals call their subdomains for searching and for mail: tells what the page of an unlisted one is. */
export const SUBDOMAINS: Partial<Record<Category, string>> = {
  search:
    'search isearch websearch searches suche szukaj recherche buscador busca ricerca hledani pesquisa zoeken otsing',
  email: 'mail webmail webmail2 email poczta messagerie correo posta pochta zimbra roundcube owa horde',
}
