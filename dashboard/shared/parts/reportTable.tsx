/** A report with columns of its own as a table: its rows by name, each figure written by its column's unit. */
import { type DimensionKey, NOT_SET } from '../../../wire/query.ts'
import type { Answer, BreakdownRow } from '../fetching/answers.ts'
import { comparison, type ReportParams, scopeParams } from '../fetching/reportRequest.ts'
import { useReport } from '../fetching/useReport.ts'
import type { Format } from '../format/format.ts'
import { type Page, usePage } from '../page.ts'
import type { TextKey } from '../words/createWords.ts'
import { Bar } from './bar.tsx'
import { ChangeMark } from './changeMark.tsx'
import { figureWidth } from './figureWidth.ts'
import { FilterLink } from './filterLink.tsx'
import { NameText } from './nameText.tsx'
import { Pager, usePaging } from './paging.tsx'
import { Panel } from './panel.tsx'
import { SortableHead } from './sortableHead.tsx'

/** The cells that a table shows besides the name, by the keys of the answer's columns. */
export type Figures = Record<string, number | null | undefined>

export interface ReportTableProps<Row> {
  /** The report, and where two tables show the same one, the name of this table in the address. */
  report: string
  table?: string
  own?: ReportParams
  title: TextKey
  /** The column by which rows are sorted when their name's head is pressed. */
  column: string
  /** What the rows are named by. */
  head: TextKey
  name: (row: Row, view: Page) => string
  /** A click on a name filters by this column's value; without it, names lead nowhere. */
  filter?: DimensionKey
  /** A second line: what else the row is of. */
  note?: (row: Row, view: Page) => string | string[]
  figures: Readonly<Record<string, TextKey>>
  /** A row's part of the whole, in percent: the bar behind its name. */
  part: (row: Row, total: Figures) => number | null | undefined
  /** How the API sorts unless it is told. */
  defaultSort: string
  /** Ends with a row of the total: for figures that add up to it. */
  adds?: boolean
  help?: TextKey
  empty?: TextKey
  rows?: number
  /** Held against the other period; that costs the reading of it. */
  compared?: boolean
  class?: string
}

/** A row's share of all sessions is in the order of its sessions, and the API sorts by no share. */
const SORTED_BY: Record<string, string> = { share: 'sessions' }

export function ReportTable<Row extends object>({
  report,
  table = report,
  own = {},
  title,
  column,
  head,
  name,
  filter,
  note,
  figures,
  part,
  defaultSort,
  adds,
  help,
  empty,
  rows = 10,
  compared,
  class: looks,
}: ReportTableProps<Row>) {
  const page = usePage()
  const { say, format, state } = page
  const sort = state.sort[table]
  const compare = compared ? comparison(state) : null
  const paging = usePaging(`${scopeParams(state)} ${sort}`)
  const answer = useReport<Row>(report, { ...own, limit: rows, sort, compare, cursor: paging.cursor })
  const keys = Object.keys(figures)
  const told = (text: string) => (text === NOT_SET ? say('not_set') : text)
  /** Said once below the table where it is so for all rows. */
  const hasBefore = ({ rows }: Answer<Row>) =>
    Boolean(compare) && rows.some((row) => keys.some((key) => Number((row as Figures)[`previous_${key}`])))
  /** Rows keep a line for their changes until it is known that there are none. */
  const isHeld = Boolean(compare) && (!answer.data || hasBefore(answer.data))
  return (
    <Panel
      title={title}
      answer={answer}
      rows={rows + (adds ? 1 : 0) + (help ? 1 : 0)}
      tall={Boolean(note) || isHeld}
      more
      isEmpty={(data) => !data.rows.length}
      empty={empty ?? 'empty_period'}
      file={report}
      own={{ ...own, sort }}
      class={[looks, note && 'noted', isHeld && 'held'].filter(Boolean).join(' ')}
    >
      {(data) => (
        <>
          {help && <p class="help">{say(help)}</p>}
          <table
            class="breakdown"
            aria-label={say(title)}
            style={figureWidth(
              [...data.rows, ...(adds ? [data.total] : [])].flatMap((row) =>
                keys.map((key) => writeOf(data, row as Figures, key, format)),
              ),
            )}
          >
            <thead>
              <tr>
                <SortableHead
                  table={table}
                  column={column}
                  title={say(head)}
                  defaultSort={defaultSort}
                  isText
                />
                {keys.map((key) => (
                  <SortableHead
                    key={key}
                    table={table}
                    column={SORTED_BY[key] ?? key}
                    title={say(figures[key]!)}
                    defaultSort={SORTED_BY[key] ? undefined : defaultSort}
                  />
                ))}
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => {
                const text = told(name(row, page))
                return (
                  <tr key={textsOf(data, row)}>
                    <th scope="row">
                      <Bar percent={part(row, data.total as Figures)} />
                      {filter ? (
                        <FilterLink
                          dimension={filter}
                          values={[String((row as BreakdownRow)[filter] ?? '')]}
                          name={text}
                        />
                      ) : (
                        <NameText text={text} />
                      )}
                      {note && <NameText small text={[note(row, page)].flat().map(told)} />}
                    </th>
                    <Cells data={data} row={row as Figures} keys={keys} isCompared={hasBefore(data)} />
                  </tr>
                )
              })}
            </tbody>
            {adds && (
              <tfoot>
                <tr>
                  <th scope="row">{say('total')}</th>
                  <Cells data={data} row={data.total as Figures} keys={keys} isCompared={hasBefore(data)} />
                </tr>
              </tfoot>
            )}
          </table>
          {compare && !hasBefore(data) && <p class="help">{say('nothing_before')}</p>}
          <Pager paging={paging} rows={rows} shown={data.rows.length} next={data.next} />
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
  const { format } = usePage()
  return (
    <>
      {keys.map((key) => (
        <td key={key} class={row[key] === 0 ? 'nil' : undefined}>
          {writeOf(data, row, key, format)}
          {isCompared && <ChangeMark percent={row[`change_${key}`]} isNothing={row[key] === 0} />}
        </td>
      ))}
    </>
  )
}
