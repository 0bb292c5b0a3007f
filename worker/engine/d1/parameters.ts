/** The values that a statement binds. */
import { type BindValue, bindOnce } from '../../sqlite/filterSql.ts'
import type { Bind } from '../../store/sqlStore.ts'

export interface Parameters {
  params: Bind[]
  /** Appends a value, and returns its placeholder. */
  bind: BindValue
  /** The same, with one placeholder for equal values. */
  once: BindValue
}

/** @param first the values of `?1`, `?2`, … */
export function parametersFrom(...first: Bind[]): Parameters {
  const params = [...first]
  const bind: BindValue = (value) => `?${params.push(value)}`
  return { params, bind, once: bindOnce(bind) }
}
