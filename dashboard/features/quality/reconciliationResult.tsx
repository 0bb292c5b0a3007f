/** The result of comparing the shop's orders with the tracked ones: the sums, and the orders of each group. */
import type { Reconciliation } from '../../../wire/answers/reconcile.ts'
import { usePage } from '../../shared/page.ts'
import type { TextKey } from '../../shared/words/createWords.ts'
import { OrderGroup } from './orderGroup.tsx'

/** The groups in their order. `note` explains a group and what to do about it. */
const GROUPS = [
  ['shop', 'group_shop', null],
  ['matched', 'group_matched', null],
  ['differ', 'group_differ', 'group_differ_help'],
  ['never_seen', 'group_never_seen', 'group_never_seen_help'],
  ['not_seen_by_browser', 'group_unseen', 'group_unseen_help'],
  ['only_tracked', 'group_only_tracked', 'group_only_tracked_help'],
] as const satisfies [keyof Reconciliation, TextKey, TextKey | null][]

const SHOPS = { shopify: 'Shopify', woocommerce: 'WooCommerce' } as const

export function ReconciliationResult({ found }: { found: Reconciliation }) {
  const { say, counted, format } = usePage()
  const { known_source: knownSource, period } = found
  const money = (value: number) => format.money(value, found.currency)
  return (
    <>
      <p class="known">
        <strong>
          {say('known_share', {
            share: format.percent(knownSource.revenue_percent),
            amount: money(knownSource.revenue),
          })}
        </strong>{' '}
        {say('known_orders', {
          share: format.percent(knownSource.orders_percent),
          count: counted('order_count', knownSource.orders, format.count(knownSource.orders)),
        })}
      </p>
      {period && (
        <p class="help">
          {format.interval(period.from, period.to)} · {period.timezone}
        </p>
      )}
      {found.format !== 'plain' && (
        <p class="help">
          {say('reconcile_read_as', { shop: SHOPS[found.format], column: found.value_column ?? '' })}
        </p>
      )}
      {found.unknown_statuses.length > 0 && (
        <p class="worse">{say('reconcile_statuses', { statuses: found.unknown_statuses.join(', ') })}</p>
      )}
      <table class="sums">
        <thead>
          <tr>
            <th scope="col">{say('orders')}</th>
            <th scope="col">{say('how_many')}</th>
            <th scope="col">{say('shop_was_paid')}</th>
            <th scope="col">{say('tracking_counts')}</th>
          </tr>
        </thead>
        <tbody>
          {GROUPS.map(([key, title]) => (
            <tr key={key}>
              <th scope="row">{say(title)}</th>
              <td data-head={say('how_many')}>{format.count(found[key].count)}</td>
              <td data-head={say('shop_was_paid')}>{money(found[key].shop_revenue)}</td>
              <td data-head={say('tracking_counts')}>{money(found[key].tracked_revenue)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.unconverted.map(({ currency, orders, revenue }) => (
        <p key={currency}>
          {say('without_rate', {
            amount: `${format.money(revenue, currency)} (${counted('order_count', orders, format.count(orders))})`,
          })}
        </p>
      ))}
      {GROUPS.map(([key, title, note]) => {
        const group = found[key]
        return (
          note &&
          'orders' in group &&
          group.count > 0 && (
            <OrderGroup
              key={key}
              title={say(title)}
              note={say(note)}
              count={group.count}
              orders={group.orders}
            />
          )
        )
      })}
      {found.invalid.count > 0 && <Unread invalid={found.invalid} />}
    </>
  )
}

function Unread({ invalid: { count, rows } }: { invalid: Reconciliation['invalid'] }) {
  const { say, counted, format } = usePage()
  return (
    <details class="group" open>
      <summary>
        {say('unreadable_rows')} <b>{format.count(count)}</b>
      </summary>
      <p class="help">{say('unreadable_help')}</p>
      <ul class="unread">
        {rows.map(({ line, reason }) => (
          <li key={line}>
            {say('line')} {format.count(line)}: <bdi lang="en">{reason}</bdi>
          </li>
        ))}
      </ul>
      {rows.length < count && (
        <p class="help">{counted('first_only', rows.length, format.count(rows.length))}</p>
      )}
    </details>
  )
}
