import type { z } from 'zod'
import type { Item } from '../../../wire/event.ts'
import { orderPut } from '../../../wire/schema.ts'
import type { Warning } from '../warning.ts'
import { readMoney } from './readMoney.ts'

type OrderPut = z.output<typeof orderPut>

interface ReadOrder {
  /** `items`: null if none were sent. */
  order: Omit<OrderPut, 'items'> & { items: Item[] | null }
  value_complete: boolean
  warnings: Warning[]
}

/**
 * Reads the body of `PUT /api/orders/{transaction_id}`. An amount that cannot be read is not known: the order is kept with
 * what its items show. Everything else that is malformed, besides single fields of items, is an error.
 */
export function readOrder(sent: Record<string, unknown>): ReadOrder | { error: z.ZodError } {
  const warnings: Warning[] = []
  const { value, refunded, currency, items } = readMoney(sent, undefined, warnings)
  const isKnown = value.is !== 'unknown' && refunded.is !== 'unknown'
  const stated = refunded.is === 'known' ? refunded.amount : null
  // At least what was refunded was paid.
  const least = typeof stated === 'number' ? Math.max(items.sum, stated) : items.sum
  const parsed = orderPut.safeParse({
    ...sent,
    value: value.is === 'known' ? value.amount : value.is === 'unknown' ? least : undefined,
    refunded: stated,
    currency: currency ?? undefined,
    items: items.isStated ? items.items : null,
  })
  if (!parsed.success) return { error: parsed.error }
  return { order: parsed.data as ReadOrder['order'], value_complete: isKnown, warnings }
}
