/** User ids that very many browsers share. Shown only if there are any. */
import { useId } from 'preact/hooks'
import { useArrival } from '../../shared/fetching/siteStatus.ts'
import { usePage } from '../../shared/page.ts'

export function SharedIdsPanel() {
  const { say, site } = usePage()
  const id = useId()
  const shared = useArrival(site?.site ?? '').data?.shared_user_ids ?? []
  if (!shared.length) return null
  return (
    <section class="panel wide" aria-labelledby={id}>
      <h2 id={id}>{say('shared_ids')}</h2>
      <p class="help">{say('shared_ids_help')}</p>
      <ul>
        {shared.map((userId) => (
          <li key={userId} dir="auto">
            <code>{userId}</code>
          </li>
        ))}
      </ul>
    </section>
  )
}
