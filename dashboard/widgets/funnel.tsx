/** The six stages from a visit to a purchase: how many got there, and how many were lost on the way. */
import type { Answer, FunnelRow } from '../answer.ts'
import { useAnswer } from '../api.ts'
import { Bar } from '../bar.tsx'
import { Panel } from '../panel.tsx'
import { reportPath } from '../state.ts'
import { useView } from '../view.ts'

export function Funnel() {
  const { say, named, state, format } = useView()
  const answer = useAnswer<Answer<FunnelRow>>(reportPath(state, 'funnel'))
  return (
    <Panel
      title="funnel"
      answer={answer}
      rows={6}
      isEmpty={({ rows }) => !rows.length}
      empty="empty_period"
      class="wide"
    >
      {({ rows }) => (
        <table class="funnel">
          <thead>
            <tr>
              <th scope="col">{say('stage')}</th>
              <th scope="col">{say('sessions')}</th>
              <th scope="col">{say('rate')}</th>
              <th scope="col">{say('drop_off')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.stage}>
                <th scope="row">
                  <Bar percent={row.rate} />
                  <span>{named('stage', row.stage)}</span>
                </th>
                <td>{format.count(row.count)}</td>
                <td>{format.percent(row.rate)}</td>
                <td>{format.percent(row.drop_off)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}
