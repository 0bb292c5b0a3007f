/** SQL of lists: sessions, sessions with their events, orders. Each page begins after the last row of the previous page. */
import { ofSession } from '../../sqlite/dimensionSql.ts'
import { filterSql } from '../../sqlite/filterSql.ts'
import { countsSql, REVENUE_MINOR } from '../../sqlite/revenueSql.ts'
import { totalSql } from '../../sqlite/totalSql.ts'
import { VISIT_NUMBER } from '../../store/d1/correctedSql.ts'
import type { SiteRow } from '../../store/rows.ts'
import type { Query, Row } from '../../store/sqlStore.ts'
import type { Cells } from '../engine.ts'
import { LIST_CELLS, type ListPlan } from '../plan.ts'
import { type Parameters, parametersFrom } from './parameters.ts'

export const listSql = (plan: ListPlan): Query =>
  plan.kind === 'orders' ? ordersSql(plan) : sessionsSql(plan)

/** SQL of the cells that are not simply a column. */
const cellSql = (site: SiteRow): Record<'sessions' | 'orders', Record<string, string>> => ({
  sessions: {
    visit_number: VISIT_NUMBER,
    converted: 's.path IS NOT NULL',
    revenue: `(
    SELECT ${totalSql(REVENUE_MINOR)} FROM orders o INDEXED BY orders_by_visitor
    WHERE o.site_id = s.site_id AND o.visitor_id = s.visitor_id AND o.session_id = s.id AND ${countsSql(site)})`,
  },
  orders: {
    revenue: `CASE WHEN ${countsSql(site)} THEN ${REVENUE_MINOR} ELSE 0 END`,
    ad_consent: `coalesce(o.server ->> 'ad_consent', o.browser ->> 'ad_consent')`,
  },
})

/** The ids that are selected with padding. The reason is at `padded`. */
const PADDED_IN = { sessions: ['id', 'visitor_id'], events: ['id', 'visitor_id'], orders: ['transaction_id'] }
const PAD = ' '.repeat(11)

/** Cells of a list as columns of row `of`. */
const columnsOf = ({ kind, site }: ListPlan, of: 's' | 'o') =>
  LIST_CELLS[kind]
    .map((cell) => {
      const sql = (kind === 'events' ? undefined : cellSql(site)[kind][cell]) ?? `${of}.${cell}`
      return PADDED_IN[kind].includes(cell) ? padded(sql) : sql
    })
    .join(', ')

function sessionsSql(plan: ListPlan): Query {
  const { site, period, filters, after, limit } = plan
  // The page begins after the last row of the page before, so the interval ends there. Otherwise SQLite would read all
  // rows from the end of the period down to that row.
  const to_ms = after ? Math.min(period.to_ms, after[0] + 1) : period.to_ms
  const { params, bind } = parametersFrom(site.id, period.from_ms, to_ms)
  const conditions = filterSql(filters, ofSession, bind)
  const sql = `SELECT ${columnsOf(plan, 's')}
FROM sessions s
WHERE s.site_id = ?1 AND s.started_ms >= ?2 AND s.started_ms < ?3 AND NOT s.excluded${conditions}${behind('(s.started_ms, s.id, s.visitor_id) <', after, bind)}
ORDER BY s.started_ms DESC, s.id DESC, s.visitor_id DESC
LIMIT ${bind(limit)}`
  return { sql, params }
}

function ordersSql(plan: ListPlan): Query {
  const { site, period, after, limit } = plan
  const from_ms = after ? Math.max(period.from_ms, after[0]) : period.from_ms
  const { params, bind } = parametersFrom(site.id, from_ms, period.to_ms)
  const sql = `SELECT ${columnsOf(plan, 'o')}
FROM orders o INDEXED BY orders_by_time
WHERE o.site_id = ?1 AND o.ordered_ms >= ?2 AND o.ordered_ms < ?3 AND o.removed_ms IS NULL AND NOT o.excluded${behind('(o.ordered_ms, o.transaction_id) >', after, bind)}
ORDER BY o.ordered_ms, o.transaction_id
LIMIT ${bind(limit)}`
  return { sql, params }
}

const behind = (comparison: string, after: ListPlan['after'], bind: Parameters['bind']) =>
  after ? ` AND ${comparison} (${after.map(bind).join(', ')})` : ''

/**
 * SQL of an id with eleven blanks before it. The reason: V8 keeps each text of up to ten characters that it reads from
 * JSON in a table, which only a full garbage collection clears. A million short ids would take tens of megabytes there.
 */
const padded = (column: string) => `'${PAD}' || ${column}`

/** Removes the padding of the ids. Changes the rows in place: copies would take twice the memory. */
export function unpad(kind: ListPlan['kind'], rows: Cells[]): Cells[] {
  const places = PADDED_IN[kind].map((id) => (LIST_CELLS[kind] as readonly string[]).indexOf(id))
  for (const row of rows) for (const place of places) row[place] = unpadded(row[place]!)
  return rows
}

const unpadded = (text: Row[string]): string => String(text).slice(PAD.length)
