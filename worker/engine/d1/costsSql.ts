/** SQL of what ads cost. */
import { factorOf } from '../../sqlite/revenueSql.ts'
import type { Query } from '../../store/sqlStore.ts'
import type { CostsPlan, FirstCostDayPlan } from '../plan.ts'

const NAMES = 'platform, source, campaign, campaign_id, content, content_id, currency'

/** `minor` is in the site's currency. Costs of days without a rate are in `unconverted_minor`, in their own currency. */
export const costsSql = ({ site, from_day, to_day }: CostsPlan): Query => ({
  sql: `SELECT ${NAMES},
  sum(coalesce(minor, 0)) AS minor,
  sum(CASE WHEN minor IS NULL THEN spend_minor ELSE 0 END) AS unconverted_minor,
  sum(coalesce(clicks, 0)) AS clicks,
  sum(coalesce(impressions, 0)) AS impressions
FROM (
  SELECT ${NAMES}, spend_minor, clicks, impressions,
    CASE WHEN c.currency = ?4 THEN c.spend_minor ELSE round(c.spend_minor * ${factorOf('c', 'c.day')}) END AS minor
  FROM costs c
  WHERE c.site_id = ?1 AND c.day >= ?2 AND c.day <= ?3
)
GROUP BY ${NAMES}
ORDER BY minor DESC, ${NAMES}`,
  params: [site.id, from_day, to_day, site.currency],
})

export const firstCostDaySql = ({ site }: FirstCostDayPlan): Query => ({
  sql: 'SELECT min(day) AS day FROM costs WHERE site_id = ?1',
  params: [site.id],
})
