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
      {options.map(([option, text]) => (
        <label key={option}>
          <input type="radio" name={name} checked={option === value} onChange={() => choose(option)} />
          {text}
        </label>
      ))}
    </fieldset>
  )
}
