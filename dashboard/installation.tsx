/** Stands where the reports would, while there is nothing to report: what to do about it. */
import { Link } from './link.tsx'
import { Snippet } from './snippet.tsx'
import { hasDates } from './state.ts'
import { useView } from './view.ts'

export function Installation() {
  const { say, state, site } = useView()
  const everything = state.period === 'all' && !hasDates(state)
  return (
    <section class="panel first">
      <h2>{say(everything ? 'no_visit_yet' : 'no_visit_then')}</h2>
      {everything ? (
        <p>{say('install')}</p>
      ) : (
        <p>
          {say('other_period')}{' '}
          <Link to={{ period: 'all', from: null, to: null }}>{say('show_all_time')}</Link>
        </p>
      )}
      {everything && site && <Snippet site={site.site} />}
      {everything && <p class="help">{say('install_help', { hosts: site?.hosts.join(', ') ?? '' })}</p>}
    </section>
  )
}
