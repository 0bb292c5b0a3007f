/** Dropped events: by reason, with advice, and by day. */
import { unicodeHost } from '../../../wire/idn.ts'
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
      {(data) => <DropsTable data={data} />}
    </Panel>
  )
}

function DropsTable({ data }: { data: Answer<DropRow> }) {
  const { say, format, state } = usePage()
  const drops = byReason(data.rows)
  const all = total(drops)
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
          {drops.map((drop) => (
            <tr key={drop.reason}>
              <th scope="row">
                <Bar percent={(100 * drop.count) / all} />
                <DropReason reason={drop.reason} />
                <small>{say(isLoss(drop.reason) ? 'is_loss' : 'on_purpose')}</small>
              </th>
              <td data-head={say('refused_count')}>{format.count(drop.count)}</td>
              <td data-head={say('share')}>{format.percent((100 * drop.count) / all)}</td>
              <td class="words">
                <Advice drop={drop} />
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

function Advice({ drop }: { drop: DropCount }) {
  const { say, format } = usePage()
  const known = knownReason(drop.reason)
  return (
    <>
      {known && <p>{say(`advice_${known}` satisfies TextKey)}</p>}
      {(drop.detail || drop.last_at) && (
        <p class="help">
          {say('last_refused')}: {drop.detail && <bdi class="detail">{unicodeHost(drop.detail)}</bdi>}{' '}
          {drop.last_at && format.dateTime(drop.last_at)}
        </p>
      )}
    </>
  )
}
