import { isBlank } from '../../wire/isBlank.ts'
import { transactionId } from '../../wire/schema.ts'
import { sha256 } from '../secrets/sha256.ts'

/**
 * A server's event. If its id is text that cannot be stored (too long, a lone surrogate), it has the hash of this text in its
 * place, so that the event is known again when it is sent again.
 */
export async function withStorableId(event: unknown): Promise<unknown> {
  const id = (event as { id?: unknown } | null)?.id
  if (typeof id !== 'string' || isBlank(id) || transactionId.safeParse(id).success) return event
  // As JSON, in which a lone surrogate is written as an escape: in UTF-8 all of them are the same.
  return { ...(event as object), id: `e${await sha256(JSON.stringify(id))}` }
}
