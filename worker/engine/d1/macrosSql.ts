/** SQL of raw macros. Its index has only the sessions with macros, so that it reads no others. */
import { ofSession } from '../../sqlite/dimensionSql.ts'
import { filterSql } from '../../sqlite/filterSql.ts'
import type { Query } from '../../store/sqlStore.ts'
import type { MacrosPlan } from '../plan.ts'
import { parametersFrom } from './parameters.ts'

export function macrosSql({ site, period, filters, limit }: MacrosPlan): Query {
  const { params, bind } = parametersFrom(site.id, period.from_ms, period.to_ms)
  const sql = `WITH found AS MATERIALIZED (
  SELECT s.started_ms, s.macros FROM sessions s INDEXED BY sessions_macros
  WHERE s.site_id = ?1 AND s.started_ms >= ?2 AND s.started_ms < ?3 AND s.macros IS NOT NULL
    AND NOT s.excluded${filterSql(filters, ofSession, bind)}
)
SELECT m.key AS parameter, m.value AS macro, count(*) AS sessions, max(f.started_ms) AS last_ms,
  (SELECT count(*) FROM found) AS total
FROM found f CROSS JOIN json_each(f.macros) m
GROUP BY m.key, m.value
ORDER BY sessions DESC, parameter, macro
LIMIT ${bind(limit)}`
  return { sql, params }
}
