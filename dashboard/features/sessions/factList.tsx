/** Entries of a `<dl>`. Facts without a value are left out. */
import { NOTHING } from '../../shared/format/format.ts'

/** A fact with its formatted value; null or `NOTHING`: unknown. */
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
