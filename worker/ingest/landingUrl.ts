/** The landing URL as it is stored: whole, or with nothing but its campaign parameters when it is too long to keep. */
import { LIMITS } from '../../wire/event.ts'
import type { Touch } from '../classify/touch.ts'
import type { UtmKey } from '../classify/utmKeys.ts'

export function landingUrl(url: string, touch: Touch): string {
  if (url.length <= LIMITS.url_chars) return url
  const { origin, pathname } = new URL(url)
  const kept = new URLSearchParams()
  for (const [key, value] of Object.entries(touch.utm)) kept.set(touch.spelling[key as UtmKey] ?? key, value)
  for (const [key, value] of Object.entries(touch.click_ids)) kept.set(key, value)
  return `${origin}${pathname.slice(0, LIMITS.url_chars - origin.length)}?${kept}`
}
