/** What a shop puts into its pages. */

/** What a shop may choose; the attributes of the same names are described in docs/script.md. */
export interface TagOptions {
  consent: 'granted' | 'pending'
  /** Reads GA4's events from `dataLayer`. */
  datalayer: boolean
  /** Subdomains share one visitor. */
  cookieDomain: boolean
  /** Domains that share one visitor. */
  domains: string[]
}

export const PLAIN_TAG: TagOptions = {
  consent: 'granted',
  datalayer: false,
  cookieDomain: false,
  domains: [],
}

/** Where the tag goes. */
export const WAYS = ['page', 'wordpress', 'gtm', 'npm'] as const
export type Way = (typeof WAYS)[number]

/** The code for a way to install, for the Worker at `origin`. */
export const CODE: Record<Way, (origin: string, site: string, options: TagOptions) => string> = {
  page: scriptTag,
  // The site stands in the address, for optimisers that drop data attributes.
  wordpress: (origin, site, options) =>
    preload(origin, options) +
    element(`${origin}/t.js?site=${encodeURIComponent(site)}`, attributes(options)),
  gtm: (origin, site, options) =>
    [
      '<script>',
      "  var tag = document.createElement('script')",
      `  tag.src = ${quoted(`${origin}/t.js`)}`,
      ...[['site', site], ...settings(options)].map(
        ([name, value]) => `  tag.dataset.${name} = ${quoted(value ?? '')}`,
      ),
      '  document.head.append(tag)',
      '</script>',
    ].join('\n'),
  npm: (origin, site, options) => {
    const own = settings(options)
    const isExtended = needsExtras(options)
    const entries = [['site', site], ['api', origin], ...own]
    return [
      "import { createTracker } from 'utm-dispatcher'",
      ...(isExtended ? ["import { extend } from 'utm-dispatcher/extras'"] : []),
      '',
      'const options = {',
      ...entries.map(([name, value]) => `  ${name}: ${quoted(value ?? '')},`),
      // Else `consent` would be any text to TypeScript.
      '} as const',
      'export const tracker = createTracker(options)',
      ...(isExtended ? ['extend(tracker)'] : []),
    ].join('\n')
  },
}

/** The script tag of a site. */
export function scriptTag(origin: string, site: string, options: TagOptions = PLAIN_TAG): string {
  return preload(origin, options) + element(`${origin}/t.js`, [['data-site', site], ...attributes(options)])
}

/** What a shop adds to its own policy so that the script runs and may send. */
export const policy = (origin: string): string => `script-src ${origin}; connect-src ${origin}`

/** As `dataset` and `createTracker` call them; only what is not so anyway. */
function settings({
  consent,
  datalayer,
  cookieDomain,
  domains,
}: TagOptions): [name: string, value: string][] {
  return [
    ...(consent === 'pending' ? ([['consent', consent]] as [string, string][]) : []),
    ...(datalayer ? ([['datalayer', '']] as [string, string][]) : []),
    ...(cookieDomain ? ([['cookieDomain', '']] as [string, string][]) : []),
    ...(domains.length ? ([['domains', domains.join(',')]] as [string, string][]) : []),
  ]
}

/** Whether any of it is done by the second file. */
const needsExtras = (options: TagOptions) => settings(options).some(([name]) => name !== 'consent')

/** On slow networks the second file would come too late for the first events, if it were asked for by the first file. */
const preload = (origin: string, options: TagOptions) =>
  needsExtras(options) ? `<link rel="modulepreload" href="${encode(`${origin}/extras.js`)}">\n` : ''

const attributes = (options: TagOptions) =>
  settings(options).map(([name, value]): [string, string] => [
    `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    value,
  ])

const element = (src: string, attributes: [name: string, value: string][]) =>
  `<script defer src="${encode(src)}"${attributes
    .map(([name, value]) => (value ? ` ${name}="${encode(value)}"` : ` ${name}`))
    .join('')}></script>`

/** The host of whatever was typed as a site: a domain, an address, with or without `https://` and a path. */
export function hostOf(text: string): string {
  const trimmed = text.trim()
  try {
    return new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`).hostname
  } catch {
    return trimmed
  }
}

/** The hosts of a site that names none: its domain with `www.` and without. */
export function ownHosts(site: string): string[] {
  const bare = site.replace(/^www\./, '')
  return [bare, `www.${bare}`]
}

/** Whether pages of `host` may send to a site of these hosts, as the Worker judges it: each has its subdomains. */
export const accepts = (hosts: readonly string[], host: string): boolean =>
  hosts.some((own) => own === '*' || host === own || host.endsWith(`.${own}`))

/** What was typed one a line, or with commas between. */
export const listed = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean)

const encode = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;')

/** As a script writes it, safe within `<script>`. */
const quoted = (text: string): string => `'${text.replace(/['\\]/g, '\\$&').replace(/</g, '\\x3c')}'`
