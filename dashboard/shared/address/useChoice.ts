/** Hooks for a choice inside a panel. The choice is kept in the address (`pick=`). */
import { usePage } from '../page.ts'

/** One of several options. The first is the default and is not written to the address. */
export function useChoice<T extends string>(
  name: string,
  options: readonly [T, ...T[]],
): [T, (value: T) => void] {
  const [[picked], choose] = useChoices(name)
  const value = options.find((option) => option === picked) ?? options[0]
  return [value, (chosen) => choose(chosen === options[0] ? [] : [chosen])]
}

/** Any number of values; empty: nothing has been chosen. */
export function useChoices(name: string): [string[], (values: string[]) => void] {
  const { state, go } = usePage()
  return [
    state.choices[name] ?? [],
    (values) => {
      const { [name]: _, ...others } = state.choices
      go({ choices: values.length ? { ...others, [name]: values } : others }, 'replace')
    },
  ]
}
