/** The name of a row as a link to what is left when only the like of it is shown. */
import type { DimensionKey } from '../../../wire/query.ts'
import { withFilter } from '../address/filters.ts'
import { useView } from '../page.ts'
import { Link } from './link.tsx'
import { Name } from './nameText.tsx'

interface Props {
  dimension: DimensionKey
  /** What the filter asks for: any of them. */
  values: string[]
  /** The row as it is called here. */
  name: string
}

export function Only({ dimension, values, name }: Props) {
  const { say, state } = useView()
  return (
    <Link
      to={{ filters: withFilter(state.filters, { dimension, operator: 'is', values }) }}
      label={say('filter_by', { name })}
      class="name-link"
    >
      <Name text={name} />
    </Link>
  )
}
