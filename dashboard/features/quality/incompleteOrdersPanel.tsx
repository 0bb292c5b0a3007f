/** Orders whose amount is not known as a whole, because a part of what was sent could not be read. Shown only if there are any. */
import { useId } from 'preact/hooks'
import type { HeldOrders } from '../../../wire/answers/order.ts'
import type { Fetched } from '../../shared/fetching/useAnswer.ts'
import { usePage } from '../../shared/page.ts'

export function IncompleteOrdersPanel({ answer }: { answer: Fetched<HeldOrders> }) {
  const { say, format } = usePage()
  const id = useId()
  const { incomplete = [] } = answer.data ?? {}
  if (!incomplete.length) return null
  return (
    <section class="panel wide" aria-labelledby={id}>
      <h2 id={id}>{say('incomplete_orders')}</h2>
      <p class="help">{say('incomplete_about')}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('order')}</th>
            <th scope="col">{say('when')}</th>
            <th scope="col">{say('known_value')}</th>
          </tr>
        </thead>
        <tbody>
          {incomplete.map(({ transaction_id, ts, value, currency }) => (
            <tr key={transaction_id}>
              <th scope="row" dir="auto">
                {transaction_id}
              </th>
              <td>{format.dateTime(ts)}</td>
              <td>{format.money(value, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
