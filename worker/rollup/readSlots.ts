/** Reads the rows of slots into their tallies: each session once, conversions and orders by their indexes. */
import { MODELS } from '../../wire/model.ts'
import { DIMENSIONS } from '../metrics/dimensions.ts'
import { type Metric, metric } from '../metrics/metrics.ts'
import { FROM, ofSession, ofTouch, sqlOf } from '../stats/facts.ts'
import { ORDER_SUMS, SESSION_ORDERS } from '../stats/reports/pages.ts'
import { UNCONVERTED_ORDERS } from '../stats/unconverted.ts'
import type { SiteRow, StoredEvent } from '../store/rows.ts'
import type { Row, Store } from '../store/store.ts'
import { slotOf, slotStart } from '../time/slots.ts'
import { ALL_DIMENSIONS, addFact, addPage, addUnconverted, addVisit, type Tally } from './accumulator.ts'
import { PAGE_SUMS, SESSION_SUMS, TOUCH_SUMS } from './groups.ts'

/** Sessions that a step reads: some 10 ms of CPU. A slot that has begun is read to its end. */
const PAGE = 2000

const rangesOf = (slots: number[], timezone: string) =>
  slots.map((slot) => ({ from: slotStart(slot, timezone), to: slotStart(slot + 1, timezone), slot }))

const list = (columns: string[]) => `json_array(${columns.join(', ')})`
const noTouch = { model: MODELS[0], filters: [] }
const NAMES_OF_SESSION = ALL_DIMENSIONS.map((key) => DIMENSIONS[key].sql(ofSession))
const SUMS_OF_SESSION = SESSION_SUMS.map((key) => sqlOf(key, noTouch))

/** Sessions in order of time, the sums and the names each as one text: columns of their own would cost more to read. */
const SESSIONS = `
SELECT r.value ->> 'slot' AS slot, s.started_ms, s.id, s.visitor_id, s.prev_started_ms, s.visit_number,
  ${list(NAMES_OF_SESSION)} AS names, ${list(SUMS_OF_SESSION)} AS sums, s.events, s.path IS NOT NULL AS converted
FROM ${FROM.session}`

/**
 * Reads sessions into the tallies of their slots: one page, and the slot that it ends in to its end.
 * @returns the last slot that is complete
 */
export async function readSessions(
  store: Store,
  { id, timezone }: SiteRow,
  tallies: Map<number, Tally>,
): Promise<number> {
  let slots = [...tallies.keys()]
  let after: Row | null = null
  for (;;) {
    const params: (string | number)[] = [id, JSON.stringify(rangesOf(slots, timezone)), PAGE]
    // Rows come in the order of the ranges and, in each, of the key: as the statement reads them, without a sort.
    const behind = after ? ' AND (s.started_ms, s.id, s.visitor_id) > (?4, ?5, ?6)' : ''
    if (after) params.push(Number(after.started_ms), String(after.id), String(after.visitor_id))
    const rows: Row[] = await store.query({ sql: `${SESSIONS}${behind}\nLIMIT ?3`, params })
    for (const row of rows) addSession(tallies.get(Number(row.slot))!, row, timezone)
    if (rows.length < PAGE) return slots.at(-1)!
    after = rows.at(-1)!
    slots = [Number(after.slot)]
  }
}

function addSession(tally: Tally, row: Row, timezone: string): void {
  addFact(tally, JSON.parse(String(row.names)), JSON.parse(String(row.sums)))
  const age =
    row.prev_started_ms === null ? null : Number(row.slot) - slotOf(Number(row.prev_started_ms), timezone)
  addVisit(tally, Number(row.visit_number), age === null ? null : Math.max(0, age))
  const own = [1, row.visit_number === 1 ? 1 : 0, row.converted ? 1e6 : 0]
  for (const [page, views] of pagesOf(row)) addPage(tally, page, [views, ...own])
}

/** The pages of a session with how often each was seen. Parsed here: in SQL each event would be a row that is read. */
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
FROM ${SESSION_ORDERS}`

const NAMES_OF_TOUCH = ALL_DIMENSIONS.map((key) => DIMENSIONS[key].sql(ofTouch))

/** Touches of one source with what every model credits to them. */
const credits = (source: Exclude<Metric['of'], 'ratio' | 'session'>) => {
  const sums = MODELS.flatMap((model) =>
    TOUCH_SUMS.map((key) =>
      metric(key).of === source ? `coalesce(${sqlOf(key, { model, filters: [] })}, 0)` : '0',
    ),
  )
  return `
SELECT r.value ->> 'slot' AS slot, ${list(NAMES_OF_TOUCH)} AS names, ${list(sums)} AS sums
FROM ${FROM[source]}`
}
const CREDITS = [credits('conversion'), credits('order')]

const APART = `
SELECT r.value ->> 'slot' AS slot, o.currency, o.value_minor - o.refunded_minor AS minor FROM ${UNCONVERTED_ORDERS}`

export async function readCredits(
  store: Store,
  { id, timezone }: SiteRow,
  slots: number[],
  tallies: Map<number, Tally>,
) {
  const params = [id, JSON.stringify(rangesOf(slots, timezone))]
  const tallyOf = (row: Row) => tallies.get(Number(row.slot))!
  // Their cells begin with the sums of sessions, of which touches have none.
  const none = SESSION_SUMS.map(() => 0)
  for (const sql of CREDITS)
    for (const row of await store.query({ sql, params }))
      addFact(tallyOf(row), JSON.parse(String(row.names)), [...none, ...JSON.parse(String(row.sums))])
  for (const row of await store.query({ sql: PAGE_ORDERS, params })) {
    const sums = PAGE_SUMS.map((key) => (key in ORDER_SUMS ? Number(row[key]) : 0))
    for (const page of pagesOf(row).keys()) addPage(tallyOf(row), page, sums)
  }
  for (const row of await store.query({ sql: APART, params }))
    addUnconverted(tallyOf(row), String(row.currency), 1, Number(row.minor))
}
