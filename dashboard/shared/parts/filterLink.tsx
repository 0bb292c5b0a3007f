/** The name of a row as a link to what is left when only the like of it is shown. */
import type { DimensionKey } from '../../../wire/query.ts'
import { withFilter } from '../address/filters.ts'
import { usePage } from '../page.ts'
import { Link } from './link.tsx'
import { NameText } from './nameText.tsx'

interface Props {
  dimension: DimensionKey
  /** What the filter asks for: any of them. */
  values: string[]
  /** The row as it is called here. */
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
