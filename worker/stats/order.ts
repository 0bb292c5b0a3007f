/** The order of a report's rows: reads `sort=`, and sorts rows that no engine has sorted. */
import type { AnswerRow, Cell } from '../../wire/answers/report.ts'
import type { Order } from '../engine/plan.ts'
import { BadParameter } from '../errors.ts'
import type { ReportRequest } from './request.ts'

/**
 * @param allowed the keys of the columns that may be sorted by
 * @param defaults the order without `sort=`
 * @param ties further keys to sort by, so that equal rows always have the same order and pages do not overlap
 */
export function orderOf(
  { sort }: Pick<ReportRequest, 'sort'>,
  allowed: string[],
  defaults: string[],
  ties: string[],
): Order[] {
  if (sort && !allowed.includes(sort.key))
    throw new BadParameter(
      'sort',
      `must be one of ${allowed.join(', ')}, with - in front for the largest first`,
    )
  const first = sort ? [sort] : defaults.map((key) => ({ key, descending: true }))
  return [...first, ...ties.map((key) => ({ key, descending: false }))]
}

/** Throws if the request has `sort=`. @param why the report's fixed order, for the message */
export function refuseSort({ sort }: Pick<ReportRequest, 'sort'>, why: string): void {
  if (sort) throw new BadParameter('sort', why)
}

/** Compares rows for `Array.sort`. Unknown values (null) come last in either direction. */
export const byOrder =
  (order: Order[]) =>
  (a: AnswerRow, b: AnswerRow): number => {
    for (const { key, descending } of order) {
      const found = compareCells(a[key] ?? null, b[key] ?? null, descending)
      if (found) return found
    }
    return 0
  }

function compareCells(a: Cell, b: Cell, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  const [one, other] = [a, b].map((cell) => (Array.isArray(cell) ? cell.join(' ') : cell)) as [string, string]
  if (one === other) return 0
  return one < other === descending ? 1 : -1
}
