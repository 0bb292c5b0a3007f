/** A panel with a report as a table: a name and figures in each row, formatted by the unit of their column. */
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

/** The figures of a row, by the keys of the answer's columns. */
export type Figures = Record<string, number | null | undefined>

export interface ReportTableProps<Row> {
  /** `table` is the table's name in the address; needed if two tables show the same report. */
  report: string
  table?: string
  params?: ReportParams
  title: TextKey
  /** The sort column of the names' head. */
  column: string
  /** The title of the names' column. */
  nameTitle: TextKey
  name: (row: Row, view: Page) => string
  /** A click on a name filters by this dimension. Without it, names are no links. */
  filter?: DimensionKey
  /** The second line of a name. */
  note?: (row: Row, view: Page) => string | string[]
  figures: Readonly<Record<string, TextKey>>
  /** The row's share in percent, drawn as a bar behind its name. */
  share: (row: Row, total: Figures) => number | null | undefined
  /** The API's sort by default. */
  defaultSort: string
  /** Shows a row with the total. Only for figures that add up to it. */
  hasTotal?: boolean
  help?: TextKey
  empty?: TextKey
  rows?: number
  /** Shows the change since the compared period. The API then reads that period, too. */
  compared?: boolean
  class?: string
}

/** The API cannot sort by share; sorting by sessions gives the same order. */
const SORT_COLUMNS: Record<string, string> = { share: 'sessions' }

export function ReportTable<Row extends object>({
  report,
  table = report,
  params = {},
  title,
  column,
  nameTitle,
  name,
  filter,
  note,
  figures,
  share,
  defaultSort,
  hasTotal,
  help,
  empty,
  rows = 10,
  compared,
  class: className,
}: ReportTableProps<Row>) {
  const page = usePage()
  const { say, format, state } = page
  const sort = state.sort[table]
  const compare = compared ? comparison(state) : null
  const paging = usePaging(`${scopeParams(state)} ${sort}`)
  const answer = useReport<Row>(report, { ...params, limit: rows, sort, compare, cursor: paging.cursor })
  const keys = Object.keys(figures)
  const orNotSet = (text: string) => (text === NOT_SET ? say('not_set') : text)
  /** If no row had anything before, this is stated once below the table. */
  const hasBefore = ({ rows }: Answer<Row>) =>
    Boolean(compare) && rows.some((row) => keys.some((key) => Number((row as Figures)[`previous_${key}`])))
  /** Rows reserve a line for changes until it is known that there are none. */
  const hasChanges = Boolean(compare) && (!answer.data || hasBefore(answer.data))
  return (
    <Panel
      title={title}
      answer={answer}
      rows={rows + (hasTotal ? 1 : 0) + (help ? 1 : 0)}
      tall={Boolean(note) || hasChanges}
      more
      isEmpty={(data) => !data.rows.length}
      empty={empty ?? 'empty_period'}
      file={report}
      params={{ ...params, sort }}
      class={[className, note && 'noted', hasChanges && 'with-change'].filter(Boolean).join(' ')}
    >
      {(data) => (
        <>
          {help && <p class="help">{say(help)}</p>}
          <table
            class="breakdown"
            aria-label={say(title)}
            style={figureWidth(
              [...data.rows, ...(hasTotal ? [data.total] : [])].flatMap((row) =>
                keys.map((key) => writeOf(data, row as Figures, key, format)),
              ),
            )}
          >
            <thead>
              <tr>
                <SortableHead
                  table={table}
                  column={column}
                  title={say(nameTitle)}
                  defaultSort={defaultSort}
                  isText
                />
                {keys.map((key) => (
                  <SortableHead
                    key={key}
                    table={table}
                    column={SORT_COLUMNS[key] ?? key}
                    title={say(figures[key]!)}
                    defaultSort={SORT_COLUMNS[key] ? undefined : defaultSort}
                  />
                ))}
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => {
                const text = orNotSet(name(row, page))
                return (
                  <tr key={keyOf(data, row)}>
                    <th scope="row">
                      <Bar percent={share(row, data.total as Figures)} />
                      {filter ? (
                        <FilterLink
                          dimension={filter}
                          values={[String((row as BreakdownRow)[filter] ?? '')]}
                          name={text}
                        />
                      ) : (
                        <NameText text={text} />
                      )}
                      {note && <NameText small text={[note(row, page)].flat().map(orNotSet)} />}
                    </th>
                    <Cells data={data} row={row as Figures} keys={keys} isCompared={hasBefore(data)} />
                  </tr>
                )
              })}
            </tbody>
            {hasTotal && (
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

/** The text columns of a row: they identify it. */
const keyOf = ({ columns }: Answer<object>, row: object): string =>
  columns.flatMap(({ key, unit }) => (unit === 'text' ? String(row[key as keyof object]) : [])).join('\n')

interface CellsProps {
  data: Answer<object>
  row: Figures
  keys: string[]
  isCompared?: boolean
}

/** Formats a figure by the unit of its column. */
function writeOf(data: Answer<object>, row: Figures, key: string, format: Format): string {
  const unit = data.columns.find((column) => column.key === key)?.unit
  return unit === 'money' || unit === 'percent' ? format[unit](row[key]) : format.count(row[key])
}

function Cells({ data, row, keys, isCompared }: CellsProps) {
  const { format } = usePage()
  return (
    <>
      {keys.map((key) => (
        <td key={key} class={row[key] === 0 ? 'zero' : undefined}>
          {writeOf(data, row, key, format)}
          {isCompared && <ChangeMark percent={row[`change_${key}`]} isNothing={row[key] === 0} />}
        </td>
      ))}
    </>
  )
}
