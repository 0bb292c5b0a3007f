/** Macros that no platform has filled in, with the fix. Shown only if there are any. */
import { useId } from 'preact/hooks'
import type { ReportRows } from '../../../worker/metrics/reportRows.ts'
import { useReport } from '../../shared/fetching/useReport.ts'
import { usePage } from '../../shared/page.ts'
import type { TextKey } from '../../shared/words/createWords.ts'

const MOST_SHOWN = 50

type MacroRow = ReportRows['macros']

/** The forms that a text explains. A newer Worker may know more. */
const OWNERS = ['meta', 'google', 'tiktok', 'other'] as const

export function MacrosPanel() {
  const { say, counted, format } = usePage()
  const id = useId()
  const { data } = useReport<MacroRow>('macros', { limit: MOST_SHOWN })
  if (!data?.rows.length) return null
  const sessions = Number(data.total.sessions)
  return (
    <section class="panel wide" aria-labelledby={id}>
      <h2 id={id}>{say('macros')}</h2>
      <p class="help">{say('macros_about')}</p>
      <p>{counted('session_count', sessions, format.count(sessions))}</p>
      <table class="reasons">
        <thead>
          <tr>
            <th scope="col">{say('macro')}</th>
            <th scope="col">{say('sessions')}</th>
            <th scope="col">{say('macro_last')}</th>
            <th scope="col" class="words">
              {say('what_to_do')}
            </th>
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row) => (
            <tr key={`${row.parameter} ${row.macro}`}>
              <th scope="row">
                <bdi>
                  {row.parameter}={row.macro}
                </bdi>
              </th>
              <td data-head={say('sessions')}>{format.count(row.sessions)}</td>
              <td data-head={say('macro_last')}>{format.dateTime(row.last_at)}</td>
              <td class="words">{say(fixOf(row))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function fixOf({ parameter, platform }: MacroRow): TextKey {
  if (!parameter.startsWith('utm_')) return 'macro_click'
  return `macro_${OWNERS.find((owner) => owner === platform) ?? 'other'}`
}
