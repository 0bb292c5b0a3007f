/** Cursors: where the next page begins. A cursor is only valid for the report that it came from. */
import type { Page, Place } from '../engine/plan.ts'
import { BadParameter } from '../errors.ts'
import { LIMIT, type ReportRequest } from './request.ts'

/**
 * Rows of a report in one file. Each page of the file adds up the whole period again. Lists (sessions, events, orders) have no
 * such limit: their pages read only their own rows.
 */
const MOST_FILE_ROWS = 100_000

/** The page that a request asks for, and the cursor of the one after it. */
export function pageOf({ cursor, limit }: Pick<ReportRequest, 'cursor' | 'limit'>, report: string) {
  const page: Page = { offset: readCursor(cursor, report), limit }
  /**
   * @param shown the rows of this page
   * @param count the rows of all pages
   */
  const next = (shown: number, count: number): string | null => {
    const isFile = limit > LIMIT.most
    if (isFile && count > MOST_FILE_ROWS)
      throw new BadParameter(
        'from',
        `the file would have ${count} rows, and may have ${MOST_FILE_ROWS}: choose a shorter period, or a filter`,
      )
    return page.offset + shown < count ? writeCursor(report, page.offset + shown) : null
  }
  return { page, next }
}

/** Base64url of UTF-8: ids may be in any script. */
export function writeCursor(report: string, place: number | Place): string {
  const bytes = new TextEncoder().encode(JSON.stringify([report, place]))
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** @returns how many rows come before the page; 0 without a cursor. Throws if the cursor is of another report. */
export function readCursor(cursor: string | null, report: string): number {
  if (cursor === null) return 0
  const place = decode(cursor, report)
  if (typeof place === 'number' && Number.isSafeInteger(place) && place >= 0) return place
  throw invalidCursor()
}

/**
 * The last row of the page before; null for the first page.
 * @param ids how many ids a place of this list has
 */
export function readPlace(cursor: string | null, report: string, ids: number): Place | null {
  if (cursor === null) return null
  const place = decode(cursor, report)
  if (!Array.isArray(place) || place.length !== 1 + ids) throw invalidCursor()
  const [ms, ...rest]: unknown[] = place
  if (!Number.isSafeInteger(ms) || !rest.every((id) => typeof id === 'string')) throw invalidCursor()
  return place as Place
}

function decode(cursor: string, report: string): unknown {
  try {
    const text = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0))
    const [of, place] = JSON.parse(new TextDecoder().decode(bytes))
    if (of === report) return place
  } catch {
    // The text was not made by `writeCursor`.
  }
  throw invalidCursor()
}

export const invalidCursor = () =>
  new BadParameter('cursor', 'must be the value of `next` in an answer of this report')
