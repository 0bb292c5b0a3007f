/** A click on a link to the shop, as platforms write it: UTM, and click ids of the right shape that nobody owns. */

import { draw, letters, type Random, seeded, whole } from './random.ts'
import type { ClickId, Origin } from './trafficSources.ts'

const HEX = '0123456789abcdef'
const DIGITS = '0123456789'

/** Ids of one campaign stay the same from click to click. */
const ofCampaign = (campaign: string, length: number, alphabet: string) =>
  letters(seeded(`campaign ${campaign}`), length, alphabet)

const MINTS: Record<ClickId, (random: Random, campaign: string) => Record<string, string>> = {
  fbclid: (random) => ({ fbclid: `IwY2xjaw${letters(random, 64)}_aem_${letters(random, 22)}` }),
  gclid: (random, campaign) => ({
    gad_source: '1',
    gad_campaignid: `2${ofCampaign(campaign, 10, DIGITS)}`,
    // Google adds gbraid beside gclid to part of the clicks.
    ...(random() < 0.4 && { gbraid: `0AAAAA${letters(random, 22)}` }),
    gclid: `Cj0KCQ${letters(random, whole(random, 60, 76))}_wcB`,
  }),
  ttclid: (random) => ({ ttclid: `E.C.P.${letters(random, 140)}` }),
  mc_cid: (random, campaign) => ({
    mc_cid: ofCampaign(campaign, 10, HEX),
    mc_eid: letters(random, 10, HEX),
  }),
}

export interface Landing {
  /** Without `?`; empty when there are no parameters. */
  query: string
  /** The odds of buying, creative and keyword included. */
  pull: number
}

/** One click: the parameters that the platform would put on the link, in the order in which it puts them. */
export function click(random: Random, origin: Origin): Landing {
  const params = new URLSearchParams()
  const [source, medium, campaign] = origin.utm ?? []
  const content = origin.contents && draw(random, origin.contents)
  const term = origin.terms && draw(random, origin.terms)
  const utm = { source, medium, campaign, content: content?.name, term: term?.name }
  for (const [key, value] of Object.entries(utm)) if (value) params.set(`utm_${key}`, value)
  const ids = origin.click ? MINTS[origin.click](random, campaign ?? '') : {}
  for (const [key, value] of Object.entries(ids)) params.set(key, value)
  return { query: params.toString(), pull: origin.pull * (content?.pull ?? 1) * (term?.pull ?? 1) }
}
