/** A report with columns of its own as a table: its rows by name, each figure written by its column's unit. */
import type { Answer } from '../answer.ts'
import type { Format } from '../format.ts'
import { useReport } from '../reports.ts'
import { comparison } from '../state.ts'
import { useView, type View } from '../view.ts'
import type { TextKey } from '../words.ts'
import { Bar } from './bar.tsx'
import { Change } from './change.tsx'
import { Head } from './head.tsx'
import { Name } from './name.tsx'
import { Pages, usePaging } from './paging.tsx'
import { Panel } from './panel.tsx'
import { widest } from './widest.ts'

/** The cells that a table shows besides the name, by the keys of the answer's columns. */
export type Figures = Record<string, number | null | undefined>

export interface TableProps<Row> {
  report: string
  title: TextKey
  /** The column by which rows are sorted when their name's head is pressed. */
  column: string
  /** What the rows are named by. */
  head: TextKey
  name: (row: Row, view: View) => string
  note?: (row: Row, view: View) => string
  figures: Readonly<Record<string, TextKey>>
  /** A row's part of the whole, in percent: the bar behind its name. */
  part: (row: Row, total: Figures) => number | null | undefined
  /** How the API sorts unless it is told. */
  unlessSaid: string
  /** Ends with a row of the total: for figures that add up to it. */
  adds?: boolean
  help?: TextKey
  empty?: TextKey
  rows?: number
  /** Held against the other period; that costs the reading of it. */
  compared?: boolean
  class?: string
}

export function Table<Row extends object>({
  report,
  title,
  column,
  head,
  name,
  note,
  figures,
  part,
  unlessSaid,
  adds,
  help,
  empty,
  rows = 10,
  compared,
  class: looks,
}: TableProps<Row>) {
  const view = useView()
  const { say, format, state } = view
  const sort = state.sort[report]
  const compare = compared ? comparison(state) : null
  const { site, period, from, to, filters, model } = state
  const paging = usePaging(JSON.stringify([site, period, from, to, filters, model, sort]))
  const answer = useReport<Row>(report, { limit: rows, sort, compare, cursor: paging.cursor })
  const keys = Object.keys(figures)
  /** Said once below the table where it is so for all rows. */
  const hasBefore = ({ rows }: Answer<Row>) =>
    Boolean(compare) && rows.some((row) => keys.some((key) => Number((row as Figures)[`previous_${key}`])))
  return (
    <Panel
      title={title}
      answer={answer}
      rows={rows + (adds ? 1 : 0) + (help ? 1 : 0)}
      tall={Boolean(note || compare)}
      more
      isEmpty={(data) => !data.rows.length}
      empty={empty ?? 'empty_period'}
      file={report}
      own={{ sort }}
      class={compare ? `${looks ?? ''} held` : looks}
    >
      {(data) => (
        <>
          {help && <p class="help">{say(help)}</p>}
          <table
            class="breakdown"
            style={widest(
              [...data.rows, ...(adds ? [data.total] : [])].flatMap((row) =>
                keys.map((key) => writeOf(data, row as Figures, key, format)),
              ),
            )}
          >
            <thead>
              <tr>
                <Head table={report} column={column} title={say(head)} unlessSaid={unlessSaid} isText />
                {keys.map((key) => (
                  <Head
                    key={key}
                    table={report}
                    column={key}
                    title={say(figures[key]!)}
                    unlessSaid={unlessSaid}
                  />
                ))}
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => (
                <tr key={textsOf(data, row)}>
                  <th scope="row">
                    <Bar percent={part(row, data.total as Figures)} />
                    <Name text={name(row, view)} />
                    {note && <Name small text={note(row, view)} />}
                  </th>
                  <Cells data={data} row={row as Figures} keys={keys} isCompared={hasBefore(data)} />
                </tr>
              ))}
            </tbody>
            {adds && (
              <tfoot>
                <tr>
                  <th scope="row">{say('total')}</th>
                  <Cells data={data} row={data.total as Figures} keys={keys} />
                </tr>
              </tfoot>
            )}
          </table>
          {compare && !hasBefore(data) && <p class="help">{say('nothing_before')}</p>}
          <Pages paging={paging} rows={rows} shown={data.rows.length} next={data.next} />
        </>
      )}
    </Panel>
  )
}

/** What tells a row from all others. */
const textsOf = ({ columns }: Answer<object>, row: object): string =>
  columns.flatMap(({ key, unit }) => (unit === 'text' ? String(row[key as keyof object]) : [])).join('\n')

interface CellsProps {
  data: Answer<object>
  row: Figures
  keys: string[]
  isCompared?: boolean
}

/** A figure by its column's unit. */
function writeOf(data: Answer<object>, row: Figures, key: string, format: Format): string {
  const unit = data.columns.find((column) => column.key === key)?.unit
  return unit === 'money' || unit === 'percent' ? format[unit](row[key]) : format.count(row[key])
}

function Cells({ data, row, keys, isCompared }: CellsProps) {
  const { format } = useView()
  return (
    <>
      {keys.map((key) => (
        <td key={key}>
          {writeOf(data, row, key, format)}
          {isCompared && <Change percent={row[`change_${key}`]} isNothing={row[key] === 0} />}
        </td>
      ))}
    </>
  )
}
