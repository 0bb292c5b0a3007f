/** What was bought in the session. */
import type { OrderRow } from '../answer.ts'
import { useView } from '../view.ts'

export function Orders({ orders }: { orders: OrderRow[] }) {
  const { say, named, format } = useView()
  return (
    <section>
      <h3>{say('orders')}</h3>
      {orders.length === 0 ? (
        <p class="empty">{say('empty_orders')}</p>
      ) : (
        <table class="orders">
          <thead>
            <tr>
              <th scope="col">{say('order')}</th>
              <th scope="col">{say('when')}</th>
              <th scope="col">{say('status')}</th>
              <th scope="col">{say('value')}</th>
              <th scope="col">{say('refunded')}</th>
            </tr>
          </thead>
          <tbody>
            {orders.map((order) => (
              <tr key={order.transaction_id}>
                <th scope="row" dir="auto">
                  {order.transaction_id}
                </th>
                <td>{format.moment(order.ts)}</td>
                <td>{named('status', order.status)}</td>
                <td>{format.money(order.value, order.currency)}</td>
                <td>{format.money(order.refunded, order.currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
