/** Orders of unusual amounts that only a page has reported. Shown only if there are any. */
import { useId } from 'preact/hooks'
import type { HeldOrders, Order } from '../../../wire/answers/order.ts'
import { errorText } from '../../shared/fetching/errorText.ts'
import { request } from '../../shared/fetching/request.ts'
import type { Fetched } from '../../shared/fetching/useAnswer.ts'
import { useSubmit } from '../../shared/fetching/useSubmit.ts'
import { usePage } from '../../shared/page.ts'
import { RemoveOrder } from '../../shared/parts/removeOrder.tsx'

export function HeldOrdersPanel({ answer }: { answer: Fetched<HeldOrders> }) {
  const { say, counted, format } = usePage()
  const id = useId()
  const { rows = [], total = [] } = answer.data ?? {}
  if (!rows.length) return null
  return (
    <section class="panel wide" aria-labelledby={id}>
      <h2 id={id}>{say('held_orders')}</h2>
      <p class="help">{say('held_about')}</p>
      <p>
        {total
          .map(
            ({ currency, orders, value }) =>
              `${counted('order_count', orders, format.count(orders))} · ${format.money(value, currency)}`,
          )
          .join(', ')}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('order')}</th>
            <th scope="col">{say('when')}</th>
            <th scope="col">{say('value')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((order) => (
            <HeldRow key={order.transaction_id} order={order} changed={answer.retry} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function HeldRow({ order, changed }: { order: Order; changed: () => void }) {
  const page = usePage()
  const { say, format, me, refresh } = page
  const { busy, error, submit } = useSubmit()
  const done = () => {
    changed()
    refresh()
  }
  const accept = () =>
    submit(async () => {
      const path = `/api/orders/${encodeURIComponent(order.transaction_id)}/accept`
      await request('POST', `${path}?site=${encodeURIComponent(order.site)}`)
      done()
    })
  return (
    <tr>
      <th scope="row" dir="auto">
        {order.transaction_id}
      </th>
      <td>{format.dateTime(order.ts)}</td>
      <td>{format.money(order.value, order.currency)}</td>
      <td>
        {me?.scope === 'admin' && (
          <button type="button" disabled={busy} onClick={accept}>
            {say('accept_order')}
          </button>
        )}
        <RemoveOrder transactionId={order.transaction_id} removed={done} />
        <div class="form-error" role="alert">
          {error && <p>{errorText(error, page)}</p>}
        </div>
      </td>
    </tr>
  )
}
