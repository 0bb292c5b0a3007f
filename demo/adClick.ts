/** Clicks on links to the shop, as ad platforms write them: UTM parameters and made-up click ids of the right form. */

import { draw, letters, type Random, seeded, whole } from './random.ts'
import type { ClickId, TrafficSource } from './trafficSources.ts'

const HEX = '0123456789abcdef'
const DIGITS = '0123456789'

/** An id of a campaign: the same one for every click. */
const campaignId = (campaign: string, length: number, alphabet: string) =>
  letters(seeded(`campaign ${campaign}`), length, alphabet)

/** Makes the parameters of a click id. */
const CLICK_ID_MAKERS: Record<ClickId, (random: Random, campaign: string) => Record<string, string>> = {
  fbclid: (random) => ({ fbclid: `IwY2xjaw${letters(random, 64)}_aem_${letters(random, 22)}` }),
  gclid: (random, campaign) => ({
    gad_source: '1',
    gad_campaignid: `2${campaignId(campaign, 10, DIGITS)}`,
    // Google adds gbraid, together with gclid, to some of the clicks.
    ...(random() < 0.4 && { gbraid: `0AAAAA${letters(random, 22)}` }),
    gclid: `Cj0KCQ${letters(random, whole(random, 60, 76))}_wcB`,
  }),
  ttclid: (random) => ({ ttclid: `E.C.P.${letters(random, 140)}` }),
  mc_cid: (random, campaign) => ({
    mc_cid: campaignId(campaign, 10, HEX),
    mc_eid: letters(random, 10, HEX),
  }),
}

export interface Landing {
  /** Without `?`; empty when there are no parameters. */
  query: string
  /** The factor for the odds of buying: that of the source, its creative and its keyword. */
  appeal: number
}

/** One click: the parameters that the platform adds to the link, in the platform's order. */
export function clickLink(random: Random, from: TrafficSource): Landing {
  const params = new URLSearchParams()
  const [source, medium, campaign] = from.utm ?? []
  const content = from.contents && draw(random, from.contents)
  const term = from.terms && draw(random, from.terms)
  const utm = { source, medium, campaign, content: content?.name, term: term?.name }
  for (const [key, value] of Object.entries(utm)) if (value) params.set(`utm_${key}`, value)
  const ids = from.click ? CLICK_ID_MAKERS[from.click](random, campaign ?? '') : {}
  for (const [key, value] of Object.entries(ids)) params.set(key, value)
  return { query: params.toString(), appeal: from.appeal * (content?.appeal ?? 1) * (term?.appeal ?? 1) }
}
