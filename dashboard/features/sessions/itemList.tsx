/** The items of an event or an order: quantity, product and price. */
import type { Item } from '../../../wire/event.ts'
import { text } from '../../shared/format/format.ts'
import { usePage } from '../../shared/page.ts'

/** `currency` is that of the prices; null: unknown. */
export function ItemList({ items, currency }: { items: Item[]; currency: string | null }) {
  const { format } = usePage()
  if (!items.length) return null
  return (
    <ul class="items">
      {items.map((item, place) => {
        const kind = [item.item_variant, item.item_brand, item.item_category].filter(Boolean).join(', ')
        return (
          <li key={place}>
            {item.quantity !== undefined && item.quantity !== 1 && `${format.count(item.quantity)} × `}
            <bdi>{text(item.item_name ?? item.item_id)}</bdi>
            {item.price !== undefined && currency && ` ${format.money(item.price, currency)}`}
            {kind && (
              <small>
                {' '}
                <bdi>{kind}</bdi>
              </small>
            )}
          </li>
        )
      })}
    </ul>
  )
}
