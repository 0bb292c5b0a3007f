/** The parameters of the API. Their limits are those of the code that reads them. */
import { DEFAULT_MODEL, MODELS } from '../../wire/model.ts'
import { BUCKET_SIZES, COMPARISONS, OPERATORS, PERIODS } from '../../wire/query.ts'
import { RECLASSIFY_STEP } from '../ingest/reclassify.ts'
import { DIMENSIONS, GEO } from '../metrics/dimensions.ts'
import { COMPARED } from '../stats/reports/compareRows.ts'
import { ROI_BYS } from '../stats/reports/roi.ts'
import { MOST_REPORTS } from '../stats/reports.ts'
import { LIMIT, MAX_FILTERS } from '../stats/request.ts'

export interface Parameter {
  name: string
  in: 'query' | 'path'
  required?: boolean
  description: string
  /** JSON Schema, draft 2020-12. */
  schema: Record<string, unknown>
  explode?: boolean
}

const query = (name: string, description: string, schema: Record<string, unknown>): Parameter => ({
  name,
  in: 'query',
  description,
  schema,
})
export const path = (name: string, description: string): Parameter => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string' },
})

export const SITE: Parameter = {
  ...query('site', 'The name of the site.', { type: 'string' }),
  required: true,
}

const INSTANT = 'An ISO date in the time zone, or an ISO instant'

export const DETAIL: Parameter = query(
  'detail',
  'With 1: the detail, which needs an admin token of every site.',
  {
    enum: ['1'],
  },
)

export const PERIOD: Parameter[] = [
  query('period', 'The last 24 hours, the last 7 or 30 times 24 hours, or everything until now.', {
    enum: PERIODS,
    default: 'month',
  }),
  query('from', `${INSTANT}. Instead of period.`, { type: 'string', examples: ['2026-11-01'] }),
  query('to', `${INSTANT}. Exclusive.`, { type: 'string', examples: ['2026-11-08T00:00:00Z'] }),
  query('tz', 'The IANA time zone of dates and buckets. Default: the site’s.', {
    type: 'string',
    examples: ['Europe/Kyiv'],
  }),
]

const FILTER: Parameter = {
  ...query(
    'filter',
    'dimension:operator:value. value|value matches either value. May be repeated: all filters must match.',
    {
      type: 'array',
      maxItems: MAX_FILTERS,
      items: {
        type: 'string',
        pattern: `^(${Object.keys(DIMENSIONS).join('|')}):(${OPERATORS.join('|')}):[\\s\\S]*[^|][\\s\\S]*$`,
        examples: ['source:is:google'],
      },
    },
  ),
  explode: true,
}

const MODEL = query('model', 'The attribution model: how conversions and revenue are shared among touches.', {
  enum: MODELS,
  default: DEFAULT_MODEL,
})

/** The parameters that choose the data of a report or an export. */
export const CHOICE: Parameter[] = [SITE, ...PERIOD, FILTER, MODEL]

/** @param keys the columns to sort by */
export const sortBy = (keys: string[]): Parameter =>
  query('sort', 'The key of a column; -key: the largest first.', {
    enum: keys.flatMap((key) => [key, `-${key}`]),
  })
/** For any report: its keys depend on the report. */
export const SORT = query('sort', 'The key of a column of the report; -key: the largest first.', {
  type: 'string',
  examples: ['-revenue'],
})

export const COMPARE = query(
  'compare',
  'Compares every figure with the previous period, or with the same days of last year.',
  {
    enum: COMPARISONS,
  },
)
export const ROLLUP = query(
  'rollup',
  'off: counts every figure from sessions and orders, without rollups. Admins only.',
  {
    enum: ['on', 'off'],
    default: 'on',
  },
)

const ONE_OR_NONE = { enum: ['0', '1'], default: '0' }
export const ALL_SIGN_INS = query(
  'all',
  '1: also lists the sign-ins of the same token. Admins only.',
  ONE_OR_NONE,
)
export const ALL_SIGN_OUT = query(
  'all',
  '1: signs out every browser that has signed in with the same token.',
  ONE_OR_NONE,
)

export const BOM = query('bom', '0: the CSV has no byte order mark. Excel needs the mark to read UTF-8.', {
  enum: ['0', '1'],
  default: '1',
})

/** For a request for several reports. */
export const REPORTS_ASKED: Parameter = {
  ...query(
    'report',
    'The name of a report, optionally with its own parameters: name?limit=5. May be repeated.',
    {
      type: 'array',
      maxItems: MOST_REPORTS,
      items: { type: 'string', examples: ['general', 'sources?limit=5'] },
    },
  ),
  required: true,
  explode: true,
}

export const CURSOR = query('cursor', 'The field next of the previous page’s answer.', { type: 'string' })

/** What names a person: exactly one of them. */
export const PERSON: Parameter[] = [
  query('visitor_id', 'The id of a browser.', { type: 'string' }),
  query('user_id', 'The shop’s id of the user, as given to identify.', { type: 'string' }),
  query('transaction_id', 'The number of an order.', { type: 'string' }),
]

/** A page of a list. */
export const PAGE: Parameter[] = [
  query('limit', 'The number of rows of a page.', {
    type: 'integer',
    minimum: 1,
    maximum: LIMIT.most,
    default: LIMIT.default,
  }),
  CURSOR,
]

/** Every report takes these. */
export const REPORT: Parameter[] = [
  ...CHOICE,
  ...PAGE,
  ROLLUP,
  query('format', 'csv: a file with all rows, as the export.', { enum: ['json', 'csv'], default: 'json' }),
]

const by = (values: readonly string[], byDefault?: string) =>
  query('by', 'What there is a row for.', { enum: values, ...(byDefault ? { default: byDefault } : {}) })

/** Parameters that only some reports have. */
export const OF_REPORT: Record<string, Parameter[]> = {
  geo: [by(Object.keys(GEO), 'country')],
  timeseries: [query('interval', 'The length of a bucket.', { enum: BUCKET_SIZES, default: 'day' })],
  roi: [
    by(ROI_BYS, 'campaign'),
    query('ad_spend', 'The total spend in the site’s currency, instead of the imported costs.', {
      type: 'string',
      examples: ['1250.50'],
    }),
  ],
  cohorts: [by(['channel'])],
}
export const COMPARE_ROWS: Parameter = {
  ...query(
    'compare_rows',
    `Compares the conversion rates of rows: the first ${COMPARED.least} to ${COMPARED.most} (a number), or the named ones (repeat the parameter).`,
    { type: 'array', maxItems: COMPARED.most, items: { type: 'string', examples: ['2'] } },
  ),
  explode: true,
}
/** For an export. Each has an effect only if its report takes it. */
export const OF_EXPORT: Parameter[] = [
  query('by', 'As for the report.', { type: 'string' }),
  ...OF_REPORT.timeseries!,
  OF_REPORT.roi![1]!,
  COMPARE,
]
export const CURRENCY = query('currency', 'The currency of a file that does not state one (ISO 4217).', {
  type: 'string',
})
export const PREVIEW = query('preview', '1: reads and checks the file, but stores nothing.', {
  enum: ['0', '1'],
  default: '0',
})
export const STEP_ROWS = query('limit', 'The number of rows of one step.', {
  type: 'integer',
  minimum: 1,
  maximum: RECLASSIFY_STEP.most,
  default: RECLASSIFY_STEP.default,
})
