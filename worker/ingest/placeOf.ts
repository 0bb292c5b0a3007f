import { countryOf } from './countryOf.ts'

/** What Cloudflare's network knows of a request's origin. */
interface Origin {
  country?: string | null
  regionCode?: string | null
}

/**
 * Where a visitor is, as `US-CA` or `DE`, for the regions of Consent Mode; empty if nobody knows. `XX` and `T1` (Tor) are no
 * places: a page would take such a visitor for one outside all regions, who need not be asked for consent.
 */
export function placeOf(origin: Origin | undefined): string {
  const country = countryOf(origin?.country ?? null)
  if (!country) return ''
  return origin?.regionCode ? `${country}-${origin.regionCode}` : country
}
