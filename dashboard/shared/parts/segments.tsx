/** A choice among a few visible options: radio buttons side by side. */
import { useId } from 'preact/hooks'

interface Props<T extends string> {
  label: string
  value: T
  options: [value: T, text: string][]
  choose(value: T): void
}

export function Segments<T extends string>({ label, value, options, choose }: Props<T>) {
  const name = useId()
  return (
    <fieldset class="segments">
      <legend>{label}</legend>
      {options.map(([known, text]) => (
        <label key={known}>
          <input type="radio" name={name} checked={known === value} onChange={() => choose(known)} />
          {text}
        </label>
      ))}
    </fieldset>
  )
}
