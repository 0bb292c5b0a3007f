/** Cursors: where the next page begins, bound to the report that gave it out. */
import { BadParameter } from '../errors.ts'

/** Base64 in the letters of a URL, of UTF-8: ids may be of any script. */
export function writeCursor(report: string, place: number | Place): string {
  const bytes = new TextEncoder().encode(JSON.stringify([report, place]))
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** @returns the place to go on at; 0 without a cursor; throws for a cursor of another report */
export function readCursor(cursor: string | null, report: string): number {
  if (cursor === null) return 0
  const place = open(cursor, report)
  if (typeof place === 'number' && Number.isSafeInteger(place) && place >= 0) return place
  throw foreign()
}

/** The place of a row in a list that is sorted by time: its instant, and the ids that tell equal instants apart. */
export type Place = [ms: number, ...ids: string[]]

/** The row behind which a list goes on; `ids` is how many of them tell its rows apart. */
export function readPlace(cursor: string | null, report: string, ids: number): Place | null {
  if (cursor === null) return null
  const place = open(cursor, report)
  if (!Array.isArray(place) || place.length !== 1 + ids) throw foreign()
  const [ms, ...rest]: unknown[] = place
  if (!Number.isSafeInteger(ms) || !rest.every((id) => typeof id === 'string')) throw foreign()
  return place as Place
}

function open(cursor: string, report: string): unknown {
  try {
    const text = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0))
    const [of, place] = JSON.parse(new TextDecoder().decode(bytes))
    if (of === report) return place
  } catch {
    // not one of ours
  }
  throw foreign()
}

const foreign = () => new BadParameter('cursor', 'must be the next of an answer of this report')
