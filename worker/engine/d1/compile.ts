/** Compiles a plan into one statement: the SQL text with the values that it binds. */
import type { Rollups } from '../../rollup/freshness.ts'
import type { Query } from '../../store/sqlStore.ts'
import type { FiguresPlan, Plan, UnconvertedPlan } from '../plan.ts'
import { cohortsSql } from './cohortsSql.ts'
import { costsSql, firstCostDaySql } from './costsSql.ts'
import { figuresSql, rollupGroupOf } from './figuresSql.ts'
import { listSql } from './listSql.ts'
import { dropsSql, firstAndLastSql, oldestSql, orderRevenueSql, refusedSql } from './lookupSql.ts'
import { macrosSql } from './macrosSql.ts'
import { productsSql } from './productsSql.ts'
import { unconvertedSql } from './unconvertedSql.ts'

/** Whether the statement may read rollups, so that it has to pass the freshness check. */
export const readsRollups = (plan: Plan): plan is FiguresPlan | UnconvertedPlan =>
  (plan.kind === 'figures' && plan.useRollups && rollupGroupOf(plan) !== null) ||
  (plan.kind === 'unconverted' && plan.useRollups)

export function compile(plan: Plan, rollups: Rollups): Query {
  switch (plan.kind) {
    case 'figures':
      return figuresSql(plan, rollups)
    case 'unconverted':
      return unconvertedSql(plan, rollups)
    case 'products':
      return productsSql(plan)
    case 'cohorts':
      return cohortsSql(plan)
    case 'sessions':
    case 'events':
    case 'orders':
      return listSql(plan)
    case 'drops':
      return dropsSql(plan)
    case 'macros':
      return macrosSql(plan)
    case 'oldest':
      return oldestSql(plan)
    case 'order_revenue':
      return orderRevenueSql(plan)
    case 'costs':
      return costsSql(plan)
    case 'first_cost_day':
      return firstCostDaySql(plan)
    case 'first_and_last':
      return firstAndLastSql(plan)
    case 'refused':
      return refusedSql(plan)
  }
}
