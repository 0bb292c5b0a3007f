/** Costs in and out of D1: sets of rows travel as JSON. */
import { COST_FIGURES as FIGURES, COST_KEY as KEY } from '../columns.ts'
import type { CostRow } from '../rows.ts'
import { parts } from './statementsFor.ts'

export const COSTS_OF = `
SELECT ${[...KEY, ...FIGURES].join(', ')} FROM costs WHERE site_id = ?1 AND day >= ?2 AND day <= ?3`

const values = (columns: readonly string[]) => columns.map((column) => `value ->> '${column}'`).join(', ')

const REMOVE_COSTS = `
DELETE FROM costs WHERE (site_id, ${KEY.join(', ')}) IN (SELECT ?1, ${values(KEY)} FROM json_each(?2))`

const SET_COSTS = `
INSERT INTO costs (site_id, ${[...KEY, ...FIGURES].join(', ')})
SELECT ?1, ${values([...KEY, ...FIGURES])} FROM json_each(?2) WHERE true
ON CONFLICT DO UPDATE SET ${FIGURES.map((column) => `${column} = excluded.${column}`).join(', ')}`

export function costStatements(
  db: D1Database,
  siteId: number,
  removed: CostRow[],
  written: CostRow[],
): D1PreparedStatement[] {
  const each = (sql: string, rows: CostRow[]) =>
    parts(rows).map((part) => db.prepare(sql).bind(siteId, `[${part.join()}]`))
  return [...each(REMOVE_COSTS, removed), ...each(SET_COSTS, written)]
}
