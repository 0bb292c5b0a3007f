/** The orders of one group of a reconciliation, with both sides of each. */
import type { ReconcileEntry, ReconcileSide } from '../../../wire/answers/reconcile.ts'
import { NOTHING } from '../../shared/format/format.ts'
import { tsv } from '../../shared/format/tsv.ts'
import { usePage } from '../../shared/page.ts'
import { CopyButton } from '../../shared/parts/copyButton.tsx'
import { useLongList } from '../../shared/parts/useLongList.tsx'

const MAX_SHOWN = 20

interface Props {
  title: string
  note: string
  /** The number of all orders of the group; `orders` may hold only the first ones. */
  count: number
  orders: ReconcileEntry[]
}

export function OrderGroup({ title, note, count, orders }: Props) {
  const { say, counted, named, format } = usePage()
  const { shown, showAll } = useLongList(orders, MAX_SHOWN)
  const hasDiffering = orders.some(({ differs }) => differs.length)
  const sideText = (side: ReconcileSide | null) =>
    side ? (
      <>
        {format.money(side.value, side.currency)}{' '}
        {side.status && <small>{named('status', side.status)}</small>}
      </>
    ) : (
      NOTHING
    )
  return (
    <details class="group" open={count <= MAX_SHOWN}>
      <summary>
        {title} <b>{format.count(count)}</b>
      </summary>
      <p class="help">
        {note} {orders.length < count && counted('first_only', orders.length, format.count(orders.length))}
      </p>
      <p class="tools">
        <CopyButton
          class="quiet"
          label={say('copy_table', { title })}
          text={() => tsv({ columns: COPIED, rows: orders.map(cells) })}
        />
      </p>
      <table class="pairs" aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{say('order')}</th>
            <th scope="col">{say('when')}</th>
            <th scope="col">{say('in_the_books')}</th>
            <th scope="col">{say('in_the_tracking')}</th>
            {hasDiffering && (
              <th scope="col" class="words">
                {say('what_differs')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {shown.map((entry) => {
            return (
              <tr key={entry.transaction_id}>
                <th scope="row">
                  <bdi>{entry.transaction_id}</bdi>
                  {entry.line !== null && (
                    <small>
                      {say('line')} {format.count(entry.line)}
                    </small>
                  )}
                </th>
                <td data-head={say('when')}>{format.dateTime(entry.shop?.ts ?? entry.tracked?.ts)}</td>
                <td data-head={say('in_the_books')}>{sideText(entry.shop)}</td>
                <td data-head={say('in_the_tracking')}>{sideText(entry.tracked)}</td>
                {hasDiffering && (
                  <td class="words" data-head={say('what_differs')}>
                    {entry.differs.map((one) => say(`differs_${one}`)).join(', ')}
                  </td>
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
      {showAll}
    </details>
  )
}

/** Copied columns have the API's names, for spreadsheets and developers. */
const COPIED = [
  'line',
  'transaction_id',
  'shop_value',
  'shop_currency',
  'shop_status',
  'shop_ts',
  'tracked_value',
  'tracked_currency',
  'tracked_status',
  'tracked_ts',
  'differs',
].map((key) => ({ key, label: key, unit: 'text' as const }))

const cells = ({ line, transaction_id, shop, tracked, differs }: ReconcileEntry) => ({
  line,
  transaction_id,
  shop_value: shop?.value ?? null,
  shop_currency: shop?.currency ?? null,
  shop_status: shop?.status ?? null,
  shop_ts: shop?.ts ?? null,
  tracked_value: tracked?.value ?? null,
  tracked_currency: tracked?.currency ?? null,
  tracked_status: tracked?.status ?? null,
  tracked_ts: tracked?.ts ?? null,
  differs,
})
