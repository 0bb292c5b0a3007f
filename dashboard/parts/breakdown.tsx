/** A breakdown as a table: the best rows first, each with its name, a note below it, and its metrics. */
import type { BreakdownRow } from '../answer.ts'
import { type Dimension, withFilter } from '../filters.ts'
import { type Format, NOT_SET } from '../format.ts'
import { useReport } from '../reports.ts'
import { comparison, type Own } from '../state.ts'
import { useView, type View } from '../view.ts'
import type { TextKey } from '../words.ts'
import { Bar } from './bar.tsx'
import { Change } from './change.tsx'
import { Head } from './head.tsx'
import { Link } from './link.tsx'
import { Name } from './name.tsx'
import { Pages, usePaging } from './paging.tsx'
import { Panel } from './panel.tsx'
import { widest } from './widest.ts'

/** How each metric is titled and written. */
export const METRICS = {
  sessions: ['sessions', (row, format) => format.count(row.sessions)],
  new_visitors: ['new_visitors', (row, format) => format.count(row.new_visitors)],
  share: ['share', (row, format) => format.percent(row.share)],
  conversions: ['conversions_short', (row, format) => format.count(row.conversions)],
  conversion_rate: ['conversion_rate', (row, format) => format.percent(row.conversion_rate)],
  orders: ['orders_short', (row, format) => format.count(row.orders)],
  revenue: ['revenue', (row, format) => format.money(row.revenue)],
  average_order_value: ['average_order_short', (row, format) => format.money(row.average_order_value)],
} satisfies Record<string, [TextKey, (row: BreakdownRow, format: Format) => string]>
export type Metric = keyof typeof METRICS

/** A row's share of all sessions is in the order of its sessions, and the API sorts by no share. */
const SORTED_BY: Partial<Record<Metric, Metric>> = { share: 'sessions' }

const SHOWN: readonly Metric[] = ['sessions', 'conversions', 'conversion_rate', 'revenue']

export interface BreakdownProps {
  /** The report, and where two tables show the same one, the name of this table in the address. */
  report: string
  table?: string
  own?: Own
  title: TextKey
  /** What the rows are named by. */
  head: TextKey
  /** What a row is named by; a click on it shows only what has the same. */
  dimension: Dimension
  /** The name for people, where the value itself is none. */
  name?: (row: BreakdownRow, view: View) => string
  /** A second line: the other dimensions of the row. */
  note?: (row: BreakdownRow, view: View) => string | string[]
  metrics?: readonly Metric[]
  empty?: TextKey
  rows?: number
  /** Held against the other period; that costs the reading of it. */
  compared?: boolean
  class?: string
}

export function Breakdown({
  report,
  table = report,
  own = {},
  title,
  head,
  dimension,
  name,
  note,
  metrics = SHOWN,
  empty,
  rows = 10,
  compared,
  class: looks,
}: BreakdownProps) {
  const view = useView()
  const { say, format, state, shown } = view
  const sort = state.sort[table]
  const compare = compared ? comparison(state) : null
  const paging = usePaging(
    JSON.stringify([state.site, state.period, state.from, state.to, state.filters, state.model, sort, own]),
  )
  const answer = useReport<BreakdownRow>(report, {
    ...own,
    limit: rows,
    sort,
    compare,
    cursor: paging.cursor,
  })
  /** The dimensions of a row, which together tell it from all others. */
  const names = (answer.data?.columns ?? []).flatMap(({ key, unit }) => (unit === 'text' ? key : []))
  const told = (text: string) => (text === NOT_SET ? say('not_set') : text)
  /** Said once below the table where it is so for all rows. */
  const hasBefore = (all: BreakdownRow[]) =>
    Boolean(compare) && all.some((row) => metrics.some((metric) => Number(row[`previous_${metric}`])))
  return (
    <Panel
      title={title}
      answer={answer}
      rows={rows}
      tall={Boolean(note || compare)}
      more
      isEmpty={(data) => !data.rows.length}
      empty={empty ?? 'empty_period'}
      file={report}
      own={{ ...own, sort }}
      class={[looks, note && 'noted', compare && 'held'].filter(Boolean).join(' ')}
    >
      {(data) => (
        <>
          <table
            class="breakdown"
            aria-label={say(title)}
            style={widest(data.rows.flatMap((row) => metrics.map((one) => METRICS[one][1](row, format))))}
          >
            <thead>
              <tr>
                <Head table={table} column={dimension} title={say(head)} isText />
                {metrics.map((metric) => (
                  <Head
                    key={metric}
                    table={table}
                    column={SORTED_BY[metric] ?? metric}
                    title={say(METRICS[metric][0])}
                    unlessSaid={metric === 'share' ? undefined : '-sessions'}
                  />
                ))}
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => {
                const value = String(row[dimension] ?? '')
                const text = name ? name(row, view) : shown(dimension, value)
                return (
                  <tr key={names.map((key) => row[key]).join('\n')}>
                    <th scope="row">
                      <Bar percent={row.share} />
                      <Link
                        to={{
                          filters: withFilter(state.filters, { dimension, operator: 'is', values: [value] }),
                        }}
                        label={say('filter_by', { name: text })}
                        class="name-link"
                      >
                        <Name text={text} />
                      </Link>
                      {note && <Name small text={[note(row, view)].flat().map(told)} />}
                    </th>
                    {metrics.map((metric) => (
                      <td key={metric} class={row[metric] === 0 ? 'nil' : undefined}>
                        {METRICS[metric][1](row, format)}
                        {hasBefore(data.rows) && (
                          <Change
                            percent={row[`change_${metric}`] as number | null | undefined}
                            isNothing={row[metric] === 0}
                          />
                        )}
                      </td>
                    ))}
                  </tr>
                )
              })}
            </tbody>
          </table>
          {compare && !hasBefore(data.rows) && <p class="help">{say('nothing_before')}</p>}
          <Pages paging={paging} rows={rows} shown={data.rows.length} next={data.next} />
        </>
      )}
    </Panel>
  )
}
