/** Cursors: where the next page begins, bound to the report that gave it out. */
import { BadParameter } from './request.ts'

export const writeCursor = (report: string, place: number | string): string =>
  btoa(JSON.stringify([report, place]))

/** @returns the place to go on at; 0 without a cursor; throws for a cursor of another report */
export function readCursor(cursor: string | null, report: string): number {
  if (cursor === null) return 0
  const place = open(cursor, report)
  if (typeof place === 'number' && Number.isSafeInteger(place) && place >= 0) return place
  throw foreign()
}

/** The same for reports that go on after a key. */
export function readKeyCursor(cursor: string | null, report: string): string | null {
  if (cursor === null) return null
  const place = open(cursor, report)
  if (typeof place === 'string') return place
  throw foreign()
}

function open(cursor: string, report: string): unknown {
  try {
    const [of, place] = JSON.parse(atob(cursor))
    if (of === report) return place
  } catch {
    // not one of ours
  }
  throw foreign()
}

const foreign = () => new BadParameter('cursor', 'must be the next of an answer of this report')
