/** A row's name as a link that filters the page by it. */
import type { DimensionKey } from '../../../wire/query.ts'
import { withFilter } from '../address/filters.ts'
import { usePage } from '../page.ts'
import { Link } from './link.tsx'
import { NameText } from './nameText.tsx'

interface Props {
  dimension: DimensionKey
  /** The values of the filter; any of them matches. */
  values: string[]
  /** The row's name as it is shown. */
  name: string
}

export function FilterLink({ dimension, values, name }: Props) {
  const { say, state } = usePage()
  return (
    <Link
      to={{ filters: withFilter(state.filters, { dimension, operator: 'is', values }) }}
      label={say('filter_by', { name })}
      class="name-link"
    >
      <NameText text={name} />
    </Link>
  )
}
