/** The raw touch of a landing: UTM, click IDs, page and referrer, cleaned but not yet classified. */
import { LIMITS } from '../../wire/event.ts'
import { addressParts, nameOf, rawValueOf } from './addressParts.ts'
import { cleanText } from './cleanText.ts'
import { CLICK_IDS } from './clickIds.ts'
import { isMacro } from './isMacro.ts'
import { readValue } from './readValue.ts'
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
  /** Raw macros by the UTM key or click ID that they stand for. They are no values: `utm` and `click_ids` lack them. */
  macros: Record<string, string>
  /** Names of the fields that were longer than their limit. */
  cut: string[]
}

/** What a parameter sets. Of several parameters for one UTM key the lowest rank wins; of equal ranks, the first. */
type Meaning = { kind: 'utm'; key: UtmKey; rank: number } | { kind: 'click'; key: string; rank: 0 }

const meanings = new Map<string, Meaning>()
const addUtm = (name: string, key: UtmKey, rank: number) => meanings.set(name, { kind: 'utm', key, rank })
for (const key of UTM_KEYS) addUtm(key, key, 0)
for (const [name, key] of Object.entries(MATOMO_NAMES)) {
  addUtm(`pk_${name}`, key, 1)
  addUtm(`mtm_${name}`, key, 2)
}
for (const [at, name] of BARE_SOURCES.entries()) addUtm(name, 'utm_source', 3 + at)
for (const { key } of CLICK_IDS) meanings.set(key, { kind: 'click', key, rank: 0 })

const isBare = (name: string): boolean => BARE_SOURCES.some((word) => word === name)

/** Whether the source comes from a parameter that shops also use in links to their own pages (`ref`, `source`). */
export function isBareSource(touch: Touch): boolean {
  return isBare(touch.spelling.utm_source ?? '')
}

/**
 * Reads a landing: its query, and the campaign in its fragment. Parameter names are compared whole and without regard to
 * case. Of a repeated parameter the first value that is neither empty nor a raw macro counts. Accepts any text.
 */
export function readTouch(url: string, referrer: string): Touch {
  const touch: Touch = { url: '', referrer: '', utm: {}, spelling: {}, click_ids: {}, macros: {}, cut: [] }
  const ranks: Partial<Record<UtmKey, number>> = {}
  const long = new Set<string>()
  const keep = (field: string, { text, cut }: { text: string; cut: boolean }) => {
    if (cut) long.add(field)
    else long.delete(field)
    return text
  }

  const { query, inFragment } = addressParts(url)
  for (const [place, parameter] of [...query, ...inFragment].entries()) {
    const name = nameOf(parameter)
    const meaning = name.length <= 30 ? meanings.get(name) : undefined
    if (!meaning) continue
    const { key, rank } = meaning
    const isClick = key in touch.click_ids
    if (isClick || rank >= (ranks[key as UtmKey] ?? Number.POSITIVE_INFINITY)) continue
    if (isBare(name) && place >= query.length) continue
    const raw = rawValueOf(parameter)
    const value = readValue(raw, LIMITS.campaign_chars)
    if (!value.text) continue
    if (isMacro(raw, value.text)) {
      touch.macros[key] ??= value.text
      continue
    }
    if (meaning.kind === 'click') {
      touch.click_ids[key] = keep(key, value)
      continue
    }
    touch.utm[meaning.key] = keep(key, value)
    ranks[meaning.key] = rank
    if (rank) touch.spelling[meaning.key] = name
    else delete touch.spelling[meaning.key]
  }

  touch.url = keep('url', cleanText(url, LIMITS.url_chars))
  touch.referrer = keep('referrer', cleanText(referrer, LIMITS.url_chars))
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
  for (const [key, value] of Object.entries(touch.macros)) parts.push(`${key}=${encodeURIComponent(value)}`)
  return parts.length ? parts.join('&') : null
}
