/** SQL of local time. */
import { offsetsBetween } from '../time/zone.ts'
import type { BindValue } from './filterSql.ts'

/**
 * SQL of the local time of an instant, in ms as if it were UTC.
 * @param ms SQL of an instant from `from_ms` to `to_ms`
 */
export function localTimeSql(
  ms: string,
  { from_ms, to_ms }: { from_ms: number; to_ms: number },
  timezone: string,
  bind: BindValue,
): string {
  const offsets = offsetsBetween(from_ms, to_ms, timezone)
  const cases = offsets.toReversed().map((one) => `WHEN ${ms} >= ${bind(one.from_ms)} THEN ${bind(one.ms)}`)
  return `(${ms} + CASE ${cases.join(' ')} ELSE ${bind(offsets[0]!.ms)} END)`
}
