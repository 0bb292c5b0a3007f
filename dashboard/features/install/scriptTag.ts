/** The code that a shop puts into its pages. */

/** The options of the script. The attributes of the same names are described in docs/script.md. */
export interface TagOptions {
  consent: 'granted' | 'pending' | 'datalayer'
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

/** The ways to install the script. */
export const WAYS = ['page', 'wordpress', 'gtm', 'npm'] as const
export type Way = (typeof WAYS)[number]

/** The code for each way to install; `origin` is the Worker's. */
export const CODE: Record<Way, (origin: string, site: string, options: TagOptions) => string> = {
  page: scriptTag,
  // The site is in the URL, because some optimisers drop data attributes.
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
      // Without `as const`, `consent` would be any string to TypeScript.
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

/** What a shop adds to its Content-Security-Policy so that the script may run and send. */
export const policy = (origin: string): string => `script-src ${origin}; connect-src ${origin}`

/** The options by the names of `dataset` and `createTracker`, without those that have their default. */
function settings({
  consent,
  datalayer,
  cookieDomain,
  domains,
}: TagOptions): [name: string, value: string][] {
  return [
    ...(consent !== 'granted' ? ([['consent', consent]] as [string, string][]) : []),
    ...(datalayer ? ([['datalayer', '']] as [string, string][]) : []),
    ...(cookieDomain ? ([['cookieDomain', '']] as [string, string][]) : []),
    ...(domains.length ? ([['domains', domains.join(',')]] as [string, string][]) : []),
  ]
}

/** Whether an option needs the second script file. */
const needsExtras = (options: TagOptions) => settings(options).some(([name]) => name !== 'consent')

/** The preload of the second file. Without it, the file could come too late for the first events on slow networks. */
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

const encode = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;')

/** A JavaScript string literal, safe inside `<script>`. */
const quoted = (text: string): string => `'${text.replace(/['\\]/g, '\\$&').replace(/</g, '\\x3c')}'`
