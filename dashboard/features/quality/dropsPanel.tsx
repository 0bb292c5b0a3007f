/** Rejected events: by reason, with advice, and by day. */
import type { Answer } from '../../shared/fetching/answers.ts'
import type { Fetched } from '../../shared/fetching/useAnswer.ts'
import { usePage } from '../../shared/page.ts'
import { Bar } from '../../shared/parts/bar.tsx'
import { Panel } from '../../shared/parts/panel.tsx'
import type { TextKey } from '../../shared/words/createWords.ts'
import { byReason, type DropCount, type DropRow, isLoss, knownReason, total } from './dropCounts.ts'
import { DropReason } from './dropReason.tsx'
import { DropsByDay } from './dropsByDay.tsx'

const ROWS = 2

export function DropsPanel({ answer }: { answer: Fetched<Answer<DropRow>> }) {
  return (
    <Panel
      title="refused"
      answer={answer}
      rows={ROWS}
      tall
      isEmpty={({ rows }) => !rows.length}
      empty="empty_drops"
      file="drops"
      class="wide"
    >
      {(data) => <Told data={data} />}
    </Panel>
  )
}

function Told({ data }: { data: Answer<DropRow> }) {
  const { say, format, state } = usePage()
  const tallies = byReason(data.rows)
  const all = total(tallies)
  return (
    <>
      <table class="reasons">
        <thead>
          <tr>
            <th scope="col">{say('reason')}</th>
            <th scope="col">{say('refused_count')}</th>
            <th scope="col">{say('share')}</th>
            <th scope="col" class="words">
              {say('what_to_do')}
            </th>
          </tr>
        </thead>
        <tbody>
          {tallies.map((tally) => (
            <tr key={tally.reason}>
              <th scope="row">
                <Bar percent={(100 * tally.count) / all} />
                <DropReason reason={tally.reason} />
                <small>{say(isLoss(tally.reason) ? 'is_loss' : 'on_purpose')}</small>
              </th>
              <td data-head={say('refused_count')}>{format.count(tally.count)}</td>
              <td data-head={say('share')}>{format.percent((100 * tally.count) / all)}</td>
              <td class="words">
                <Advice tally={tally} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="help">
        {say('days_are_utc')} {state.filters.length > 0 && say('drops_unfiltered')}
      </p>
      <DropsByDay rows={data.rows} />
    </>
  )
}

function Advice({ tally }: { tally: DropCount }) {
  const { say, format } = usePage()
  const known = knownReason(tally.reason)
  return (
    <>
      {known && <p>{say(`advice_${known}` satisfies TextKey)}</p>}
      {(tally.detail || tally.last_at) && (
        <p class="help">
          {say('last_refused')}: {tally.detail && <bdi class="detail">{tally.detail}</bdi>}{' '}
          {tally.last_at && format.moment(tally.last_at)}
        </p>
      )}
    </>
  )
}
