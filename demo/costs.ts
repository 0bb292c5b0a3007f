/** What the demo shop's ads cost: day by day, for the clicks that its history has, as `POST /api/costs` takes it. */
import type { ApiEvent } from './history.ts'
import { between, seeded } from './random.ts'
import { DEMO_SITE } from './site.ts'

/** Of an ad and a day, in the shop's currency. */
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

/** What a click costs on average, in the shop's currency: by source, and by campaign where it is another. */
const CLICK: Record<string, number> = {
  facebook: 30,
  instagram: 28,
  google: 34,
  tiktok: 12,
  brand_ua: 9,
  retargeting_cart: 26,
}
const PAID = ['cpc', 'paid_social']
/** Of a hundred clicks so many are no visit: closed before the page stood, or the platform's own count. */
const CLICKS_PER_VISIT = 1.12

const dayOf = new Intl.DateTimeFormat('sv-SE', { timeZone: DEMO_SITE.timezone })

/**
 * One entry a day and ad that somebody came by. What comes by the click id alone has no campaign on its visits, but one
 * on its bill: spend that no visit matches, as in real accounts. The history begins in the middle of a day, of which a
 * bill would lie before its visits: there is none.
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
    const price = (CLICK[ad.campaign] ?? CLICK[ad.source] ?? 0) * between(random, 0.8, 1.2)
    return {
      ...ad,
      spend: Math.round(100 * clicks * price) / 100,
      currency: DEMO_SITE.currency,
      clicks,
      impressions: Math.round(clicks * between(random, 40, 90)),
    }
  })
}
