/** New and returning visitors, and what they brought. */
import type { Answer, BreakdownRow } from '../../shared/fetching/answers.ts'
import { useReport } from '../../shared/fetching/useReport.ts'
import { usePage } from '../../shared/page.ts'
import { Bar } from '../../shared/parts/bar.tsx'
import { figureWidth } from '../../shared/parts/figureWidth.ts'
import { FilterLink } from '../../shared/parts/filterLink.tsx'
import { Panel } from '../../shared/parts/panel.tsx'

type Row = BreakdownRow & { visitor: string; visitors: number; visits_per_visitor: number }

export function ReturningPanel() {
  const answer = useReport<Row>('returning')
  return (
    <Panel
      title="returning"
      answer={answer}
      rows={2}
      isEmpty={({ rows }) => !rows.length}
      empty="empty_period"
      file="returning"
    >
      {(data) => <Rows data={data} />}
    </Panel>
  )
}

function Rows({ data }: { data: Answer<Row> }) {
  const { say, nameOf, format } = usePage()
  const all = data.rows.reduce((sum, { sessions }) => sum + sessions, 0)
  return (
    <table
      class="breakdown"
      aria-label={say('returning')}
      style={figureWidth(data.rows.map(({ revenue }) => format.money(revenue)))}
    >
      <thead>
        <tr>
          <th scope="col">{say('visitor')}</th>
          <th scope="col">{say('sessions')}</th>
          <th scope="col" title={say('visits_per_visitor')}>
            {say('visits_per_visitor_short')}
          </th>
          <th scope="col">{say('conversion_rate')}</th>
          <th scope="col">{say('revenue')}</th>
        </tr>
      </thead>
      <tbody>
        {data.rows.map((row) => (
          <tr key={row.visitor}>
            <th scope="row">
              <Bar percent={all && (100 * row.sessions) / all} />
              <FilterLink dimension="visitor" values={[row.visitor]} name={nameOf('visitor', row.visitor)} />
            </th>
            <td>{format.count(row.sessions)}</td>
            <td>{format.count(row.visits_per_visitor)}</td>
            <td>{format.percent(row.conversion_rate)}</td>
            <td class={row.revenue === 0 ? 'zero' : undefined}>{format.money(row.revenue)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
