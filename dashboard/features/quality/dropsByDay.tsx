/** Dropped events by day: a chart, and its table. */
import { useMemo } from 'preact/hooks'
import { usePage } from '../../shared/page.ts'
import { LineChart } from '../../shared/parts/lineChart.tsx'
import { byDay, byReason, type DropRow, isLoss } from './dropCounts.ts'
import { DropReason } from './dropReason.tsx'

export function DropsByDay({ rows }: { rows: readonly DropRow[] }) {
  const { say, format } = usePage()
  const days = useMemo(() => byDay(rows), [rows])
  const points = useMemo(() => days.map(({ day }) => format.day(day)), [days, format])
  const lines = useMemo(() => {
    const sums = (counted: (reason: string) => boolean) =>
      days.map(({ counts }) =>
        [...counts].reduce((sum, [reason, count]) => sum + (counted(reason) ? count : 0), 0),
      )
    return [
      { label: say('on_purpose'), values: sums((reason) => !isLoss(reason)), isPrevious: true },
      { label: say('is_loss'), values: sums(isLoss) },
    ]
  }, [days, say])
  const reasons = byReason(rows).map(({ reason }) => reason)
  return (
    <>
      {days.length > 1 && (
        <LineChart points={points} lines={lines} write={format.count} label={say('refused_by_day')} />
      )}
      <details class="as-table">
        <summary>{say(days.length > 1 ? 'as_table' : 'refused_by_day')}</summary>
        <table aria-label={say('refused_by_day')}>
          <thead>
            <tr>
              <th scope="col">{say('day_utc')}</th>
              {reasons.map((reason) => (
                <th key={reason} scope="col">
                  <DropReason reason={reason} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map(({ day, counts }) => (
              <tr key={day}>
                <th scope="row">{format.day(day)}</th>
                {reasons.map((reason) => (
                  <td key={reason}>{format.count(counts.get(reason) ?? 0)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  )
}
