/** Cohorts: visitors by the week of their first visit, with returns, orders and revenue week by week. */

import { useMemo } from 'preact/hooks'
import { utcDay } from '../../../wire/time.ts'
import { useChoice } from '../../shared/address/useChoice.ts'
import type { Answer } from '../../shared/fetching/answers.ts'
import { useReport } from '../../shared/fetching/useReport.ts'
import { usePage } from '../../shared/page.ts'
import { Choice } from '../../shared/parts/choice.tsx'
import { Panel } from '../../shared/parts/panel.tsx'
import { ScrollBox } from '../../shared/parts/scrollBox.tsx'
import type { TextKey } from '../../shared/words/createWords.ts'
import { boundOf, type CohortCell, groupsOf } from './cohortGroups.ts'

/**
 * The number of weeks, overall and by channel. The report reads every session of these weeks and returns 1,000 cells
 * at most.
 */
const WEEKS = { all: 26, channel: 10 }

/** What a cell can show: its column in the answer, its title, and its unit. */
const MEASURES = {
  returning: ['returning_rate', 'cohort_returning', 'percent'],
  orders: ['orders', 'orders', 'count'],
  revenue: ['revenue_per_visitor', 'cohort_revenue', 'money'],
} as const satisfies Record<string, [keyof CohortCell, TextKey, 'percent' | 'count' | 'money']>

export function CohortsPanel() {
  const { say, state, format } = usePage()
  const [measure, setMeasure] = useChoice('cohorts', ['returning', 'orders', 'revenue'])
  const [by, setBy] = useChoice('cohortsby', ['all', 'channel'])
  const weeks = WEEKS[by]
  const from = boundOf(state, weeks, utcDay(Date.now()))
  const params = { by: by === 'channel' ? by : null, from }
  const answer = useReport<CohortCell>('cohorts', params)
  return (
    <Panel
      title="cohorts"
      answer={answer}
      rows={8}
      isEmpty={({ rows }) => !rows.length}
      empty="empty_period"
      file="cohorts"
      params={params}
      class="wide"
      tools={
        <>
          <Choice
            label={say('metric')}
            value={measure}
            options={(['returning', 'orders', 'revenue'] as const).map((one) => [one, say(MEASURES[one][1])])}
            choose={setMeasure}
          />
          <Choice
            label={say('cohort_by')}
            value={by}
            options={[
              ['all', say('cohort_all')],
              ['channel', say('cohort_channel')],
            ]}
            choose={setBy}
          />
        </>
      }
    >
      {(data) => (
        <>
          <p class="help">
            {say(`cohort_help_${measure}`)}
            {from && ` ${say('cohort_bound', { weeks: format.count(weeks) })}`}
            {data.next !== null && ` ${say('cohort_cut')}`}
          </p>
          <ScrollBox label={say('cohort_since')}>
            <Heat data={data} measure={measure} />
          </ScrollBox>
        </>
      )}
    </Panel>
  )
}

function Heat({ data, measure }: { data: Answer<CohortCell>; measure: keyof typeof MEASURES }) {
  const { say, named, format } = usePage()
  const [key, , unit] = MEASURES[measure]
  const groups = useMemo(() => groupsOf(data.rows), [data])
  const most = Math.max(0, ...data.rows.map((cell) => cell[key]))
  const last = Math.max(0, ...data.rows.map(({ week }) => week))
  const weeks = Array.from({ length: last + 1 }, (_, week) => week)
  return (
    <table class="pinned heat">
      <thead>
        <tr>
          <th scope="col" rowSpan={2}>
            {say('cohort_week')}
          </th>
          <th scope="col" rowSpan={2}>
            {say('visitors_title')}
          </th>
          <th scope="colgroup" colSpan={weeks.length} class="words">
            {say('cohort_since')}
          </th>
        </tr>
        <tr class="weeks">
          {weeks.map((week) => (
            <th key={week} scope="col">
              {format.count(week)}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map(({ channel, visitors, cohorts }) => (
        <tbody key={channel ?? ''}>
          {channel !== null && (
            <tr class="group">
              <th scope="rowgroup">{named('channel', channel)}</th>
              <td>{format.count(visitors)}</td>
              <td colSpan={weeks.length} />
            </tr>
          )}
          {cohorts.map(({ cohort, visitors, cells }) => (
            <tr key={cohort}>
              <th scope="row">{format.day(cohort)}</th>
              <td>{format.count(visitors)}</td>
              {cells.map((cell) => (
                <td
                  key={cell.week}
                  class="cell"
                  // The square root keeps the later weeks distinguishable: the first one is much larger.
                  style={{ '--heat': most ? Math.sqrt(cell[key] / most).toFixed(3) : 0 }}
                >
                  {format[unit](cell[key])}
                </td>
              ))}
              {cells.length < weeks.length && <td colSpan={weeks.length - cells.length} />}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}
