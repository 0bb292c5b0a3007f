/** The filters as chips that can be removed, and the form that adds one. */
import type { RefObject } from 'preact'
import { useRef } from 'preact/hooks'
import { type Filter, parseFilter, writeFilter } from '../../wire/filter.ts'
import { DIMENSION_KEYS, OPERATORS } from '../../wire/query.ts'
import { withFilter, withoutFilter } from '../shared/address/filters.ts'
import { usePage } from '../shared/page.ts'

export function FilterBar() {
  const { say, state, go } = usePage()
  const box = useRef<HTMLDetailsElement>(null)
  /** The pressed button disappears with its filter, so the focus moves to the button that adds a filter. */
  const leave = (filters: Filter[]) => {
    go({ filters })
    box.current!.querySelector('summary')!.focus()
  }
  return (
    <section class="filters" aria-label={say('filters')}>
      {state.filters.map((filter) => (
        <Chip
          key={writeFilter(filter)}
          filter={filter}
          remove={() => leave(withoutFilter(state.filters, filter))}
        />
      ))}
      {state.filters.length > 1 && (
        <button type="button" class="quiet" onClick={() => leave([])}>
          {say('remove_filters')}
        </button>
      )}
      <AddFilter box={box} />
    </section>
  )
}

/** Returns a function that writes a filter as a sentence. */
export function useFilterText(): (filter: Filter) => string {
  const { say, nameOf } = usePage()
  return ({ dimension, operator, values }) =>
    `${say(`dimension_${dimension}`)} ${say(operator)} ${values.map((one) => nameOf(dimension, one)).join(` ${say('or')} `)}`
}

function Chip({ filter, remove }: { filter: Filter; remove: () => void }) {
  const { say, nameOf } = usePage()
  const { dimension, operator, values } = filter
  const value = values.map((one) => nameOf(dimension, one)).join(` ${say('or')} `)
  const text = useFilterText()(filter)
  return (
    <span class="chip">
      <span class="name" title={text}>
        {say(`dimension_${dimension}`)} {operator === 'is' ? '=' : say(operator)} <bdi>{value}</bdi>
      </span>
      <button type="button" aria-label={say('remove_filter', { filter: text })} onClick={remove}>
        ×
      </button>
    </span>
  )
}

function AddFilter({ box }: { box: RefObject<HTMLDetailsElement | null> }) {
  const { say, state, go } = usePage()
  function submit(event: SubmitEvent) {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const data = new FormData(form)
    const text = ['dimension', 'operator', 'value'].map((name) => String(data.get(name)).trim()).join(':')
    const filter = parseFilter(text)
    if (typeof filter === 'string') return
    form.reset()
    box.current!.open = false
    box.current!.querySelector('summary')!.focus()
    go({ filters: withFilter(state.filters, filter) })
  }
  return (
    <details ref={box} class="popover">
      <summary>{say('add_filter')}</summary>
      <form onSubmit={submit}>
        <label>
          {say('dimension')}
          <select name="dimension">
            {DIMENSION_KEYS.map((dimension) => (
              <option key={dimension} value={dimension}>
                {say(`dimension_${dimension}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {say('operator')}
          <select name="operator">
            {OPERATORS.map((operator) => (
              <option key={operator} value={operator}>
                {say(operator)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {say('filter_value')}
          <input name="value" required maxLength={500} autoCapitalize="off" spellcheck={false} />
        </label>
        <p class="help">{say('filter_values_help')}</p>
        <button type="submit" class="main">
          {say('apply')}
        </button>
      </form>
    </details>
  )
}
