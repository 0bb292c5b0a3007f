/** Entries of a `<dl>` for what is known; of the rest there is nothing to say. */
import { NOTHING } from '../../shared/format/format.ts'

/** A value as it is shown; null or `NOTHING`: not known. */
export type Fact = [title: string, value: string | null]

export const FactList = ({ facts }: { facts: Fact[] }) =>
  facts.map(
    ([title, value]) =>
      value &&
      value !== NOTHING && (
        <div key={title}>
          <dt>{title}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ),
  )
