/** The parameters of the API, each with the limits that the code which reads it enforces. */
import { DEFAULT_MODEL, MODELS } from '../../wire/model.ts'
import { BUCKET_SIZES, COMPARISONS, OPERATORS, PERIODS } from '../../wire/query.ts'
import { RECLASSIFY_STEP } from '../ingest/reclassify.ts'
import { DIMENSIONS, GEO } from '../metrics/dimensions.ts'
import { COMPARED } from '../stats/reports/compareRows.ts'
import { BYS } from '../stats/reports/roi.ts'
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
  ...query('site', 'The site, as it was created.', { type: 'string' }),
  required: true,
}

const INSTANT = 'An ISO date, read in the time zone, or an instant'

export const PERIOD: Parameter[] = [
  query('period', 'The last 24 hours, 7 or 30 times that, or everything; ended by now.', {
    enum: PERIODS,
    default: 'month',
  }),
  query('from', `${INSTANT}; in place of period.`, { type: 'string', examples: ['2026-11-01'] }),
  query('to', `${INSTANT}; exclusive.`, { type: 'string', examples: ['2026-11-08T00:00:00Z'] }),
  query('tz', 'IANA time zone of dates; default: the site’s.', {
    type: 'string',
    examples: ['Europe/Kyiv'],
  }),
]

const FILTER: Parameter = {
  ...query(
    'filter',
    'dimension:operator:value, or value|value for either; may stand several times: all hold.',
    {
      type: 'array',
      maxItems: MAX_FILTERS,
      items: {
        type: 'string',
        pattern: `^(${Object.keys(DIMENSIONS).join('|')}):(${OPERATORS.join('|')}):[\\s\\S]*$`,
        examples: ['source:is:google'],
      },
    },
  ),
  explode: true,
}

const MODEL = query('model', 'How conversions and revenue are shared among the touches before them.', {
  enum: MODELS,
  default: DEFAULT_MODEL,
})

/** What chooses the rows, of a report as of an export. */
export const CHOICE: Parameter[] = [SITE, ...PERIOD, FILTER, MODEL]

/** @param keys the columns to sort by */
export const sortBy = (keys: string[]): Parameter =>
  query('sort', 'A column; with - in front the largest first.', {
    enum: keys.flatMap((key) => [key, `-${key}`]),
  })
/** Where several reports may be asked for. */
export const SORT = query('sort', 'A column of the report; with - in front the largest first.', {
  type: 'string',
  examples: ['-revenue'],
})

export const COMPARE = query(
  'compare',
  'Compares every figure with the days before, or with those of the year before.',
  {
    enum: COMPARISONS,
  },
)
export const ROLLUP = query('rollup', 'off: counts every figure from the sessions themselves.', {
  enum: ['on', 'off'],
  default: 'on',
})

export const BOM = query('bom', '0: a CSV without the mark (BOM) that spreadsheets need.', {
  enum: ['0', '1'],
  default: '1',
})

/** Of a request for several reports. */
export const REPORTS_ASKED: Parameter = {
  ...query('report', 'A report, with parameters of its own behind a question mark.', {
    type: 'array',
    maxItems: MOST_REPORTS,
    items: { type: 'string', examples: ['general', 'sources?limit=5'] },
  }),
  required: true,
  explode: true,
}

/** Every report takes these. */
export const REPORT: Parameter[] = [
  ...CHOICE,
  query('limit', 'Rows of a page.', {
    type: 'integer',
    minimum: 1,
    maximum: LIMIT.most,
    default: LIMIT.default,
  }),
  query('cursor', 'The next of the answer before.', { type: 'string' }),
  ROLLUP,
  query('format', 'csv: the whole period, as the export has it.', { enum: ['json', 'csv'], default: 'json' }),
]

const by = (values: readonly string[], byDefault?: string) =>
  query('by', 'What a row is of.', { enum: values, ...(byDefault ? { default: byDefault } : {}) })

/** What some reports take in addition. */
export const OF_REPORT: Record<string, Parameter[]> = {
  geo: [by(Object.keys(GEO), 'country')],
  timeseries: [query('interval', 'How long a bucket is.', { enum: BUCKET_SIZES, default: 'day' })],
  roi: [
    by(BYS, 'campaign'),
    query('ad_spend', 'The whole spend, in place of the imported costs.', {
      type: 'string',
      examples: ['1250.50'],
    }),
  ],
  cohorts: [by(['channel'])],
}
export const COMPARE_ROWS: Parameter = {
  ...query(
    'compare_rows',
    `How many rows from the top to compare (${COMPARED.least} to ${COMPARED.most}); or as often as there are rows, each time a name.`,
    { type: 'array', maxItems: COMPARED.most, items: { type: 'string', examples: ['2'] } },
  ),
  explode: true,
}
/** Of an export: those that its report takes. */
export const OF_EXPORT: Parameter[] = [
  query('by', 'As for the report.', { type: 'string' }),
  ...OF_REPORT.timeseries!,
  OF_REPORT.roi![1]!,
  COMPARE,
]
export const CURRENCY = query('currency', 'Of a file that does not name its own; ISO 4217.', {
  type: 'string',
})
export const PREVIEW = query('preview', '1: reads and checks the file as a load does, and writes nothing.', {
  enum: ['0', '1'],
  default: '0',
})
export const STEP_ROWS = query('limit', 'Rows of a step.', {
  type: 'integer',
  minimum: 1,
  maximum: RECLASSIFY_STEP.most,
  default: RECLASSIFY_STEP.default,
})
