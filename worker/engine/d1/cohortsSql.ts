/** SQL of cohorts: visitors by the week of their first visit, and what they did in each week since. */
import { DAY_MS } from '../../../wire/time.ts'
import { type ColumnSql, dimensionSql } from '../../sqlite/dimensionSql.ts'
import { filterSql } from '../../sqlite/filterSql.ts'
import { localTimeSql } from '../../sqlite/localTimeSql.ts'
import { countsSql, REVENUE_MINOR } from '../../sqlite/revenueSql.ts'
import { totalSql } from '../../sqlite/totalSql.ts'
import { firstSeenSql } from '../../store/d1/correctedSql.ts'
import type { Query } from '../../store/sqlStore.ts'
import type { CohortsPlan } from '../plan.ts'
import { parametersFrom } from './parameters.ts'

const WEEK_MS = 7 * DAY_MS

/** Rows `f` are first visits: filters and channels look at these. Rows `s` are all visits. */
export function cohortsSql({
  site,
  period,
  timezone,
  first_week_ms,
  filters,
  byChannel,
  limit,
}: CohortsPlan): Query {
  const { params, bind, once } = parametersFrom(site.id, period.from_ms, period.to_ms)
  const first = once(first_week_ms)
  const weekOf = (ms: string) =>
    `CAST((${localTimeSql(ms, period, timezone, once)} - ${first}) / ${WEEK_MS} AS INTEGER)`
  const ofFirst: ColumnSql = (column) => `f.${column}`
  const conditions = filterSql(filters, ofFirst, once)
  const channel = byChannel ? dimensionSql('channel', ofFirst) : "''"
  const cohort = weekOf(firstSeenSql('f'))
  // Each session has the time of its visitor's first visit. The row of that visit is only needed for filters and channels.
  const needsFirst = byChannel || filters.length > 0
  const sessions = needsFirst
    ? `sessions s
  CROSS JOIN sessions f INDEXED BY sessions_by_visitor
    ON f.site_id = ?1 AND f.visitor_id = s.visitor_id AND f.started_ms = ${firstSeenSql('s')} AND f.visit_number = 1
  WHERE s.site_id = ?1 AND s.started_ms >= ?2 AND s.started_ms < ?3 AND ${firstSeenSql('s')} >= ?2
    AND NOT s.excluded AND NOT f.excluded`
    : `sessions f
  WHERE f.site_id = ?1 AND f.started_ms >= ?2 AND f.started_ms < ?3 AND ${firstSeenSql('f')} >= ?2 AND NOT f.excluded`
  const s = needsFirst ? 's' : 'f'
  const sql = `WITH facts AS (
  SELECT ${cohort} AS cohort,
    ${weekOf(`${s}.started_ms`)} AS week,
    ${channel} AS channel, f.visitor_id,
    CASE WHEN ${s}.visit_number > 1 THEN f.visitor_id END AS again, 0 AS orders, 0 AS revenue
  FROM ${sessions}${conditions}
  UNION ALL
  SELECT ${cohort},
    ${weekOf('o.ordered_ms')},
    ${channel}, NULL, NULL, 1, coalesce(${REVENUE_MINOR}, 0)
  FROM orders o INDEXED BY orders_by_time
  CROSS JOIN sessions f INDEXED BY sessions_by_visitor
    ON f.site_id = ?1 AND f.visitor_id = o.visitor_id AND f.visit_number = 1 AND NOT f.excluded
  WHERE o.site_id = ?1 AND o.ordered_ms >= ?2 AND o.ordered_ms < ?3 AND ${countsSql(site)}
    AND f.started_ms >= ?2 AND f.started_ms < ?3${conditions}
)
SELECT cohort, max(week - cohort, 0) AS week, channel,
  count(DISTINCT visitor_id) AS visitors, count(DISTINCT again) AS came_back,
  ${totalSql('orders')} AS orders, ${totalSql('revenue')} AS revenue
FROM facts
GROUP BY cohort, max(week - cohort, 0), channel
ORDER BY cohort, channel, week
LIMIT ${bind(limit)}`
  return { sql, params }
}
