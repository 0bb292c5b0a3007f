/** Reads the rows of slots and adds them to the slots' accumulators. */
import { MODELS } from '../../wire/model.ts'
import { type Source, sumOf } from '../metrics/metrics.ts'
import { dimensionSql, ofSession, ofTouch } from '../sqlite/dimensionSql.ts'
import { FROM_SESSION_ORDERS, FROM_SOURCE, FROM_UNCONVERTED, ORDER_SUMS } from '../sqlite/sources.ts'
import { sumSql } from '../sqlite/sumSql.ts'
import type { SiteRow, StoredEvent } from '../store/rows.ts'
import type { Row } from '../store/sqlStore.ts'
import type { Store } from '../store/store.ts'
import { slotOf, slotStart } from '../time/slots.ts'
import {
  type Accumulator,
  ALL_DIMENSIONS,
  addFact,
  addPage,
  addUnconverted,
  addVisit,
} from './accumulator.ts'
import { PAGE_SUMS, SESSION_SUMS, TOUCH_PLACES } from './groups.ts'

/** Sessions in one step: about 10 ms of CPU. The slot in which this number is reached is still read to its end. */
const PAGE_ROWS = 2000

const intervalsOf = (slots: number[], timezone: string) =>
  slots.map((slot) => ({ from: slotStart(slot, timezone), to: slotStart(slot + 1, timezone), slot }))

const jsonArray = (columns: string[]) => `json_array(${columns.join(', ')})`
const NAMES_OF_SESSION = ALL_DIMENSIONS.map((key) => dimensionSql(key, ofSession))
const SUMS_OF_SESSION = SESSION_SUMS.map((key) => sumSql(key, MODELS[0], false))

/** Sessions in order of time. Names and sums are one JSON text each, because reading forty columns would cost more CPU. */
const SESSIONS = `
SELECT r.value ->> 'slot' AS slot, s.started_ms, s.id, s.visitor_id, s.prev_started_ms, s.visit_number,
  ${jsonArray(NAMES_OF_SESSION)} AS names, ${jsonArray(SUMS_OF_SESSION)} AS sums, s.events, s.path IS NOT NULL AS converted
FROM ${FROM_SOURCE.session}`

/**
 * Adds sessions to the accumulators of their slots: one page of sessions, and the rest of the slot in which it ends.
 * @returns the last slot that is complete
 */
export async function readSessions(
  store: Store,
  { id, timezone }: SiteRow,
  accumulators: Map<number, Accumulator>,
): Promise<number> {
  let slots = [...accumulators.keys()]
  let after: Row | null = null
  for (;;) {
    const params: (string | number)[] = [id, JSON.stringify(intervalsOf(slots, timezone)), PAGE_ROWS]
    // Rows come interval by interval and, in each, in the order of the key. So SQLite need not sort them.
    const behind = after ? ' AND (s.started_ms, s.id, s.visitor_id) > (?4, ?5, ?6)' : ''
    if (after) params.push(Number(after.started_ms), String(after.id), String(after.visitor_id))
    const rows: Row[] = await store.query({ sql: `${SESSIONS}${behind}\nLIMIT ?3`, params })
    for (const row of rows) addSession(accumulators.get(Number(row.slot))!, row, timezone)
    if (rows.length < PAGE_ROWS) return slots.at(-1)!
    after = rows.at(-1)!
    slots = [Number(after.slot)]
  }
}

function addSession(accumulator: Accumulator, row: Row, timezone: string): void {
  addFact(accumulator, JSON.parse(String(row.names)), JSON.parse(String(row.sums)))
  const age =
    row.prev_started_ms === null ? null : Number(row.slot) - slotOf(Number(row.prev_started_ms), timezone)
  addVisit(accumulator, Number(row.visit_number), age === null ? null : Math.max(0, age))
  const own = [1, row.visit_number === 1 ? 1 : 0, row.converted ? 1e6 : 0]
  for (const [page, views] of pagesOf(row)) addPage(accumulator, page, [views, ...own])
}

/** The pages of a session with how often each was seen. Parsed here: in SQL, D1 would bill each event as a row read. */
function pagesOf({ events }: Row): Map<string, number> {
  const views = new Map<string, number>()
  for (const { name, page } of JSON.parse(String(events)) as StoredEvent[])
    if (name === 'page_view') views.set(page, (views.get(page) ?? 0) + 1)
  return views
}

const PAGE_ORDERS = `
SELECT r.value ->> 'slot' AS slot, s.events, ${Object.entries(ORDER_SUMS)
  .map(([key, sql]) => `${sql} AS ${key}`)
  .join(', ')}
FROM ${FROM_SESSION_ORDERS}`

const NAMES_OF_TOUCH = ALL_DIMENSIONS.map((key) => dimensionSql(key, ofTouch))

/** The touches of conversions or of orders, each with its sums by every attribution model. */
const credits = (source: Exclude<Source, 'session'>) => {
  const sums = TOUCH_PLACES.map(({ model, key }) =>
    sumOf(key).of === source ? `coalesce(${sumSql(key, model, false)}, 0)` : '0',
  )
  return `
SELECT r.value ->> 'slot' AS slot, ${jsonArray(NAMES_OF_TOUCH)} AS names, ${jsonArray(sums)} AS sums
FROM ${FROM_SOURCE[source]}`
}
const CREDITS = [credits('conversion'), credits('order')]

const UNCONVERTED_ORDERS = `
SELECT r.value ->> 'slot' AS slot, o.currency, o.value_minor - o.refunded_minor AS minor
FROM ${FROM_UNCONVERTED}`

/** Adds the conversions and orders of slots to their accumulators. */
export async function readCredits(
  store: Store,
  { id, timezone }: SiteRow,
  slots: number[],
  accumulators: Map<number, Accumulator>,
): Promise<void> {
  const params = [id, JSON.stringify(intervalsOf(slots, timezone))]
  const accumulatorOf = (row: Row) => accumulators.get(Number(row.slot))!
  // A cell begins with the sums of sessions. For touches these are 0.
  const none = SESSION_SUMS.map(() => 0)
  for (const sql of CREDITS)
    for (const row of await store.query({ sql, params }))
      addFact(accumulatorOf(row), JSON.parse(String(row.names)), [...none, ...JSON.parse(String(row.sums))])
  for (const row of await store.query({ sql: PAGE_ORDERS, params })) {
    const sums = PAGE_SUMS.map((key) => (key in ORDER_SUMS ? Number(row[key]) : 0))
    for (const page of pagesOf(row).keys()) addPage(accumulatorOf(row), page, sums)
  }
  for (const row of await store.query({ sql: UNCONVERTED_ORDERS, params }))
    addUnconverted(accumulatorOf(row), String(row.currency), 1, Number(row.minor))
}
