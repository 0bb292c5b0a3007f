/** The funnel: the stages from a visit to a purchase, with how many sessions reached each one; and apart from it, leads. */
import type { FunnelRow } from '../../shared/fetching/answers.ts'
import { useReport } from '../../shared/fetching/useReport.ts'
import { NOTHING } from '../../shared/format/format.ts'
import { usePage } from '../../shared/page.ts'
import { Bar } from '../../shared/parts/bar.tsx'
import { Panel } from '../../shared/parts/panel.tsx'

/** A lead is another aim than a purchase: no step between the checkout and the purchase. */
const isLead = ({ stage }: FunnelRow) => stage === 'generate_lead'

export function FunnelPanel() {
  const { say, named, format } = usePage()
  const answer = useReport<FunnelRow>('funnel')
  return (
    <Panel
      title="funnel"
      answer={answer}
      rows={6}
      isEmpty={({ rows }) => !rows.length}
      empty="empty_period"
      file="funnel"
      class="wide"
    >
      {({ rows }) => (
        <table class="funnel" aria-label={say('funnel')}>
          <thead>
            <tr>
              <th scope="col">{say('stage')}</th>
              <th scope="col">{say('sessions')}</th>
              <th scope="col">{say('rate')}</th>
              <th scope="col">{say('drop_off')}</th>
            </tr>
          </thead>
          {[rows.filter((row) => !isLead(row)), rows.filter(isLead)].map((part, at) => (
            <tbody key={at ? 'leads' : 'purchases'}>
              {part.map((row) => (
                <tr key={row.stage}>
                  <th scope="row">
                    <Bar percent={row.rate} />
                    <span>{named('stage', row.stage)}</span>
                  </th>
                  <td>{format.count(row.count)}</td>
                  <td>{format.percent(row.rate)}</td>
                  <td>{isLead(row) ? NOTHING : format.percent(row.drop_off)}</td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      )}
    </Panel>
  )
}
