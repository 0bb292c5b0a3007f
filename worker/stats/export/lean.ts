/** What keeps V8 from piling up the rows of a long list. */
import type { Row } from '../../store/store.ts'

/** Rows one after another, each out of the list as it is taken: it is garbage before the page is. */
export function* spent<T>(rows: T[]): Generator<T> {
  rows.reverse()
  for (let row = rows.pop(); row !== undefined; row = rows.pop()) yield row
}

const PAD = ' '.repeat(11)

/**
 * An id as it is to be selected. V8 puts each text of up to ten characters that it finds in JSON into a table of all
 * such texts, which is cleared by a full collection only: a million customer numbers make tens of megabytes.
 */
export const padded = (column: string): string => `'${PAD}' || ${column}`

/** An id that was selected so. */
export const unpadded = (text: Row[string]): string => String(text).slice(PAD.length)
