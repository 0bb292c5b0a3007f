/** Every event of a period, for the export: newest session first, in order of time within a session. */

import type { Cell } from '../../../wire/answers/report.ts'
import { toMajor } from '../../../wire/money.ts'
import { iso } from '../../../wire/time.ts'
import type { Cells } from '../../engine/engine.ts'
import { EVENT_COLUMNS } from '../../metrics/columns.ts'
import type { StoredEvent } from '../../store/rows.ts'
import { boundedPeriod } from '../comparedPeriod.ts'
import { readPlace, writeCursor } from '../cursor.ts'
import { consume } from '../export/consume.ts'
import type { ExportPage } from '../exportPage.ts'
import { answerOf, type Context } from '../report.ts'
import type { ReportRequest } from '../request.ts'
import { placeOf } from './sessions.ts'

/** A page has the events of `limit` sessions: how many rows that makes depends on them. */
export async function listEvents(
  { engine, site }: Pick<Context, 'engine' | 'site'>,
  request: ReportRequest,
): Promise<ExportPage> {
  const period = await boundedPeriod(engine, site, request.period)
  const after = readPlace(request.cursor, 'events', 2)
  const { limit, filters } = request
  const sessions = await engine.run({ kind: 'events', site, period, filters, after, limit })
  const last = sessions.length === limit ? sessions.at(-1)! : null
  return answerOf(site, request, {
    ...{ report: 'events', period, names: EVENT_COLUMNS },
    rows: cellsOf(sessions),
    total: {},
    next: last && writeCursor('events', placeOf(last)),
  })
}

function* cellsOf(sessions: Cells[]): Generator<Cell[]> {
  for (const session of consume(sessions))
    for (const event of JSON.parse(String(session[6])) as StoredEvent[]) yield eventCells(event, session)
}

/** @param session in the order of `LIST_CELLS.events` */
function eventCells(event: StoredEvent, session: Cells): Cell[] {
  const [id, , visitorId, source, medium, campaign] = session
  return [
    event.id,
    iso(event.ms),
    event.name,
    event.page,
    event.currency === undefined ? null : toMajor(event.value_minor ?? 0, event.currency),
    event.currency ?? null,
    event.transaction_id ?? null,
    event.items ? JSON.stringify(event.items) : null,
    event.params ? JSON.stringify(event.params) : null,
    id!,
    visitorId!,
    source!,
    medium!,
    campaign!,
    event.ad_consent ?? null,
  ]
}
