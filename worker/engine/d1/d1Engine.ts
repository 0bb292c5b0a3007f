/** Answers plans from D1, with one statement for each plan. */
import { NO_ROLLUPS, withRollups } from '../../rollup/freshness.ts'
import type { Row, SqlStore } from '../../store/sqlStore.ts'
import type { Cells, Engine, Result } from '../engine.ts'
import type { ListPlan, Plan } from '../plan.ts'
import { compile, readsRollups } from './compile.ts'
import { unpad } from './listSql.ts'

export const d1Engine = (store: SqlStore): Engine => {
  const rowsOf = (plan: Exclude<Plan, ListPlan>): Promise<Row[]> =>
    readsRollups(plan)
      ? withRollups(store, plan.site, (rollups) => store.query(compile(plan, rollups)))
      : store.query(compile(plan, NO_ROLLUPS))
  const cellsOf = async (plan: ListPlan): Promise<Cells[]> =>
    unpad(plan.kind, await store.rows(compile(plan, NO_ROLLUPS)))
  return {
    run: <P extends Plan>(plan: P) =>
      (isList(plan) ? cellsOf(plan) : rowsOf(plan as never)) as Promise<Result<P>>,
  }
}

const isList = (plan: Plan): plan is ListPlan =>
  plan.kind === 'sessions' || plan.kind === 'events' || plan.kind === 'orders'
