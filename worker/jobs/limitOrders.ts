import { factorOf, IS_CONFIRMED } from '../sqlite/revenueSql.ts'
import type { SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import type { CronJob } from './cronJob.ts'

/** From so many orders on a site has a limit. */
const LEAST_ORDERS = 100
/** The limit is so many times the 99th percentile. */
const TIMES = 20
/** A site with a limit gets a new one once a day: in every 96th run. */
const RUNS_A_DAY = 96

/** Finds out above which amount a page's purchase is held (`sites.hold_above`). */
export const limitOrders: CronJob = {
  name: 'limit orders',
  async run(store, { number, sites }) {
    for (const site of sites) {
      const isNew = !Object.keys(site.hold_above).length
      if (isNew || number % RUNS_A_DAY === site.id % RUNS_A_DAY) await setLimit(store, site)
    }
  },
}

async function setLimit(store: Store, site: SiteRow): Promise<void> {
  const rows = await store.query({ sql: AMOUNTS, params: [site.id, site.currency] })
  const amounts = (some: typeof rows) => some.flatMap(({ minor }) => (minor === null ? [] : Number(minor)))
  const confirmed = amounts(rows.filter((row) => row.is_confirmed))
  // What pages send must not raise the limit, if what the server has confirmed suffices.
  const counted = confirmed.length >= LEAST_ORDERS ? confirmed : amounts(rows)
  if (counted.length < LEAST_ORDERS) return
  const limit = TIMES * percentile99(counted)
  const rates = await store.query({ sql: FACTORS, params: [site.id] })
  const foreign = rates.map(({ currency, factor }) => [currency, Math.round(limit / Number(factor))])
  const hold_above = { ...Object.fromEntries(foreign), [site.currency]: Math.round(limit) }
  if (JSON.stringify(hold_above) !== JSON.stringify(site.hold_above))
    await store.patchSite(site.id, { hold_above })
}

const percentile99 = (amounts: number[]): number =>
  amounts.toSorted((a, b) => a - b)[Math.ceil(amounts.length * 0.99) - 1]!

/** The amounts of counted orders among the newest 1,000, in the site's currency; NULL without a rate. */
const AMOUNTS = `
SELECT CASE o.currency WHEN ?2 THEN o.value_minor ELSE
    o.value_minor * ${factorOf('o', "date(o.ordered_ms / 1000, 'unixepoch')")} END AS minor,
  ${IS_CONFIRMED} AS is_confirmed
FROM (SELECT * FROM orders INDEXED BY orders_by_time WHERE site_id = ?1 ORDER BY ordered_ms DESC LIMIT 1000) o
WHERE o.counted`

/** The newest factor of each currency. Looks up one currency after another, because there is a rate for each day. */
const FACTORS = `
WITH RECURSIVE found (currency) AS (
  SELECT min(currency) FROM rates WHERE site_id = ?1
  UNION ALL
  SELECT (SELECT min(currency) FROM rates WHERE site_id = ?1 AND currency > found.currency)
  FROM found WHERE currency IS NOT NULL
)
SELECT currency,
  (SELECT factor FROM rates WHERE site_id = ?1 AND currency = found.currency ORDER BY day DESC LIMIT 1) AS factor
FROM found WHERE currency IS NOT NULL`
