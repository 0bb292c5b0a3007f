/** The latest sessions; each opens its details. */
import type { Answer, SessionRow } from '../answer.ts'
import { useAnswer } from '../api.ts'
import { text } from '../format.ts'
import { Link } from '../link.tsx'
import { Name } from '../name.tsx'
import { Panel } from '../panel.tsx'
import { reportPath } from '../state.ts'
import { useView } from '../view.ts'

const LIMIT = 30

export function Sessions() {
  const { say, state } = useView()
  const answer = useAnswer<Answer<SessionRow>>(reportPath(state, 'sessions', LIMIT))
  return (
    <Panel
      title="latest_sessions"
      answer={answer}
      rows={LIMIT}
      tall
      isEmpty={({ rows }) => !rows.length}
      empty="empty_period"
      csv="sessions"
      class="wide"
    >
      {({ rows }) => (
        <table class="sessions">
          <thead>
            <tr>
              <th scope="col">{say('started')}</th>
              <th scope="col" class="words">
                {say('source_medium')}
              </th>
              <th scope="col" class="words">
                {say('campaign_creative')}
              </th>
              <th scope="col" class="words">
                {say('place_device')}
              </th>
              <th scope="col">{say('pages')}</th>
              <th scope="col" class="words">
                {say('got_to')}
              </th>
              <th scope="col">{say('revenue')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}

function Row({ row }: { row: SessionRow }) {
  const { say, named, format } = useView()
  const place = [row.city, row.country && format.country(row.country)].filter(Boolean).join(', ')
  return (
    <tr>
      <th scope="row">
        <Link to={{ session: row.id }} label={say('open_session', { time: format.moment(row.started_at) })}>
          {format.moment(row.started_at)}
        </Link>
        <small>{say('visit_number', { number: format.count(row.visit_number) })}</small>
      </th>
      <td class="words">
        <Name text={[row.source, row.medium]} />
        <small>{named('channel', row.channel)}</small>
      </td>
      <td class="words">
        <Name text={text(row.campaign)} />
        <Name small text={text(row.content)} />
      </td>
      <td class="words">
        <Name text={text(place)} />
        <small>{named('device', row.device)}</small>
      </td>
      <td class="pages">{format.count(row.pageviews)}</td>
      <td class="words stage">{named('stage', furthest(row.stages))}</td>
      <td class="money">{row.revenue ? format.money(row.revenue) : '–'}</td>
    </tr>
  )
}

/** The last stage of the funnel; a sign-up stands beside it and counts only where there is none. */
const furthest = (stages: string[]) =>
  stages.findLast((stage) => stage !== 'sign_up') ?? stages[0] ?? 'sessions'
