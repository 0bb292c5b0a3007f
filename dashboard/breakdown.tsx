/** A breakdown as a table: the best rows first, each with its name, a note below it, and its metrics. */
import { useState } from 'preact/hooks'
import type { Answer, BreakdownRow } from './answer.ts'
import { useAnswer } from './api.ts'
import { Bar } from './bar.tsx'
import type { Format } from './format.ts'
import { Name } from './name.tsx'
import { Panel } from './panel.tsx'
import { reportPath } from './state.ts'
import { useView, type View } from './view.ts'
import type { TextKey } from './words.ts'

/** How each metric is titled and written. */
const METRICS = {
  sessions: ['sessions', (row, format) => format.count(row.sessions)],
  share: ['share', (row, format) => format.percent(row.share)],
  conversions: ['conversions_short', (row, format) => format.count(row.conversions)],
  conversion_rate: ['conversion_rate', (row, format) => format.percent(row.conversion_rate)],
  revenue: ['revenue', (row, format) => format.money(row.revenue)],
} satisfies Record<string, [TextKey, (row: BreakdownRow, format: Format) => string]>

const SHOWN = ['sessions', 'conversions', 'conversion_rate', 'revenue'] as const
const LIMIT = 20

interface Props {
  report: string
  title: TextKey
  /** What the rows are named by. */
  head: TextKey
  name: (row: BreakdownRow, view: View) => string
  /** A second line: the other dimensions of the row. */
  note?: (row: BreakdownRow, view: View) => string | string[]
  metrics?: readonly (keyof typeof METRICS)[]
  empty?: TextKey
  /** Rows before the reader asks for more. */
  rows?: number
  csv?: boolean
}

export function Breakdown({
  report,
  title,
  head,
  name,
  note,
  metrics = SHOWN,
  empty,
  rows = 10,
  csv,
}: Props) {
  const view = useView()
  const { say, counted, format } = view
  const [open, setOpen] = useState(false)
  const answer = useAnswer<Answer<BreakdownRow>>(reportPath(view.state, report, LIMIT))
  return (
    <Panel
      title={title}
      answer={answer}
      rows={rows}
      tall={Boolean(note)}
      more
      isEmpty={(data) => !data.rows.length}
      empty={empty ?? 'empty_period'}
      csv={csv ? report : undefined}
    >
      {(data) => (
        <>
          <table class="breakdown">
            <thead>
              <tr>
                <th scope="col">{say(head)}</th>
                {metrics.map((metric) => (
                  <th scope="col" key={metric}>
                    {say(METRICS[metric][0])}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.rows.slice(0, open ? LIMIT : rows).map((row, place) => (
                <tr key={place}>
                  <th scope="row">
                    <Bar percent={row.share} />
                    <Name text={name(row, view)} />
                    {note && <Name small text={note(row, view)} />}
                  </th>
                  {metrics.map((metric) => (
                    <td key={metric}>{METRICS[metric][1](row, format)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {data.rows.length > rows && (
            <button type="button" class="quiet more" aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? say('fewer') : counted('show_rows', data.rows.length, format.count(data.rows.length))}
            </button>
          )}
        </>
      )}
    </Panel>
  )
}
