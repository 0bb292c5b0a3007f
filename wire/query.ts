/** Words of a report's query, which the Worker reads and the dashboard writes. Imports nothing. */

/** The last 24 hours, the last 7 times 24 hours, the last 30 times 24 hours, and all time. */
export const PERIODS = ['today', 'week', 'month', 'all'] as const
export type PeriodName = (typeof PERIODS)[number]

/** What a period is compared with: as many days just before it, or the same days of the year before. */
export const COMPARISONS = ['previous', 'year'] as const
export type Comparison = (typeof COMPARISONS)[number]

/** What reports break down and filter by, in the order in which the dashboard offers it. */
export const DIMENSION_KEYS = [
  'channel',
  'source',
  'medium',
  'campaign',
  'content',
  'term',
  'kind',
  'referrer',
  'landing_page',
  'country',
  'region',
  'city',
  'language',
  'device',
  'browser',
  'os',
  'visitor',
] as const
export type DimensionKey = (typeof DIMENSION_KEYS)[number]

/** How a filter compares a dimension with its values. */
export const OPERATORS = ['is', 'is_not', 'contains', 'not_contains'] as const
export type Operator = (typeof OPERATORS)[number]

/** How long a bucket of a time series is: the values of `interval=`. */
export const BUCKET_SIZES = ['hour', 'day', 'week', 'month'] as const
export type BucketSize = (typeof BUCKET_SIZES)[number]

/** The name of a missing value in reports and filters, as in GA4. */
export const NOT_SET = '(not set)'

/** The channel of a touch that no rule fits. */
export const UNASSIGNED = 'Unassigned'
/** The channels that name no source. */
export const SOURCELESS_CHANNELS: readonly string[] = ['Direct', UNASSIGNED]
