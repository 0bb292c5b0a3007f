/** What brought a session: finds the campaign in a landing URL, and shows a landing as a touch. Pure. */
import type { WireSession } from '../wire/event.ts'

/** The page view that opened a session: URL, referrer and time, as they were. */
export type Landing = Omit<WireSession, 'id'>

/** What brought a session. All parameters of the landing URL are added as they were written: the usual ones, and any other. */
export interface Touch extends Landing {
  utm_source?: string
  utm_medium?: string
  utm_campaign?: string
  utm_content?: string
  utm_term?: string
  utm_id?: string
  gclid?: string
  gbraid?: string
  wbraid?: string
  fbclid?: string
  msclkid?: string
  ttclid?: string
  [parameter: string]: string | number | undefined
}

/**
 * Matches a campaign parameter written as `key,value` with a value: the whole key, in any case. The keys are
 * - UTM and Matomo's spelling of it, also names that shops add (`utm_adset`), but not `utm_referrer` of bot guards;
 * - click ids, also those of networks that this list does not know yet (`…clid`, `…clickid`).
 * What each one means is decided by the Worker; a test compares this with its list.
 * Bytes: key and value in one text, so that the expression also requires a value. Checking the value apart: +13. `\wbra` in
 * place of `[gw]bra`, `s\wc` of `s[cs]c` and `mc_.` of `mc_[ce]`: 7 in all.
 */
const CAMPAIGN =
  /^(epik|(admitad_u|\w+cl(ic)?k?|igsh|li_fat_|rdt_c|s\wc|vero_|tdu|\wbra|mc_.|srslt)id|_kx|oppref|_hsenc|mkt_tok|(gad|utm|mtm|pk)_(?!ref)\w+|awc|cjevent),./i

/** The campaign parameters of a URL's query, such as `utm_source,google`. (`CAMPAIGN.test`: +5 bytes) */
export const campaign = (url: string): string[] =>
  [...new URL(url).searchParams].map(String).filter((parameter) => parameter.match(CAMPAIGN))

/**
 * The touch of a landing; undefined if nothing is known to have brought the session: the address was typed in, or the
 * visitor came from a page of the shop.
 *
 * @param more names of further parameters that make a landing a touch, with commas between. They begin no session,
 * because the shop's own links may have them
 */
export const touch = (
  landing?: Landing,
  more?: string,
  // Bytes: a parameter and `&&` in place of statements: +7.
  parameters = landing && Object.fromEntries(new URL(landing.url).searchParams),
) =>
  (parameters &&
    (landing!.referrer || campaign(landing!.url)[0] || more?.split(',').some((key) => parameters[key])) && {
      ...landing,
      ...parameters,
    }) as Touch | undefined
