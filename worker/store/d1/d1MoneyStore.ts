import { COST_FIGURES, COST_KEY } from '../columns.ts'
import type { MoneyStore } from '../moneyStore.ts'
import type { CostRow, RateRow } from '../rows.ts'
import { d1Client } from './d1Client.ts'
import { markRated } from './dirtyMarks.ts'
import { countRows } from './rowMeter.ts'
import { parts } from './statementsFor.ts'

export function d1MoneyStore(db: D1Database): MoneyStore {
  const { all, first, statement } = d1Client(db)
  return {
    hasMoney: async (siteId) => (await first(HAS_MONEY, siteId)) !== null,
    rates: (siteId) => all<RateRow>('SELECT * FROM rates WHERE site_id = ? ORDER BY currency, day', siteId),
    setRates: async (siteId, rates) => {
      if (!rates.length) return
      const set = statement(SET_RATES, siteId, JSON.stringify(rates))
      countRows(db, siteId, await db.batch([markRated(db, siteId, rates), set]))
    },
    costs: (siteId, from, to) => all<CostRow>(COSTS_BETWEEN, siteId, from, to),
    writeCosts: async (siteId, { removed, written }) => {
      const each = (sql: string, rows: CostRow[]) =>
        parts(rows).map((part) => statement(sql, siteId, `[${part.join()}]`))
      const statements = [...each(REMOVE_COSTS, removed), ...each(SET_COSTS, written)]
      if (statements.length) countRows(db, siteId, await db.batch(statements))
    },
  }
}

const HAS_MONEY = `
SELECT 1 WHERE EXISTS (SELECT 1 FROM orders WHERE site_id = ?1) OR EXISTS (SELECT 1 FROM rates WHERE site_id = ?1)`

const SET_RATES = `
INSERT INTO rates (site_id, currency, day, rate, factor)
SELECT ?1, value ->> 'currency', value ->> 'day', value ->> 'rate', value ->> 'factor' FROM json_each(?2) WHERE true
ON CONFLICT DO UPDATE SET rate = excluded.rate, factor = excluded.factor`

const COST_COLUMNS = [...COST_KEY, ...COST_FIGURES]
const fromJson = (columns: readonly string[]) => columns.map((column) => `value ->> '${column}'`).join(', ')

const COSTS_BETWEEN = `
SELECT ${COST_COLUMNS.join(', ')} FROM costs WHERE site_id = ?1 AND day >= ?2 AND day <= ?3`

const REMOVE_COSTS = `
DELETE FROM costs WHERE (site_id, ${COST_KEY.join(', ')}) IN (SELECT ?1, ${fromJson(COST_KEY)} FROM json_each(?2))`

const SET_COSTS = `
INSERT INTO costs (site_id, ${COST_COLUMNS.join(', ')})
SELECT ?1, ${fromJson(COST_COLUMNS)} FROM json_each(?2) WHERE true
ON CONFLICT DO UPDATE SET ${COST_FIGURES.map((column) => `${column} = excluded.${column}`).join(', ')}`
