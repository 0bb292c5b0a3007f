/** A choice among all currencies, each by its code and its name. */
import { useView } from '../view.ts'

interface Props {
  id?: string
  label?: string
  value: string
  /** Not offered. */
  without?: string
  choose(code: string): void
}

export function Currencies({ id, label, value, without, choose }: Props) {
  const { format } = useView()
  return (
    <select id={id} aria-label={label} value={value} onChange={(event) => choose(event.currentTarget.value)}>
      {Intl.supportedValuesOf('currency')
        .filter((code) => code !== without)
        .map((code) => (
          <option key={code} value={code}>
            {code} – {format.currency(code)}
          </option>
        ))}
    </select>
  )
}
