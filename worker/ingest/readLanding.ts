import { LIMITS } from '../../wire/event.ts'
import { cleanReferrer, cleanUrl } from '../classify/cleanUrl.ts'
import { readTouch, type Touch } from '../classify/touch.ts'
import type { UtmKey } from '../classify/utmKeys.ts'

/**
 * Reads a landing once, so that later steps need not parse it again. Its addresses are kept without personal data.
 * @param landing a valid URL
 * @param keep the site's `keep_params`
 * @returns its touch. The `url` of a landing that is too long to keep holds only its campaign parameters; `cut` names
 * what was too long.
 */
export function readLanding(landing: string, from: string, keep: readonly string[]): Touch {
  const [url, referrer] = [cleanUrl(landing, keep), cleanReferrer(from)]
  const touch = readTouch(url, referrer)
  if (url.length <= LIMITS.url_chars) return touch
  return { ...readTouch(withCampaignOnly(url, touch), referrer), cut: touch.cut }
}

function withCampaignOnly(url: string, touch: Touch): string {
  const { origin, pathname } = new URL(url)
  const kept = new URLSearchParams()
  for (const [key, value] of Object.entries({ ...touch.macros, ...touch.utm, ...touch.click_ids }))
    kept.set(touch.spelling[key as UtmKey] ?? key, asRead(value))
  // The campaign must fit: readTouch cuts the text at the limit. Of the path only the first `/` is sure to stay.
  const room = LIMITS.url_chars - `${origin}?${kept}`.length
  return `${origin}${pathname.slice(0, Math.max(1, room))}?${kept}`
}

/** The value in a form that is read as the same value: reading decodes what looks encoded once more. */
const asRead = (value: string): string =>
  value.replace(/%(?=[0-9a-f]{2}|u[0-9a-f]{4})/gi, '%25').replace(/&(?=\w+;|#)/g, '&amp;')
