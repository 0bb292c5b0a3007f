/** What brought a visit: finds the campaign in a landing URL, and shows a landing as a touch. Pure. */
import type { WireSession } from '../wire/event.ts'

/** What opened a visit, raw. */
export type Landing = Omit<WireSession, 'id'>

/** What brought a visit. Its UTM and click-ID values stand beside these, under their keys in lower case. */
export interface Touch {
  /** `document.referrer` at the landing; empty when there was none, or a page of the same host. */
  referrer: string
  /** The landing page with its whole query. */
  landing_page: string
  /** ISO 8601, by the browser's clock. */
  ts: string
  [utm_or_click_id: string]: string
}

/**
 * A campaign parameter that has a value: whole keys, in any case. UTM, Matomo's spelling of it (but for `…_ref`), and
 * the click ids. What each of them means is the Worker's to say; a test holds this list beside the Worker's.
 */
const CAMPAIGN =
  /^(utm_(source(_platform)?|medium|campaign|content|term|id|creative_format|marketing_tactic)|(mtm|pk)_(?!ref)\w+|((fb|tt|tw|ys?|sc|ir|[dgq])cl|msclk|irclick|[gw]bra|igsh|li_fat_|rdt_c|s[cs]c|srslt|tdu|admitad_u|mc_[ce]|vero_)id|gad_source|epik|awc|cjevent|_kx|_hsenc|mkt_tok)=./i

/**
 * The campaign parameters of a URL's query as they stand there, such as `utm_source=google`.
 * @param more names of others to keep, with commas between: `ref,affiliate`
 */
export const campaign = (url: string, more?: string): string[] =>
  url
    .replace(/#.*|^[^?#]*.?/g, '')
    .split('&')
    .filter((parameter) => CAMPAIGN.test(parameter) || `,${more},`.includes(`,${parameter.split('=')[0]},`))

/**
 * Undefined when nothing is known to have brought the visit: typed in, or from a page of our own.
 * @param more as with `campaign()`
 */
export function touch(
  { url, referrer, at }: Landing = { url: '' } as Landing,
  more?: string,
): Touch | undefined {
  const found = campaign(url, more)
  if (!found[0] && !referrer) return
  const known: Touch = { referrer, landing_page: url, ts: new Date(at).toISOString() }
  new URLSearchParams(found.join('&')).forEach((value, key) => {
    known[key.toLowerCase()] = value
  })
  return known
}
