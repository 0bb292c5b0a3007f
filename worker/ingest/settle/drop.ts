import type { DropReason } from '../../../wire/event.ts'
import type { Hit } from '../hit.ts'

/** An event that was not counted. `index` is its place in the request. */
export interface Drop {
  index: number
  reason: DropReason
  message: string
}

export const dropOf = ({ index }: Hit, reason: DropReason, message: string): Drop => ({
  index,
  reason,
  message,
})
