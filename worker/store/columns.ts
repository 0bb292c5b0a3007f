/** The columns of sessions, orders and costs: the one list from which their SQL is made. */
import { compositeKey } from './compositeKey.ts'
import type { Correction, CostRow, Facets, OrderRow, SessionRow } from './rows.ts'

/** The columns that classification fills from a touch. */
export const TOUCH_FACETS = [
  'source',
  'medium',
  'campaign',
  'content',
  'term',
  'channel',
  'click_id_kind',
  'referrer_host',
  'landing_page',
] as const satisfies (keyof Facets)[]
export type TouchFacet = (typeof TOUCH_FACETS)[number]

/** The dimensions of a session. A path keeps these columns of each of its sessions. */
export const FACETS = [
  ...TOUCH_FACETS,
  'country',
  'region',
  'city',
  'language',
  'device',
  'browser',
  'os',
] as const satisfies (keyof Facets)[]

const sessionColumns = [
  'site_id',
  'started_ms',
  'id',
  'rev',
  'kind',
  'visitor_id',
  'user_id',
  'ended_ms',
  'visit_number',
  'first_seen_ms',
  'prev_started_ms',
  'url',
  'referrer',
  'rules_version',
  ...FACETS,
  'pageviews',
  'event_count',
  'stages',
  'leads',
  'sign_ups',
  'points',
  'path',
  'events',
  'excluded',
  'ad_consent',
  'macros',
] as const satisfies (keyof SessionRow)[]

const orderColumns = [
  'site_id',
  'transaction_id',
  'rev',
  'ordered_ms',
  'visitor_id',
  'session_id',
  'session_started_ms',
  'status',
  'currency',
  'value_minor',
  'refunded_minor',
  'counted',
  'revenue_minor',
  'items',
  'browser',
  'server',
  'refunds',
  'path',
  'claims',
  'confirmed',
  'held',
  'removed_ms',
  'excluded',
  'value_complete',
] as const satisfies (keyof OrderRow)[]

/** A table whose rows are read and written whole. */
export interface Table<R> {
  name: string
  key: (keyof R & string)[]
  columns: readonly (keyof R & string)[]
  /** Columns that hold JSON text. */
  json: readonly (keyof R & string)[]
  /** Columns that an update never sets: setting an indexed column writes a row of the index, too. */
  fixed: readonly (keyof R & string)[]
}

export const SESSIONS: Table<SessionRow> = {
  name: 'sessions',
  key: ['site_id', 'started_ms', 'id', 'visitor_id'],
  columns: sessionColumns,
  json: ['path', 'events'],
  fixed: ['kind'],
}

export const ORDERS: Table<OrderRow> = {
  name: 'orders',
  key: ['site_id', 'transaction_id'],
  columns: orderColumns,
  json: ['items', 'browser', 'server', 'refunds', 'path', 'claims'],
  fixed: [],
}

export const CORRECTIONS: Table<Correction> = {
  name: 'corrections',
  key: ['site_id', 'visitor_id'],
  columns: ['site_id', 'visitor_id', 'rev', 'first_seen_ms', 'shifts', 'next_session', 'next_order'],
  json: ['shifts', 'next_session', 'next_order'],
  fixed: [],
}

/** The key of costs within one site: a later row with the same key replaces the earlier. */
export const COST_KEY = [
  'day',
  'platform',
  'source',
  'medium',
  'campaign_id',
  'campaign',
  'content_id',
  'content',
] as const satisfies (keyof CostRow)[]
export const COST_FIGURES = [
  'currency',
  'spend_minor',
  'clicks',
  'impressions',
] as const satisfies (keyof CostRow)[]

export const costKey = (row: CostRow): string => compositeKey(...COST_KEY.map((column) => row[column]))

/** Whether two rows with the same key have the same figures. */
export const sameFigures = (a: CostRow, b: CostRow): boolean =>
  COST_FIGURES.every((column) => a[column] === b[column])

/** A row of the database with its JSON columns parsed. */
export function parse<R>(table: Table<R>, row: Record<string, unknown>): R {
  const parsed: Record<string, unknown> = {}
  for (const column of table.columns) {
    const value = row[column]
    const json = (table.json as readonly string[]).includes(column)
    parsed[column] = json && typeof value === 'string' ? JSON.parse(value) : value
  }
  return parsed as R
}
