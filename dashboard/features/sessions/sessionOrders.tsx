/** The orders of a session: their status, what the reports count, and their attribution. */
import { Fragment } from 'preact'
import type { OrderRow, Touch } from '../../shared/fetching/answers.ts'
import { usePage } from '../../shared/page.ts'
import { RemoveOrder } from '../../shared/parts/removeOrder.tsx'
import { type Fact, FactList } from './factList.tsx'
import { ItemList } from './itemList.tsx'

export function SessionOrders({ orders }: { orders: OrderRow[] }) {
  const { say, named, format } = usePage()
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
              <Fragment key={order.transaction_id}>
                <tr>
                  <th scope="row" dir="auto">
                    {order.transaction_id}
                  </th>
                  <td data-head={say('when')}>{format.dateTime(order.ts)}</td>
                  <td data-head={say('status')}>{named('status', order.status)}</td>
                  <td data-head={say('value')}>{format.money(order.value, order.currency)}</td>
                  <td data-head={say('refunded')}>{format.money(order.refunded, order.currency)}</td>
                </tr>
                <tr class="about">
                  <td colSpan={5}>
                    <About order={order} />
                  </td>
                </tr>
              </Fragment>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function About({ order }: { order: OrderRow }) {
  const { say, nameOf, format, site, refresh } = usePage()
  const { browser, server, currency, revenue, attribution } = order
  const touch = (one: Touch | null) =>
    one &&
    [nameOf('channel', one.channel), nameOf('source', one.source), nameOf('medium', one.medium), one.campaign]
      .filter(Boolean)
      .join(' / ')
  const notes: Fact[] = [
    [say('credit_first'), touch(attribution.first)],
    [say('credit_last'), touch(attribution.last)],
    [
      say('counted_as'),
      revenue === null
        ? say('credit_no_rate', { currency })
        : currency === site?.currency && revenue === order.value - order.refunded
          ? null
          : format.money(revenue),
    ],
    [
      say('reported_by'),
      say(browser && server ? 'reported_by_both' : server ? 'reported_by_server' : 'reported_by_page'),
    ],
    [say('held_orders'), order.held ? say('held_about') : null],
    [say('incomplete_orders'), order.value_complete === false ? say('incomplete_about') : null],
    [
      say('page_reported'),
      browser && server && (browser.value !== server.value || browser.currency !== server.currency)
        ? format.money(browser.value, browser.currency)
        : null,
    ],
  ]
  return (
    <>
      <ItemList items={order.items} currency={currency} />
      <dl>
        <FactList facts={notes} />
      </dl>
      <RemoveOrder transactionId={order.transaction_id} removed={refresh} />
    </>
  )
}
