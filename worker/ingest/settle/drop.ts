import type { DropReason } from '../../../wire/event.ts'
import type { Hit } from '../hit.ts'

/** An event that was not counted. `index` is its place in the request. */
export interface Drop {
  index: number
  reason: DropReason
  message: string
  /** It is counted as dropped, but answered as accepted. */
  isSecret?: true
}

/** Purchases and refunds of pages are dropped in secret: the answer must not tell anyone whether an order exists. */
export function dropOf({ index, name, trusted }: Hit, reason: DropReason, message: string): Drop {
  const isSecret = !trusted && reason === 'duplicate' && (name === 'purchase' || name === 'refund')
  return { index, reason, message, ...(isSecret && { isSecret }) }
}
