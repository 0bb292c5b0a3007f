/** Visits of one shop that look random and are the same in each run. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../wire/time.ts'

/** The end of the history: the last midnight in UTC. */
export const NOW = Math.floor(Date.now() / DAY_MS) * DAY_MS

/** An event as a server sends it, with the source of its landing. */
export interface SiteEvent {
  visitor_id: string
  name: string
  ts: string
  source: string
  [more: string]: unknown
}

const SOURCES = ['google', 'facebook', 'newsletter']

/** Numbers that look random and are the same in each run. */
function numbers(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * below)
  }
}

/** Visits of some visitors, an hour apart at least, with purchases. */
export function randomVisits(seed: number): SiteEvent[] {
  const random = numbers(seed)
  const events: SiteEvent[] = []
  for (let visit = 0; visit < 24; visit++) {
    const at_ms = NOW - 60 * DAY_MS + visit * 58 * HOUR_MS + random(60) * MINUTE_MS
    const visitor_id = `v${random(6)}`
    const source = SOURCES[random(SOURCES.length)]!
    const at = (minutes: number) => new Date(at_ms + minutes * MINUTE_MS).toISOString()
    const of = { visitor_id, source }
    events.push({ ...of, id: `p${visit}`, name: 'page_view', ts: at(0) })
    if (random(2)) events.push({ ...of, id: `i${visit}`, name: 'view_item', ts: at(1), items: [ITEM] })
    if (random(3) === 0) events.push({ ...of, id: `l${visit}`, name: 'generate_lead', ts: at(2) })
    if (random(2))
      events.push({
        ...{
          ...of,
          id: `o${visit}`,
          name: 'purchase',
          ts: at(3),
          transaction_id: `T${visit}`,
          items: [ITEM],
        },
        ...{ value: 1 + random(10_000) / 100, currency: random(5) ? 'UAH' : 'EUR' },
      })
  }
  return events
}
const ITEM = { item_id: 'SKU-1', item_name: 'Tea', price: 3.33, quantity: 2 }
