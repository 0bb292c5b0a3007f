/** Whether events arrive: waits for the first one, and shows what may be wrong if none comes. */

import { useId } from 'preact/hooks'
import { unicodeHost } from '../../../wire/idn.ts'
import type { Site } from '../../shared/fetching/answers.ts'
import { useStatus } from '../../shared/fetching/siteStatus.ts'
import { usePage } from '../../shared/page.ts'
import { CodeSnippet } from '../../shared/parts/codeSnippet.tsx'
import { Link } from '../../shared/parts/link.tsx'
import { Failure, Waiting as Lines } from '../../shared/parts/panel.tsx'
import { AllowHost } from './allowHost.tsx'
import { type Hint, hintsOf } from './rejectionHints.ts'
import { policy } from './scriptTag.ts'

export function ArrivalPanel({ site }: { site: Site }) {
  const { say, format } = usePage()
  const id = useId()
  const { answer, isWaiting, isSilent, resume } = useStatus(site.site)
  const { data, error } = answer
  const hints = data ? hintsOf(data.refused, site.hosts) : []
  const firstEventAt = data?.first_event_at
  return (
    <section class="panel form" aria-labelledby={id} aria-busy={!data && answer.busy}>
      <h2 id={id}>{say('arrival')}</h2>
      <div role="status">
        {firstEventAt ? (
          <p class="signal come">
            <span class="mark" aria-hidden="true">
              ✓
            </span>
            {say('events_come')}
          </p>
        ) : (
          data && (
            <p class={isWaiting ? 'signal waits' : 'signal'}>
              <span class="mark" aria-hidden="true">
                {isWaiting ? '◌' : '■'}
              </span>
              {say(isWaiting ? 'event_awaited' : 'waiting_stopped')}
            </p>
          )
        )}
      </div>
      {!data && !error && <Lines rows={3} />}
      {firstEventAt && (
        <>
          <p>
            {say('events_since', {
              first: format.dateTime(firstEventAt),
              last: format.dateTime(data.last_event_at),
            })}
          </p>
          <p>
            <Link to={{ view: 'overview' }}>{say('to_overview')}</Link>
          </p>
        </>
      )}
      {data && isWaiting && <p class="help">{say('open_shop')}</p>}
      {data && !firstEventAt && !isWaiting && (
        <p>
          <button type="button" onClick={resume}>
            {say('wait_on')}
          </button>
        </p>
      )}
      {error && <Failure error={error} retry={resume} />}
      {hints.length > 0 && (
        <>
          <h3>{say('refused_title')}</h3>
          <ul class="advice-list">
            {hints.map((hint) => (
              <Rejection key={hint.kind} hint={hint} site={site} then={resume} />
            ))}
          </ul>
        </>
      )}
      {isSilent && !hints.length && <PossibleReasons />}
    </section>
  )
}

function Rejection({ hint, site, then }: { hint: Hint; site: Site; then: () => void }) {
  const { say, counted, format } = usePage()
  const when = <p class="help">{say('refused_last', { time: format.dateTime(hint.last_at) })}</p>
  if (hint.kind === 'origin')
    return (
      <li>
        <p>{say('hint_origin', { host: unicodeHost(hint.host) })}</p>
        <AllowHost host={hint.host} site={site} then={then} />
        {when}
      </li>
    )
  if (hint.kind === 'unknown_site')
    return (
      <li>
        <p>{say('hint_unknown_site', { named: hint.named, site: site.site })}</p>
        {when}
      </li>
    )
  return (
    <li>
      <p>
        {counted('refused_events', hint.count, format.count(hint.count))} {say(`hint_${hint.kind}`)}
      </p>
      {when}
    </li>
  )
}

/** Possible reasons that the Worker cannot see. */
function PossibleReasons() {
  const { say } = usePage()
  return (
    <>
      <h3>{say('no_event_title')}</h3>
      <ul class="advice-list">
        <li>{say('no_event_tag')}</li>
        <li>{say('no_event_blocker')}</li>
        <li>
          <p>{say('no_event_policy')}</p>
          <CodeSnippet text={policy(location.origin)} title="Content-Security-Policy" />
        </li>
        <li>{say('no_event_consent')}</li>
        <li>{say('no_event_cache')}</li>
      </ul>
    </>
  )
}
