/** Shown instead of the reports if there are no sessions: explains what to do. */

import { hasDates } from '../../shared/address/pageState.ts'
import { useArrival } from '../../shared/fetching/siteStatus.ts'
import { usePage } from '../../shared/page.ts'
import { Link } from '../../shared/parts/link.tsx'

export function NoVisits() {
  const { say, state } = usePage()
  const { data, busy } = useArrival(state.site ?? '')
  const isEmpty = data?.first_event_at === null
  const everything = state.period === 'all' && !hasDates(state)
  return (
    <section class="panel first" aria-busy={busy}>
      {(!busy || data) && (
        <>
          <h2>{say(isEmpty ? 'no_visit_yet' : 'no_visit_in_period')}</h2>
          <p>
            {state.filters.length > 0 && !isEmpty ? (
              <Link to={{ filters: [] }}>{say('without_filters')}</Link>
            ) : isEmpty || everything ? (
              <Link to={{ view: 'install', filters: [] }}>{say('to_install')}</Link>
            ) : (
              <>
                {say('other_period')}{' '}
                <Link to={{ period: 'all', from: null, to: null }}>{say('show_all_time')}</Link>.
              </>
            )}
          </p>
        </>
      )}
    </section>
  )
}
