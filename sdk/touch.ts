/** What brought a visit: finds the campaign in a landing URL, and shows a landing as a touch. Pure. */
import type { WireSession } from '../wire/event.ts'

/** What opened a visit, raw. */
export type Landing = Omit<WireSession, 'id'>

/** What brought a visit. The values of all parameters of its address stand beside these, UTM and click ids among them. */
export interface Touch extends Landing {
  [parameter: string]: unknown
}

/**
 * A campaign parameter with its value behind a comma: whole keys, in any case. UTM and Matomo's spelling of it, those included that
 * shops add for themselves (`utm_adset`), but not the referrer that bot guards add (`utm_referrer`); and click ids,
 * also of networks that have yet to come. What each means is the Worker's to say; a test holds this beside its list.
 */
const CAMPAIGN =
  /^((utm|mtm|pk)_(?!ref)\w+|(\w+cl(ic)?k?|[gw]bra|igsh|li_fat_|rdt_c|s[cs]c|srslt|tdu|admitad_u|mc_[ce]|vero_)id|gad_source|epik|awc|cjevent|_kx|_hsenc|mkt_tok),./i

/** The campaign parameters of a URL's query, such as `utm_source,google`. */
export const campaign = (url: string): string[] =>
  [...new URL(url).searchParams].map(String).filter((parameter) => parameter.match(CAMPAIGN))

/**
 * Undefined when nothing is known to have brought the visit: typed in, or from a page of our own.
 * @param more names of parameters that make a landing a touch though they begin no session, for a shop's own links may
 * have them; with commas between
 */
export function touch(landing?: Landing, more?: string): Touch | undefined {
  if (!landing) return
  const known = Object.fromEntries(new URL(landing.url).searchParams)
  if (landing.referrer || campaign(landing.url)[0] || more?.split(',').some((key) => known[key]))
    return { ...landing, ...known }
}
