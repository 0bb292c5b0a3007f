import { DAY_MS, MINUTE_MS } from '../../wire/time.ts'
import { Busy } from '../store/busy.ts'
import type { RowChange } from '../store/ledgerStore.ts'
import type { DropCounts, OrderRow, SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import type { PartLimits } from '../store/workLimits.ts'
import { countDrops } from './countDrops.ts'
import { firstHits } from './firstHits.ts'
import type { Hit } from './hit.ts'
import { insertFirst } from './insertFirst.ts'
import { load, type Part } from './load.ts'
import { loadLacking } from './loadLacking.ts'
import { relinkSome } from './relinkSome.ts'
import type { Drop } from './settle/drop.ts'
import { identitiesOf } from './settle/identities.ts'
import type { Known, Lacking } from './settle/known.ts'
import { IDENTITY_ROWS, rowsWritten } from './settle/rowsWritten.ts'
import { settle } from './settle/settle.ts'
import { withoutIds } from './withoutIds.ts'

/** Another request may write to the same visitor in between. Then we load again, after a pause that doubles. */
const ATTEMPTS = 10
const PAUSE_MS = 5
/** If an event is older than this when it arrives, later events may be stored already. Then the whole past is loaded. */
const LATE_MS = MINUTE_MS

interface PartOptions {
  /** Events that the pipeline has refused already. They are counted if all hits are stored: otherwise the request comes again, or goes on. */
  drops: DropCounts
  /** The request's clock. */
  now_ms: number
  /** How much may be stored. */
  limits: PartLimits
  mayDivide: boolean
}

/** What was done with a part. `rows`: written. `isLong`: so many rows were loaded that no other part may follow. */
interface CommittedPart {
  dropped: Drop[]
  order: OrderRow | null
  taken: number
  rows: number
  isLong: boolean
}

/** More sessions, touches and orders are loaded only for few requests. */
const MANY_LOADED = 60

/**
 * Loads what is stored, settles the new hits, and writes all or nothing. If another request was faster, it starts again.
 * Stores as many of the hits as one transaction may, at least one of them.
 * @returns `too much` if the hits must be divided, and `mayDivide` is false
 */
export async function commitPart(
  store: Store,
  site: SiteRow,
  { hits: all, request }: Part,
  { drops, now_ms, limits, mayDivide }: PartOptions,
): Promise<CommittedPart | 'too much'> {
  let hits = firstHits(all, limits)
  const isLate = (hit: Hit) => hit.session?.kind !== 'browser' || now_ms - hit.ms > LATE_MS
  let complete = Boolean(request) || hits.some(isLate)
  const isPlain = !complete && !Object.keys(drops).length && hits.length === all.length
  let found = isPlain ? await insertFirst(store, site, hits, now_ms) : null
  if (found === 'written') return { dropped: [], order: null, taken: hits.length, rows: 0, isLong: false }
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const outcome = await attemptPart(store, site, { hits, request }, { complete, found, limits })
    found = null
    if (outcome === 'too much') {
      if (!mayDivide) return outcome
      hits = hits.slice(0, hits.length >> 1)
      attempt--
      continue
    }
    if (outcome === 'incomplete') {
      complete = true
      continue
    }
    const { dropped } = outcome
    const orders = outcome.change.orders.map((order) => withinRetention(site, order, now_ms))
    const change = { ...outcome.change, orders }
    const isAsked = (one: OrderRow) => one.transaction_id === request?.transaction_id
    const order = orders.find(isAsked) ?? outcome.known.orders.find(isAsked) ?? null
    const { sessions, stubs, touches, orders: near, linkedTouches } = outcome.known
    const loaded = [sessions, stubs, touches, near, linkedTouches].reduce(
      (sum, { length }) => sum + length,
      0,
    )
    const rows = rowsWritten(change) + Object.keys(countDrops(dropped)).length
    const committed = { dropped, order, taken: hits.length, rows, isLong: loaded > MANY_LOADED }
    const allDrops = countDrops(dropped, hits.length === all.length ? drops : {})
    if (isEmpty(change)) {
      await store.addDrops(site.id, allDrops, now_ms)
      return committed
    }
    const written = await store.write(site.id, { ...change, drops: allDrops }, now_ms)
    if (written === 'written') {
      const most = { steps: limits.relink_steps, rows: limits.rows_written - rows }
      if (complete) await relinkSome(store, site, change.relinks, { now_ms, most })
      return committed
    }
    if (written === 'waiting') complete = true
    else await new Promise((resolve) => setTimeout(resolve, Math.random() * PAUSE_MS * 2 ** attempt))
  }
  throw new Busy('conflict', 'gave up after other requests wrote to the same visitors each time')
}

/**
 * Loads and settles.
 * @returns `incomplete`: more must be loaded; `too much`: the change would be larger than the limits allow
 */
async function attemptPart(
  store: Store,
  site: SiteRow,
  part: Part,
  { complete, found, limits }: { complete: boolean; found: Known | null; limits: PartLimits },
) {
  const loaded = found ?? (await load(store, site, part, complete))
  if (loaded === 'too much') return loaded
  const { hits, request } = part
  let known: Known = { ...loaded, room: limits.rows_written - identitiesOf(hits).length * IDENTITY_ROWS }
  let settled = settle(site, known, hits, request)
  for (let round = 0; round < LOADS && isLacking(settled.lacking); round++) {
    if (settled.incomplete) return 'incomplete'
    known = await loadLacking(store, site, known, settled.lacking)
    settled = settle(site, known, hits, request)
  }
  if (settled.incomplete) return 'incomplete'
  const { change, dropped } = settled
  if (hits.length > 1 && rowsWritten(change) > limits.rows_written) return 'too much'
  return { change, dropped, known }
}

/** Sessions that are loaded in full may be near to others, and their conversions may need earlier touches. */
const LOADS = 4
const isLacking = ({ stubs, touches }: Lacking) => stubs.length + touches.length > 0

/** An order that is older than the site's retention gets no ids again, for example from a refund (`forgetOldOrders`). */
const withinRetention = (site: SiteRow, order: OrderRow, nowMs: number): OrderRow =>
  order.ordered_ms < nowMs - site.retention_days * DAY_MS ? withoutIds(order, () => true) : order

const isEmpty = (change: RowChange): boolean => Object.values(change).every((rows: unknown[]) => !rows.length)
