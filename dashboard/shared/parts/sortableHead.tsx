/** The head of a column; pressing it sorts the table. The sort is kept in the address. */
import { usePage } from '../page.ts'

interface Props {
  /** The table's name in the address. */
  table: string
  /** The column's key in the API's answer. */
  column: string
  title: string
  /** The sort by default. */
  defaultSort?: string
  /** Text is first sorted ascending, figures descending. */
  isText?: boolean
}

export function SortableHead({ table, column, title, defaultSort, isText }: Props) {
  const { state, go } = usePage()
  const sort = state.sort[table] ?? defaultSort
  const current = sort?.replace(/^-/, '') === column
  const descending = sort?.startsWith('-')
  const next = current ? !descending : !isText
  const choose = () => go({ sort: { ...state.sort, [table]: `${next ? '-' : ''}${column}` } }, 'replace')
  return (
    <th
      scope="col"
      class={isText ? 'words' : undefined}
      aria-sort={current ? (descending ? 'descending' : 'ascending') : undefined}
    >
      <button type="button" class="head" onClick={choose}>
        {title}
        <span aria-hidden="true">{current ? (descending ? ' ↓' : ' ↑') : ''}</span>
      </button>
    </th>
  )
}
