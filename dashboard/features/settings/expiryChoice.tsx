/** The choice of a token's lifetime. */

import { usePage } from '../../shared/page.ts'
import { Field } from '../../shared/parts/field.tsx'

/** In days; 0: it never expires. */
const TERMS = [7, 30, 90, 365, 0] as const

export function ExpiryChoice({ days, choose }: { days: number; choose(days: number): void }) {
  const { say, counted, format } = usePage()
  return (
    <Field label={say('expires_after')}>
      {(bound) => (
        <select {...bound} value={days} onChange={(event) => choose(Number(event.currentTarget.value))}>
          {TERMS.map((term) => (
            <option key={term} value={term}>
              {term ? counted('term_days', term, format.count(term)) : say('token_never')}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
