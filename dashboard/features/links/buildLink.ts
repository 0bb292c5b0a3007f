/** The link of an ad, a mail or a poster: from a landing page and what shall be said of the click. Knows no browser. */
import { accepts } from '../install/scriptTag.ts'
import {
  type Naming,
  PLAIN_FIELDS,
  PLATFORMS,
  type Plain,
  type PlainField,
  type PlatformName,
} from './platforms.ts'

export type Wanted = {
  /** As it was typed: with `https://` or without. */
  landing: string
  /** Whose pages may send to the site. */
  hosts: readonly string[]
} & ({ platform: PlatformName; naming: Naming } | { plain: Plain })

/** What would spoil the statistics, and what it is about. */
export interface Warning {
  about: 'host' | 'existing' | 'fragment' | 'campaign' | 'untidy'
  /** A host, parameters, a fragment, or a value as it should be written. */
  value: string
  /** The field to mend. */
  field?: PlainField
}

export interface Built {
  /** The whole address; null while there is no landing page, or nobody is named to have sent the visitor. */
  url: string | null
  /** What follows the `?`: the text for a platform's own field. */
  query: string
  warnings: Warning[]
  /** Why there is no address. */
  lacks: 'landing' | 'landing_wrong' | 'source' | null
}

/** What earlier clicks leave in an address that is copied from the browser. */
const LEFT_BEHIND = /^(utm_\w+|\w*cl(ck|k)?id|[gw]braid|_utmd)$/i

/** Macros go out as they are written: percent-encoded, no platform knows them any more. */
export function buildLink(wanted: Wanted): Built {
  const pairs =
    'plain' in wanted ? plainPairs(wanted.plain) : PLATFORMS[wanted.platform].parameters(wanted.naming)
  const query = pairs.map((pair) => pair.join('=')).join('&')
  const warnings = 'plain' in wanted ? plainWarnings(wanted.plain) : []
  const landing = readLanding(wanted.landing)
  if (!landing)
    return { url: null, query, warnings, lacks: wanted.landing.trim() ? 'landing_wrong' : 'landing' }

  if (!accepts(wanted.hosts, landing.hostname)) warnings.push({ about: 'host', value: landing.hostname })
  const { kept, left } = sorted(landing.search)
  if (left.length) warnings.push({ about: 'existing', value: left.join(', ') })
  if (landing.hash) warnings.push({ about: 'fragment', value: landing.hash })

  const lacks = 'plain' in wanted && !wanted.plain.source.trim() ? 'source' : null
  const whole = [...kept, query].join('&')
  return {
    url: lacks ? null : `${landing.origin}${landing.pathname}?${whole}${landing.hash}`,
    query,
    warnings,
    lacks,
  }
}

/** As it is best written: reports take `Sale` and `sale` for two, and blanks arrive as `%20` or `+`. */
export const tidy = (value: string): string => value.trim().toLowerCase().replace(/\s+/g, '_')

function readLanding(text: string): URL | null {
  const trimmed = text.trim()
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`)
    // `mailto:a@shop.example` would pass as a user of that host.
    const isPage = /^https?:$/.test(url.protocol) && url.hostname.includes('.') && !url.username
    return isPage ? url : null
  } catch {
    return null
  }
}

/** The page's own parameters as they are written, and the names of those that another click has left. */
function sorted(search: string): { kept: string[]; left: string[] } {
  const all = search.slice(1).split('&').filter(Boolean)
  const nameOf = (pair: string) => pair.split('=')[0]!
  return {
    kept: all.filter((pair) => !LEFT_BEHIND.test(nameOf(pair))),
    left: all.map(nameOf).filter((name) => LEFT_BEHIND.test(name)),
  }
}

const plainPairs = (plain: Plain): [string, string][] =>
  PLAIN_FIELDS.map((field): [string, string] => [
    `utm_${field}`,
    encodeURIComponent(plain[field].trim()),
  ]).filter(([, value]) => value)

function plainWarnings(plain: Plain): Warning[] {
  const untidy = PLAIN_FIELDS.filter((field) => tidy(plain[field]) !== plain[field].trim()).map(
    (field): Warning => ({ about: 'untidy', value: tidy(plain[field]), field }),
  )
  return plain.campaign.trim() ? untidy : [...untidy, { about: 'campaign', value: '', field: 'campaign' }]
}
