/** SQL of what ads cost. */
import { factorOf } from '../../sqlite/revenueSql.ts'
import { totalSql } from '../../sqlite/totalSql.ts'
import type { Query } from '../../store/sqlStore.ts'
import type { CostsPlan, FirstCostDayPlan } from '../plan.ts'

const NAMES = 'platform, source, campaign, campaign_id, content, content_id, currency'

/** `minor` is in the site's currency. Costs of days without a rate are in `unconverted_minor`, in their own currency. */
export const costsSql = ({ site, from_day, to_day }: CostsPlan): Query => ({
  sql: `SELECT ${NAMES},
  ${totalSql('minor')} AS minor,
  ${totalSql('CASE WHEN minor IS NULL THEN spend_minor END')} AS unconverted_minor,
  ${totalSql('clicks')} AS clicks,
  ${totalSql('impressions')} AS impressions
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
