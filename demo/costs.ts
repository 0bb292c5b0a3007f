/** What the demo shop's ads cost on each day, for the clicks of its history, in the form of `POST /api/costs`. */
import type { ApiEvent } from './history/visitRecorder.ts'
import { between, seeded } from './random.ts'
import { DEMO_SITE } from './site.ts'

/** The costs of an ad on a day, in the shop's currency. */
export interface DemoCost {
  date: string
  source: string
  medium: string
  campaign: string
  content: string
  spend: number
  currency: string
  clicks: number
  impressions: number
}

/** The average price of a click in the shop's currency, by source, or by campaign if it differs there. */
const CLICK_PRICE: Record<string, number> = {
  facebook: 30,
  instagram: 28,
  google: 34,
  tiktok: 12,
  brand_ua: 9,
  retargeting_cart: 26,
}
const PAID = ['cpc', 'paid_social']
/** Some clicks are no visit: the page was closed before it had loaded, or the platform counts differently. */
const CLICKS_PER_VISIT = 1.12

const dayOf = new Intl.DateTimeFormat('sv-SE', { timeZone: DEMO_SITE.timezone })

/**
 * One entry for each day and ad with visits. Visits with a click id alone have no campaign, but their costs have one: this is
 * spend without matching visits, as in real accounts. The history begins in the middle of a day, so there are no costs of
 * that day: they would begin before the visits.
 */
export function costsOf(events: Iterable<ApiEvent>): DemoCost[] {
  const visits = new Map<
    string,
    Pick<DemoCost, 'date' | 'source' | 'medium' | 'campaign' | 'content'> & { n: number }
  >()
  for (const { name, ts, url } of events) {
    if (name !== 'page_view') continue
    const query = new URL(url).searchParams
    const utm = (part: string) => query.get(`utm_${part}`) ?? ''
    const isTagged = PAID.includes(utm('medium'))
    if (!isTagged && !(query.has('gclid') && !query.has('utm_source'))) continue
    const ad = {
      date: dayOf.format(new Date(ts)),
      source: isTagged ? utm('source') : 'google',
      medium: isTagged ? utm('medium') : 'cpc',
      campaign: isTagged ? utm('campaign') : 'performance_max',
      content: utm('content'),
    }
    const key = Object.values(ad).join('\n')
    const known = visits.get(key) ?? { ...ad, n: 0 }
    known.n++
    visits.set(key, known)
  }
  const first = [...visits.values()].map(({ date }) => date).sort()[0]
  return [...visits].flatMap(([key, { n, ...ad }]) => {
    if (ad.date === first) return []
    const random = seeded(key)
    const clicks = Math.ceil(n * CLICKS_PER_VISIT)
    const price = (CLICK_PRICE[ad.campaign] ?? CLICK_PRICE[ad.source] ?? 0) * between(random, 0.8, 1.2)
    return {
      ...ad,
      spend: Math.round(100 * clicks * price) / 100,
      currency: DEMO_SITE.currency,
      clicks,
      impressions: Math.round(clicks * between(random, 40, 90)),
    }
  })
}
