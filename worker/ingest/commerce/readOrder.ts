import type { z } from 'zod'
import type { Item } from '../../../wire/event.ts'
import { orderPut } from '../../../wire/schema.ts'
import { adConsentOf } from '../adConsentOf.ts'
import { identityOf } from '../identityOf.ts'
import type { Warning } from '../warning.ts'
import { warnOfUnused } from '../warnOfUnused.ts'
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
 * what its items show. Malformed fields that need not be stated are left out. What is wrong with the others, a negative amount
 * and a time that is written wrong are errors.
 */
export function readOrder(sent: Record<string, unknown>): ReadOrder | { error: z.ZodError } {
  const warnings: Warning[] = []
  const { value, refunded, currency, items } = readMoney(sent, undefined, warnings)
  const isUnknown = value.is === 'unknown' || value.is === 'junk'
  const stated = refunded.is === 'known' ? refunded.amount : null
  // At least what was refunded was paid.
  const least = typeof stated === 'number' ? Math.max(items.sum, stated) : items.sum
  const parsed = orderPut.safeParse({
    ...sent,
    value: value.is === 'known' ? value.amount : isUnknown ? least : undefined,
    refunded: stated,
    currency: currency ?? undefined,
    items: items.isStated ? items.items : null,
    ad_consent: adConsentOf(sent.ad_consent, warnings),
  })
  if (!parsed.success) return { error: parsed.error }
  const order = parsed.data as ReadOrder['order']
  warnOfUnused(sent, order, warnings)
  return {
    order: {
      ...order,
      visitor_id: identityOf(order.visitor_id, 'visitor_id', warnings),
      session_id: identityOf(order.session_id, 'session_id', warnings),
    },
    value_complete: !isUnknown && refunded.is !== 'unknown',
    warnings,
  }
}
