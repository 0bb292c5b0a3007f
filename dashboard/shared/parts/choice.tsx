/** A choice among a few options: a labelled select. */
interface Props<T extends string> {
  label: string
  /** Shows the label; otherwise only screen readers read it. */
  isLabelled?: boolean
  value: T
  options: [value: T, text: string][]
  choose(value: T): void
}

export function Choice<T extends string>({ label, isLabelled, value, options, choose }: Props<T>) {
  return (
    <label class="choice">
      <span class={isLabelled ? 'help' : 'unseen'}>{label}</span>
      <select
        value={value}
        onChange={(event) => {
          const chosen = options.find(([option]) => option === event.currentTarget.value)
          if (chosen) choose(chosen[0])
        }}
      >
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}
