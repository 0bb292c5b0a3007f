/** The choice of the period: a period that ends now, or a range of days. */

import { useRef } from 'preact/hooks'
import { PERIODS } from '../../wire/query.ts'
import { shiftDay } from '../../wire/time.ts'
import { hasDates } from '../shared/address/pageState.ts'
import { usePage } from '../shared/page.ts'
import { Link } from '../shared/parts/link.tsx'

export function PeriodChoice() {
  const { say, state } = usePage()
  return (
    <nav class="period" aria-label={say('period')}>
      <ul>
        {PERIODS.map((period) => (
          <li key={period}>
            <Link to={{ period, from: null, to: null }} current={!hasDates(state) && state.period === period}>
              {say(`period_${period}`)}
            </Link>
          </li>
        ))}
        <li>
          <Dates />
        </li>
      </ul>
    </nav>
  )
}

/**
 * The form takes the first and the last day, both included. The address and the API take the day after the last one.
 */
function Dates() {
  const { say, state, go } = usePage()
  const box = useRef<HTMLDetailsElement>(null)
  const last = state.to && shiftDay(state.to, -1)
  function submit(event: SubmitEvent) {
    event.preventDefault()
    const data = new FormData(event.currentTarget as HTMLFormElement)
    const days = ['from', 'to'].map((name) => String(data.get(name))).filter(Boolean)
    const [from, to] = days.sort()
    go({ from, to: to ? shiftDay(to, 1) : null })
    box.current!.open = false
    box.current!.querySelector('summary')!.focus()
  }
  return (
    <details ref={box} class="popover">
      <summary aria-current={hasDates(state) ? 'true' : undefined}>{say('period_dates')}</summary>
      <form onSubmit={submit} key={`${state.from}${state.to}`}>
        <label>
          {say('first_day')}
          <input type="date" name="from" required defaultValue={state.from ?? ''} />
        </label>
        <label>
          {say('last_day')}
          <input type="date" name="to" defaultValue={last ?? ''} />
        </label>
        <button type="submit" class="main">
          {say('show')}
        </button>
      </form>
    </details>
  )
}
