import { compositeKey } from '../../store/compositeKey.ts'

/**
 * The key of a stored event: ids are unique for each visitor only, and another visitor can choose the same.
 * @param visitorId null for refunds of the server
 */
export const eventKey = (visitorId: string | null, eventId: string): string =>
  compositeKey(visitorId ?? '', eventId)
