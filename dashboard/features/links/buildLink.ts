/** Builds the link of an ad, a mail or a poster from a landing page and its parameters. Works without a browser. */
import { unicodeHost } from '../../../wire/idn.ts'
import { accepts } from '../../shared/format/hosts.ts'
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
  /** The hosts of the site. */
  hosts: readonly string[]
} & ({ platform: PlatformName; naming: Naming } | { plain: Plain })

/** A warning about something that would make the reports wrong. */
export interface Warning {
  about: 'host' | 'existing' | 'fragment' | 'campaign' | 'untidy'
  /** The host, the parameters, the fragment, or the proposed value. */
  value: string
  /** The field to correct. */
  field?: PlainField
}

export interface Built {
  /** The whole URL; null while the landing page or the source is missing. */
  url: string | null
  /** The part after the `?`: the text for the platform's own field. */
  query: string
  warnings: Warning[]
  /** Why there is no URL. */
  missing: 'landing' | 'landing_wrong' | 'source' | null
}

/** Parameters that an earlier click has left in a URL copied from the browser. */
const CLICK_PARAMETERS = /^(utm_\w+|\w*cl(ck|k)?id|[gw]braid|_utmd)$/i

/** Macros are not percent-encoded: platforms would not recognise them. */
export function buildLink(wanted: Wanted): Built {
  const pairs =
    'plain' in wanted ? plainPairs(wanted.plain) : PLATFORMS[wanted.platform].parameters(wanted.naming)
  const query = pairs.map((pair) => pair.join('=')).join('&')
  const warnings = 'plain' in wanted ? plainWarnings(wanted.plain) : []
  const landing = readLanding(wanted.landing)
  if (!landing)
    return { url: null, query, warnings, missing: wanted.landing.trim() ? 'landing_wrong' : 'landing' }

  if (!accepts(wanted.hosts, landing.hostname))
    warnings.push({ about: 'host', value: unicodeHost(landing.hostname) })
  const { own, left } = splitParameters(landing.search)
  if (left.length) warnings.push({ about: 'existing', value: left.join(', ') })
  if (landing.hash) warnings.push({ about: 'fragment', value: landing.hash })

  const missing = 'plain' in wanted && !wanted.plain.source.trim() ? 'source' : null
  const whole = [...own, query].join('&')
  return {
    url: missing ? null : `${landing.origin}${landing.pathname}?${whole}${landing.hash}`,
    query,
    warnings,
    missing,
  }
}

/**
 * The recommended spelling of a value: reports treat `Sale` and `sale` as two values, and blanks arrive as `%20` or
 * `+`.
 */
export const tidy = (value: string): string => value.trim().toLowerCase().replace(/\s+/g, '_')

function readLanding(text: string): URL | null {
  const trimmed = text.trim()
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`)
    // `mailto:a@shop.example` would be parsed as a user on that host.
    const isPage = /^https?:$/.test(url.protocol) && url.hostname.includes('.') && !url.username
    return isPage ? url : null
  } catch {
    return null
  }
}

/** Splits the URL's parameters: the page's own ones, unchanged, and the names of those left by an earlier click. */
function splitParameters(search: string): { own: string[]; left: string[] } {
  const all = search.slice(1).split('&').filter(Boolean)
  const nameOf = (pair: string) => pair.split('=')[0]!
  return {
    own: all.filter((pair) => !CLICK_PARAMETERS.test(nameOf(pair))),
    left: all.map(nameOf).filter((name) => CLICK_PARAMETERS.test(name)),
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
