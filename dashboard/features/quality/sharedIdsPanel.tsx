/** User ids that very many browsers share. Shown only if there are any. */
import { useId } from 'preact/hooks'
import type { HeldOrders } from '../../../wire/answers/order.ts'
import type { Fetched } from '../../shared/fetching/useAnswer.ts'
import { usePage } from '../../shared/page.ts'

export function SharedIdsPanel({ answer }: { answer: Fetched<HeldOrders> }) {
  const { say } = usePage()
  const id = useId()
  const { shared_user_ids: shared = [] } = answer.data ?? {}
  if (!shared.length) return null
  return (
    <section class="panel wide" aria-labelledby={id}>
      <h2 id={id}>{say('shared_ids')}</h2>
      <p class="help">{say('shared_ids_help')}</p>
      <ul class="ids">
        {shared.map((userId) => (
          <li key={userId} dir="auto">
            <code>{userId}</code>
          </li>
        ))}
      </ul>
    </section>
  )
}
