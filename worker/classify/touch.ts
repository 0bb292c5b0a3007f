/** The raw touch of a landing: UTM, click IDs, page and referrer, cleaned but not yet classified. */
import { LIMITS } from '../../wire/event.ts'
import { cleanText } from './cleanText.ts'
import { CLICK_IDS } from './clickIds.ts'
import { BARE_SOURCES, MATOMO_NAMES, UTM_KEYS, type UtmKey } from './utmKeys.ts'

export interface Touch {
  /** The landing page, cut to `LIMITS.url_chars` after its parameters have been read. */
  url: string
  referrer: string
  utm: Partial<Record<UtmKey, string>>
  /** The parameter that a value comes from, if it is not the UTM key itself: `{utm_source: 'pk_source'}`. */
  spelling: Partial<Record<UtmKey, string>>
  /** By the click ID's key in lower case. The values are unchanged: Meta's are case-sensitive. */
  click_ids: Record<string, string>
  /** Names of the fields that were longer than their limit. */
  cut: string[]
}

/** What a parameter sets. Of several parameters for one UTM key the lowest rank wins; of equal ranks, the first. */
type Meaning = { utm: UtmKey; rank: number } | { click: string }

const meanings = new Map<string, Meaning>()
for (const utm of UTM_KEYS) meanings.set(utm, { utm, rank: 0 })
for (const [name, utm] of Object.entries(MATOMO_NAMES)) {
  meanings.set(`pk_${name}`, { utm, rank: 1 })
  meanings.set(`mtm_${name}`, { utm, rank: 2 })
}
for (const [at, name] of BARE_SOURCES.entries()) meanings.set(name, { utm: 'utm_source', rank: 3 + at })
for (const { key } of CLICK_IDS) meanings.set(key, { click: key })

/** Whether the source comes from a parameter that shops also use in links to their own pages (`ref`, `source`). */
export function isBareSource(touch: Touch): boolean {
  return BARE_SOURCES.some((word) => word === touch.spelling.utm_source)
}

/**
 * Reads a landing. Parameter names are compared whole and without regard to case. Of a repeated parameter the first
 * value that is not empty counts. Accepts any text.
 */
export function readTouch(url: string, referrer: string): Touch {
  const touch: Touch = { url: '', referrer: '', utm: {}, spelling: {}, click_ids: {}, cut: [] }
  const ranks: Partial<Record<UtmKey, number>> = {}
  const long = new Set<string>()
  const keep = (field: string, raw: string, limit: number) => {
    const { text, cut } = cleanText(raw, limit)
    if (cut) long.add(field)
    else long.delete(field)
    return text
  }

  for (const [name, raw] of new URLSearchParams(queryOf(url))) {
    const meaning = name.length <= 30 ? meanings.get(name.toLowerCase()) : undefined
    if (!meaning) continue
    if ('click' in meaning) {
      if (touch.click_ids[meaning.click]) continue
      const value = keep(meaning.click, raw, LIMITS.campaign_chars)
      if (value) touch.click_ids[meaning.click] = value
      continue
    }
    const { utm, rank } = meaning
    if (rank >= (ranks[utm] ?? Number.POSITIVE_INFINITY) || !cleanText(raw, LIMITS.campaign_chars).text)
      continue
    touch.utm[utm] = keep(utm, raw, LIMITS.campaign_chars)
    ranks[utm] = rank
    if (rank) touch.spelling[utm] = name.toLowerCase()
    else delete touch.spelling[utm]
  }

  touch.url = keep('url', url, LIMITS.url_chars)
  touch.referrer = keep('referrer', referrer, LIMITS.url_chars)
  touch.cut = [...long]
  return touch
}

/**
 * A landing's campaign as one text: its UTM and click IDs, in a fixed order; null if it has none. A landing with
 * another campaign starts a new session. `ref` and `source` do not count: a shop's own link `?ref=footer` must not end
 * the session in which it is clicked.
 */
export function campaignOf(touch: Touch): string | null {
  const parts: string[] = []
  for (const key of UTM_KEYS) {
    const value = touch.utm[key]
    if (value && !(key === 'utm_source' && isBareSource(touch)))
      parts.push(`${key}=${encodeURIComponent(value)}`)
  }
  for (const { key } of CLICK_IDS) {
    const value = touch.click_ids[key]
    if (value) parts.push(`${key}=${encodeURIComponent(value)}`)
  }
  return parts.length ? parts.join('&') : null
}

/** The query of a URL, without `?`. Read from the text, so that an address that is no valid URL has a query, too. */
function queryOf(url: string): string {
  const hash = url.indexOf('#')
  const page = hash < 0 ? url : url.slice(0, hash)
  const mark = page.indexOf('?')
  return mark < 0 ? '' : page.slice(mark + 1)
}
