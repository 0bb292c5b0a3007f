/** Every event of a period, newest session first, in order within it: for the export. */
import { toMajor } from '../../../wire/money.ts'
import type { SiteRow, StoredEvent } from '../../store/rows.ts'
import type { Bind, Row, Store } from '../../store/store.ts'
import type { Cell, Column, Page } from '../answer.ts'
import { readPlace, writeCursor } from '../cursor.ts'
import { padded, spent, unpadded } from '../export/lean.ts'
import { condition, ofSession } from '../facts.ts'
import { boundedPeriod, heading } from '../report.ts'
import type { ReportRequest } from '../request.ts'
import { placeOf } from './sessions.ts'

const COLUMNS: Column[] = [
  { key: 'id', label: 'Event', unit: 'text' },
  { key: 'ts', label: 'Time', unit: 'instant' },
  { key: 'name', label: 'Name', unit: 'text' },
  { key: 'page', label: 'Page', unit: 'text' },
  { key: 'value', label: 'Value', unit: 'money' },
  { key: 'currency', label: 'Currency', unit: 'text' },
  { key: 'transaction_id', label: 'Order', unit: 'text' },
  { key: 'items', label: 'Items', unit: 'text' },
  { key: 'params', label: 'Parameters', unit: 'text' },
  { key: 'session_id', label: 'Session', unit: 'text' },
  { key: 'visitor_id', label: 'Visitor', unit: 'text' },
  { key: 'source', label: 'Source', unit: 'text' },
  { key: 'medium', label: 'Medium', unit: 'text' },
  { key: 'campaign', label: 'Campaign', unit: 'text' },
]

/** A page holds the events of `limit` sessions: how many rows that makes depends on them. */
export async function listEvents(store: Store, site: SiteRow, request: ReportRequest): Promise<Page> {
  const period = await boundedPeriod(store, site, request)
  const after = readPlace(request.cursor, 'events', 2)
  // The range itself ends at the place: the planner may look for what lies behind it from the end of the period on.
  const params: Bind[] = [
    site.id,
    period.from_ms,
    after ? Math.min(period.to_ms, after[0] + 1) : period.to_ms,
  ]
  const bind = (value: string | number) => `?${params.push(value)}`
  const conditions = request.filters.map((filter) => condition(filter, ofSession, bind))
  if (after) conditions.push(`(s.started_ms, s.id, s.visitor_id) < (${after.map(bind).join(', ')})`)
  const sql = `
SELECT ${padded('s.id')}, s.started_ms, ${padded('s.visitor_id')}, s.source, s.medium, s.campaign, s.events FROM sessions s
WHERE s.site_id = ?1 AND s.started_ms >= ?2 AND s.started_ms < ?3${conditions.map((one) => ` AND ${one}`).join('')}
ORDER BY s.started_ms DESC, s.id DESC, s.visitor_id DESC
LIMIT ${bind(request.limit)}`
  const sessions = await store.rows({ sql, params })
  const last = sessions.length === request.limit ? sessions.at(-1)! : null
  const next = last && writeCursor('events', placeOf(last))
  return {
    ...heading('events', site, period, request),
    columns: COLUMNS,
    rows: cellsOf(sessions),
    total: {},
    next,
  }
}

function* cellsOf(sessions: Row[string][][]): Generator<Cell[]> {
  for (const session of spent(sessions))
    for (const event of JSON.parse(String(session[6])) as StoredEvent[]) yield eventCells(event, session)
}

/** @param session in the order of the SELECT */
function eventCells(event: StoredEvent, session: Row[string][]): Cell[] {
  const [id, , visitorId, source, medium, campaign] = session
  return [
    event.id,
    new Date(event.ms).toISOString(),
    event.name,
    event.page,
    event.currency === undefined ? null : toMajor(event.value_minor ?? 0, event.currency),
    event.currency ?? null,
    event.transaction_id ?? null,
    event.items ? JSON.stringify(event.items) : null,
    event.params ? JSON.stringify(event.params) : null,
    unpadded(id!),
    unpadded(visitorId!),
    source!,
    medium!,
    campaign!,
  ]
}
