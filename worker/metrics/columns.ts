/**
 * The columns of every report: keys, labels and units. The reports answer with them; the document of the API and the
 * types of the dashboard and the client follow from them (reportRows.ts). Data only.
 */
import type { Column } from '../../wire/answers/report.ts'
import { DIMENSIONS } from './dimensions.ts'
import { BREAKDOWN_METRICS, metricsOf } from './metrics.ts'

/** Columns with the exact types of their keys and units, from which the types of rows are inferred. */
const defineColumns = <const C extends Column>(...columns: C[]): C[] => columns

/** The row's share of all sessions. */
export const SHARE = defineColumns({ key: 'share', label: 'Share', unit: 'percent' })

/** The column that names a page. */
export const PAGE = defineColumns({ key: 'page', label: 'Page', unit: 'text' })

/** `pages`. */
export const PAGE_METRICS = metricsOf('pageviews', ...BREAKDOWN_METRICS)

/** `returning`. A row's `visitors` are those of its kind. */
export const RETURNING_METRICS = metricsOf(...BREAKDOWN_METRICS, 'visitors', 'visits_per_visitor')

/** `timeseries`. */
export const START = defineColumns({ key: 'start', label: 'Start', unit: 'instant' })
export const PREVIOUS_START = defineColumns({
  key: 'previous_start',
  label: 'Start, before',
  unit: 'instant',
})

/** `compare`. */
export const COMPARE_COLUMNS = defineColumns(
  { key: 'metric', label: 'Metric', unit: 'text' },
  { key: 'current', label: 'Current', unit: 'ratio' },
  { key: 'previous', label: 'Before', unit: 'ratio' },
  { key: 'change', label: 'Change', unit: 'percent' },
)

/** `funnel`. */
export const FUNNEL_STAGE = defineColumns({ key: 'stage', label: 'Stage', unit: 'text' })
export const FUNNEL_FIGURES = defineColumns(
  { key: 'count', label: 'Sessions', unit: 'count' },
  { key: 'rate', label: 'Of all sessions', unit: 'percent' },
  { key: 'drop_off', label: 'Lost since the stage before', unit: 'percent' },
)

/** `cohorts`. */
export const COHORT = defineColumns({ key: 'cohort', label: 'Week of the first visit', unit: 'text' })
/** With `by=channel`. */
export const COHORT_CHANNEL = defineColumns({
  key: 'channel',
  label: 'Channel of the first visit',
  unit: 'text',
})
export const COHORT_FIGURES = defineColumns(
  { key: 'week', label: 'Weeks since', unit: 'count' },
  { key: 'visitors', label: 'Visitors', unit: 'count' },
  { key: 'returning', label: 'Returning', unit: 'count' },
  { key: 'returning_rate', label: 'Returning rate', unit: 'percent' },
  { key: 'orders', label: 'Orders', unit: 'count' },
  { key: 'revenue', label: 'Revenue', unit: 'money' },
  { key: 'revenue_per_visitor', label: 'Revenue per visitor so far', unit: 'money' },
)

/** `roi`: what names a row, by `by=`. */
export const ROI_NAMES = {
  campaign: defineColumns(
    { key: 'campaign', label: DIMENSIONS.campaign.label, unit: 'text' },
    { key: 'source', label: DIMENSIONS.source.label, unit: 'text' },
    { key: 'sources', label: 'Sources', unit: 'list' },
  ),
  source: defineColumns(
    { key: 'source', label: DIMENSIONS.source.label, unit: 'text' },
    { key: 'paid', label: 'Paid', unit: 'flag' },
    { key: 'sources', label: 'Sources', unit: 'list' },
  ),
  content: defineColumns(
    { key: 'content', label: DIMENSIONS.content.label, unit: 'text' },
    { key: 'campaign', label: DIMENSIONS.campaign.label, unit: 'text' },
  ),
  total: [],
} satisfies Record<string, Column[]>

export const ROI_FIGURES = defineColumns(
  { key: 'matched', label: 'Matched', unit: 'text' },
  { key: 'clicks', label: 'Clicks', unit: 'count' },
  { key: 'impressions', label: 'Impressions', unit: 'count' },
  { key: 'sessions', label: 'Sessions', unit: 'count' },
  { key: 'conversions', label: 'Conversions', unit: 'count' },
  { key: 'orders', label: 'Orders', unit: 'count' },
  { key: 'revenue', label: 'Revenue', unit: 'money' },
  { key: 'ad_spend', label: 'Ad spend', unit: 'money' },
  { key: 'ad_spend_unconverted', label: 'Ad spend without a rate', unit: 'text' },
  { key: 'profit', label: 'Profit', unit: 'money' },
  { key: 'roi', label: 'ROI', unit: 'percent' },
  { key: 'roas', label: 'ROAS', unit: 'ratio' },
  { key: 'cost_per_conversion', label: 'Cost per conversion', unit: 'money' },
)
/** The values to filter by to select a row. Not in the total. */
export const ROI_VALUES = defineColumns({ key: 'values', label: 'Values', unit: 'list' })

/** `products`. */
export const PRODUCT_COLUMNS = defineColumns(
  { key: 'item_id', label: 'Item ID', unit: 'text' },
  { key: 'item_name', label: 'Item', unit: 'text' },
  { key: 'views', label: 'Views', unit: 'count' },
  { key: 'carts', label: 'Added to cart', unit: 'count' },
  { key: 'purchases', label: 'Orders', unit: 'count' },
  { key: 'quantity', label: 'Quantity', unit: 'count' },
  { key: 'revenue', label: 'Revenue', unit: 'money' },
)

/** `sessions`. */
export const SESSION_COLUMNS = defineColumns(
  { key: 'id', label: 'Session', unit: 'text' },
  { key: 'started_at', label: 'Started', unit: 'instant' },
  { key: 'visitor_id', label: 'Visitor', unit: 'text' },
  { key: 'visit_number', label: 'Visit', unit: 'count' },
  { key: 'channel', label: 'Channel', unit: 'text' },
  { key: 'source', label: 'Source', unit: 'text' },
  { key: 'medium', label: 'Medium', unit: 'text' },
  { key: 'campaign', label: 'Campaign', unit: 'text' },
  { key: 'content', label: 'Content', unit: 'text' },
  { key: 'term', label: 'Term', unit: 'text' },
  { key: 'click_id_kind', label: 'Click ID', unit: 'text' },
  { key: 'landing_page', label: 'Landing page', unit: 'text' },
  { key: 'referrer', label: 'Referrer', unit: 'text' },
  { key: 'country', label: 'Country', unit: 'text' },
  { key: 'region', label: 'Region', unit: 'text' },
  { key: 'city', label: 'City', unit: 'text' },
  { key: 'device', label: 'Device', unit: 'text' },
  { key: 'browser', label: 'Browser', unit: 'text' },
  { key: 'os', label: 'Operating system', unit: 'text' },
  { key: 'pageviews', label: 'Page views', unit: 'count' },
  { key: 'events', label: 'Events', unit: 'count' },
  { key: 'points', label: 'Points', unit: 'count' },
  { key: 'stages', label: 'Stages', unit: 'list' },
  { key: 'converted', label: 'Converted', unit: 'flag' },
  { key: 'revenue', label: 'Revenue', unit: 'money' },
  { key: 'ad_consent', label: 'Ad consent', unit: 'text' },
)

/** `drops`. */
export const DROP_COLUMNS = defineColumns(
  { key: 'reason', label: 'Reason', unit: 'text' },
  { key: 'day', label: 'Day', unit: 'text' },
  { key: 'count', label: 'Events', unit: 'count' },
  { key: 'detail', label: 'Last refused', unit: 'text' },
  { key: 'last_at', label: 'Last time', unit: 'instant' },
)

/** `macros`. `platform`: who would have had to fill it in (`MACRO_OWNERS`). */
export const MACRO_COLUMNS = defineColumns(
  { key: 'parameter', label: 'Parameter', unit: 'text' },
  { key: 'macro', label: 'Macro', unit: 'text' },
  { key: 'platform', label: 'Written for', unit: 'text' },
  { key: 'sessions', label: 'Sessions', unit: 'count' },
  { key: 'last_at', label: 'Last time', unit: 'instant' },
)

/** The export `events`. */
export const EVENT_COLUMNS = defineColumns(
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
  { key: 'ad_consent', label: 'Ad consent', unit: 'text' },
)

/** The export `orders`. */
export const ORDER_COLUMNS = defineColumns(
  { key: 'transaction_id', label: 'Order', unit: 'text' },
  { key: 'ts', label: 'Time', unit: 'instant' },
  { key: 'status', label: 'Status', unit: 'text' },
  { key: 'value', label: 'Value', unit: 'money' },
  { key: 'refunded', label: 'Refunded', unit: 'money' },
  { key: 'currency', label: 'Currency', unit: 'text' },
  { key: 'revenue', label: 'Revenue', unit: 'money' },
  { key: 'channel', label: 'Channel', unit: 'text' },
  { key: 'source', label: 'Source', unit: 'text' },
  { key: 'medium', label: 'Medium', unit: 'text' },
  { key: 'campaign', label: 'Campaign', unit: 'text' },
  { key: 'content', label: 'Content', unit: 'text' },
  { key: 'visitor_id', label: 'Visitor', unit: 'text' },
  { key: 'session_id', label: 'Session', unit: 'text' },
  { key: 'ad_consent', label: 'Ad consent', unit: 'text' },
  { key: 'value_complete', label: 'Value complete', unit: 'flag' },
)
