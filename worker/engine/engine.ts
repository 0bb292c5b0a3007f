/** The interface of engines, which answer plans. An engine is a folder next to this file and a line in engines.ts. */
import type { Row } from '../store/sqlStore.ts'
import type { ListPlan, Plan } from './plan.ts'

/** Cells of a list, in the order of `LIST_CELLS`. */
export type Cells = Row[string][]

/** Lists have thousands of rows: as cells they take a fraction of the memory. */
export type Result<P extends Plan> = P extends ListPlan ? Cells[] : Row[]

export interface Engine {
  /** Returns the rows that the plan's type describes. Every engine returns the same figures, exact to the cent. */
  run<P extends Plan>(plan: P): Promise<Result<P>>
}
