/** What a landing says about where it came from, raw: UTM, click ids, page and referrer, cleaned but not interpreted. */
import { LIMITS } from '../../wire/event.ts'
import { clean } from './cleanText.ts'
import { BARE_SOURCES, CLICK_IDS, MATOMO_NAMES, UTM_KEYS, type UtmKey } from './clickIds.ts'

export interface Touch {
  /** The landing page, cut to `LIMITS.url_chars` after its parameters were read. */
  url: string
  referrer: string
  utm: Partial<Record<UtmKey, string>>
  /** The parameter that a value came from, where it is not the UTM key itself: `{utm_source: 'pk_source'}`. */
  spelling: Partial<Record<UtmKey, string>>
  /** By the click id's key in lower case; the values as they came. */
  click_ids: Record<string, string>
  /** Names of the fields that were longer than their limit. */
  cut: string[]
}

/** What a parameter may fill. A lower rank wins over a higher one; the first of equals wins. */
type Meaning = { utm: UtmKey; rank: number } | { click: string }

const meanings = new Map<string, Meaning>()
for (const utm of UTM_KEYS) meanings.set(utm, { utm, rank: 0 })
for (const [name, utm] of Object.entries(MATOMO_NAMES)) {
  meanings.set(`pk_${name}`, { utm, rank: 1 })
  meanings.set(`mtm_${name}`, { utm, rank: 2 })
}
for (const [at, name] of BARE_SOURCES.entries()) meanings.set(name, { utm: 'utm_source', rank: 3 + at })
for (const { key } of CLICK_IDS) meanings.set(key, { click: key })

/** Whether the source is only named by a word that sites also use for links of their own (`ref`, `source`). */
export function isBareSource(touch: Touch): boolean {
  return BARE_SOURCES.some((word) => word === touch.spelling.utm_source)
}

/**
 * Reads a landing. Parameter names are matched whole, in any case; of a repeated one the first value that is not
 * empty counts. Any text is accepted: what is no URL has no parameters.
 */
export function readTouch(url: string, referrer: string): Touch {
  const touch: Touch = { url: '', referrer: '', utm: {}, spelling: {}, click_ids: {}, cut: [] }
  const ranks: Partial<Record<UtmKey, number>> = {}
  const long = new Set<string>()
  const keep = (field: string, raw: string, limit: number) => {
    const { text, cut } = clean(raw, limit)
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
    if (rank >= (ranks[utm] ?? Number.POSITIVE_INFINITY) || !clean(raw, LIMITS.campaign_chars).text) continue
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
 * The signature of a landing's campaign: its UTM and click ids, in a fixed order; null when it carries none. A
 * landing with another signature begins a new session. Bare words do not count: a shop's own `?ref=footer` link
 * must not end the visit it is clicked in.
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

/** The query of a URL without its `?`, read from the text so that a page address that is no valid URL has one too. */
function queryOf(url: string): string {
  const hash = url.indexOf('#')
  const page = hash < 0 ? url : url.slice(0, hash)
  const mark = page.indexOf('?')
  return mark < 0 ? '' : page.slice(mark + 1)
}
