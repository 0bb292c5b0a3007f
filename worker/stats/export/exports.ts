/** Everything that can be exported: every report, and two lists that are too long to be a report: events and orders. */
import { cellsOf, type ExportPage } from '../exportPage.ts'
import { type Context, type Report, requestOf } from '../report.ts'
import { listCohorts } from '../reports/cohorts.ts'
import { listEvents } from '../reports/events.ts'
import { listOrders } from '../reports/orders.ts'
import { listSessions } from '../reports/sessions.ts'
import { REPORTS } from '../reports.ts'
import type { ReportRequest } from '../request.ts'

export interface Export {
  /** The page that the request's cursor names. */
  page(context: Context): Promise<ExportPage>
  /** How many rows a page has. So many rows are in memory at a time. */
  rows: number
}

/** A report is read in as few statements as possible, because sessions that arrive between two of them change its total. */
const REPORT_ROWS = 10_000

/**
 * The number of rows on a page of a list. With twice as many, V8 would need twice as much memory for new objects. With
 * fewer, a million rows would need more than the 1000 statements that D1 allows in a request.
 */
const LIST_ROWS = 1100
/** The number of sessions whose events are on one page of the export of events. */
const EVENT_SESSIONS = 1000

const reportExport = (report: Report): Export => ({
  rows: REPORT_ROWS,
  page: async (context) => {
    const answer = await report(context)
    return { ...answer, rows: cellsOf(answer.rows, answer.columns) }
  },
})

const listExport = (
  rows: number,
  list: (context: Context, request: ReportRequest) => Promise<ExportPage>,
): Export => ({ rows, page: (context) => list(context, requestOf(context)) })

export const EXPORTS: Record<string, Export> = {
  ...Object.fromEntries(Object.entries(REPORTS).map(([name, report]) => [name, reportExport(report)])),
  sessions: listExport(LIST_ROWS, listSessions),
  cohorts: { rows: REPORT_ROWS, page: listCohorts },
  events: listExport(EVENT_SESSIONS, listEvents),
  orders: listExport(LIST_ROWS, listOrders),
}

/** The media type of a workbook. */
export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
