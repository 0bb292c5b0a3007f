/** Stands where the reports would, while there is nothing to report: what to do about it. */
import { Link } from '../parts/link.tsx'
import { hasDates } from '../state.ts'
import { useView } from '../view.ts'

export function Silence() {
  const { say, state } = useView()
  const everything = state.period === 'all' && !hasDates(state)
  return (
    <section class="panel first">
      <h2>{say(everything && !state.filters.length ? 'no_visit_yet' : 'no_visit_then')}</h2>
      {state.filters.length > 0 ? (
        <p>
          <Link to={{ filters: [] }}>{say('without_filters')}</Link>
        </p>
      ) : everything ? (
        <p>
          <Link to={{ view: 'install' }}>{say('to_install')}</Link>
        </p>
      ) : (
        <p>
          {say('other_period')}{' '}
          <Link to={{ period: 'all', from: null, to: null }}>{say('show_all_time')}</Link>.{' '}
          <Link to={{ view: 'install' }}>{say('to_install')}</Link>
        </p>
      )}
    </section>
  )
}
