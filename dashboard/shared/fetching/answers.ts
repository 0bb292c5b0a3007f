/**
 * The API's answers as the page reads them: the types of wire/answers/, and the columns that the page knows by name.
 */
import type {
  AnswerRow,
  CostsAnswer as AnyCostsAnswer,
  Event,
  SessionOrder,
  VisitTouch,
} from '../../../wire/answers/index.ts'
import type { CostFormat } from '../../../worker/costs/costFormat.ts'
import type { ReportRows, ReportTotals, SessionShown } from '../../../worker/metrics/reportRows.ts'

export type { Answer, CostsRow, Rate, Site, Touch, Why } from '../../../wire/answers/index.ts'

/** The figures of every row of a breakdown. `share` is of all sessions. */
export type Metrics = Omit<ReportRows['channels'], 'channel' | `${'previous' | 'change'}_${string}`>
export type General = ReportRows['general']
/** A breakdown's row: the dimensions that the report names, and the metrics. */
export type BreakdownRow = Metrics & AnswerRow
export type FunnelRow = ReportRows['funnel']
export type SessionRow = ReportRows['sessions']
export type EventRow = Event
export type TouchRow = VisitTouch
export type OrderRow = SessionOrder

/** `session.language`: as ISO 639 names it. */
export type SessionAnswer = SessionShown

/** A total of `roi`. null: unknown. */
export type RoiFigures = ReportTotals['roi']
/** Which of the names a row has depends on `by=`. */
export interface RoiRow extends Omit<ReportRows['roi'], 'matched' | 'values'> {
  matched?: 'both' | 'costs only' | 'sessions only' | null
  values: string[]
}

/** What loading a file of costs has changed, or with `preview=1` would change. */
export interface CostsAnswer extends AnyCostsAnswer {
  format: CostFormat['name']
}

export interface Me {
  scope: 'admin' | 'read'
  site: string | null
  /** The admin token can be guessed. Only admins of every site are told. */
  short_admin_token?: true
}
