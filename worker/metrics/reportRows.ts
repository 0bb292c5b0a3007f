/**
 * The columns of each report's rows, and their types. The schemas of the API's document are made from them
 * (worker/openapi/rows.ts); the dashboard and the client take their types from here. Data only.
 */
import type { CellTypes, Column } from '../../wire/answers/report.ts'
import type { AnySession } from '../../wire/answers/session.ts'
import type { DimensionKey } from '../../wire/query.ts'
import {
  COHORT,
  COHORT_CHANNEL,
  COHORT_FIGURES,
  COMPARE_COLUMNS,
  DROP_COLUMNS,
  FUNNEL_FIGURES,
  FUNNEL_STAGE,
  MACRO_COLUMNS,
  PAGE,
  PAGE_METRICS,
  PREVIOUS_START,
  PRODUCT_COLUMNS,
  RETURNING_METRICS,
  ROI_FIGURES,
  ROI_NAMES,
  ROI_VALUES,
  SESSION_COLUMNS,
  SHARE,
  START,
} from './columns.ts'
import { BREAKDOWNS, type Breakdown, GEO } from './dimensions.ts'
import { BREAKDOWN_METRICS, GENERAL_METRICS, METRICS, type MetricKey } from './metrics.ts'

/** A column as far as a row needs it. */
export type Cells = Pick<Column, 'key' | 'unit'>

export interface RowSpec {
  /** In every row, but not in the total. */
  names: readonly Cells[]
  /** In rows only with certain query parameters. Not in the total. */
  optional?: readonly Cells[]
  /** In every row and in the total. With `compare=` each of them also has `previous_` and `change_`. */
  figures: readonly Cells[]
  /** The keys that may be null. */
  nullable?: readonly string[]
  /** The keys of the total, where they are not those of the figures. */
  total?: readonly string[]
  /** The report has a fixed order: it does not take `sort=`. */
  unsorted?: true
  /** The report has nothing to compare: it refuses `compare=`. */
  uncompared?: true
}

type KeysOf<C extends readonly Cells[]> = C[number]['key']
type OptionalOf<S extends RowSpec> = S extends { optional: infer C extends readonly Cells[] } ? C : never[]
type CellOf<S extends RowSpec, C extends readonly Cells[], K> =
  | CellTypes[Extract<C[number], { key: K }>['unit']]
  | (S extends { nullable: readonly (infer N)[] } ? (K extends N ? null : never) : never)

type Figures<S extends RowSpec, F extends readonly Cells[] = S['figures']> = {
  [K in KeysOf<F>]: CellOf<S, F, K>
} & { [K in KeysOf<F> as `previous_${K}`]?: CellOf<S, F, K> } & {
  [K in KeysOf<F> as `change_${K}`]?: number | null
}

/** A row of a report with these columns. */
type RowOf<S extends RowSpec> = { [K in KeysOf<S['names']>]: CellOf<S, S['names'], K> } & {
  [K in KeysOf<OptionalOf<S>>]?: CellOf<S, OptionalOf<S>, K>
} & Figures<S>

type TotalOf<S extends RowSpec> = S extends { total: readonly (infer K extends string)[] }
  ? Pick<RowOf<S>, keyof RowOf<S> & (K | `${'previous' | 'change'}_${K}`)>
  : Figures<S>

const define = <const S extends RowSpec>(spec: S): S => spec

/** Dimensions are texts. A missing value is `(not set)`. */
const dimensions = <K extends DimensionKey>(keys: readonly K[]) =>
  keys.map((key) => ({ key, unit: 'text' })) as { [D in K]: { key: D; unit: 'text' } }[K][]
const metrics = <K extends MetricKey>(keys: readonly K[]) =>
  keys.map((key) => ({ key, unit: METRICS[key].unit })) as {
    [M in K]: { key: M; unit: (typeof METRICS)[M]['unit'] }
  }[K][]
/** The columns that are compared with another period: all but texts. */
const numbers = <C extends Cells>(columns: readonly C[]) =>
  columns.filter(({ unit }) => unit !== 'text') as Exclude<C, { unit: 'text' }>[]
const texts = <C extends Cells>(columns: readonly C[]) =>
  columns.filter(({ unit }) => unit === 'text') as Extract<C, { unit: 'text' }>[]

const breakdown = <K extends DimensionKey>(by: readonly K[]) =>
  define({ names: [...dimensions(by), ...SHARE], figures: metrics(BREAKDOWN_METRICS) })

/** Made from the list of breakdowns, so that a new one in dimensions.ts needs no change here. */
const breakdowns = Object.fromEntries(
  Object.entries(BREAKDOWNS).map(([report, by]) => [report, breakdown<DimensionKey>(by)]),
) as unknown as { [B in Breakdown]: ReturnType<typeof breakdown<(typeof BREAKDOWNS)[B][number]>> }

const general = define({ names: [], figures: metrics(GENERAL_METRICS) })
const NOT_ALWAYS_KNOWN = [
  ...(['matched', 'clicks', 'impressions', 'ad_spend', 'ad_spend_unconverted', 'profit'] as const),
  ...(['roi', 'roas', 'cost_per_conversion'] as const),
]
const MAY_BE_MISSING = [
  ...(['campaign', 'content', 'term', 'click_id_kind', 'referrer', 'country', 'region', 'city'] as const),
  ...(['browser', 'os', 'language', 'ad_consent'] as const),
]

/** Every report by its name. */
export const ROWS = {
  general,
  timeseries: define({ ...general, names: START, optional: PREVIOUS_START, unsorted: true }),
  ...breakdowns,
  geo: define({ ...breakdowns.geo, optional: dimensions(GEO.city) }),
  pages: define({ names: [...PAGE, ...SHARE], figures: metrics(PAGE_METRICS) }),
  returning: define({
    names: [...dimensions(['visitor']), ...SHARE],
    figures: metrics(RETURNING_METRICS),
  }),
  roi: define({
    names: texts(ROI_FIGURES),
    optional: [...ROI_NAMES.campaign, ...ROI_NAMES.source, ...ROI_NAMES.content, ...ROI_VALUES],
    figures: numbers(ROI_FIGURES),
    nullable: NOT_ALWAYS_KNOWN,
    total: [...numbers(ROI_FIGURES).map(({ key }) => key), 'ad_spend_unconverted'],
  }),
  funnel: define({ names: FUNNEL_STAGE, figures: FUNNEL_FIGURES, total: ['count'], unsorted: true }),
  compare: define({ names: COMPARE_COLUMNS, figures: [], nullable: ['change'], unsorted: true }),
  cohorts: define({
    names: [...COHORT, ...COHORT_FIGURES],
    optional: COHORT_CHANNEL,
    figures: [],
    total: ['visitors', 'orders', 'revenue', 'revenue_per_visitor'],
    unsorted: true,
    uncompared: true,
  }),
  sessions: define({
    names: SESSION_COLUMNS,
    figures: [],
    nullable: MAY_BE_MISSING,
    unsorted: true,
    uncompared: true,
  }),
  products: define({ names: texts(PRODUCT_COLUMNS), figures: numbers(PRODUCT_COLUMNS) }),
  drops: define({
    names: DROP_COLUMNS,
    figures: [],
    nullable: ['detail', 'last_at'],
    total: ['count'],
    unsorted: true,
    uncompared: true,
  }),
  macros: define({
    names: MACRO_COLUMNS,
    figures: [],
    total: ['sessions'],
    unsorted: true,
    uncompared: true,
  }),
} satisfies Record<string, RowSpec>

export type ReportName = keyof typeof ROWS
export type ReportRows = { [R in ReportName]: RowOf<(typeof ROWS)[R]> }
export type ReportTotals = { [R in ReportName]: TotalOf<(typeof ROWS)[R]> }

/** One session in detail. `session.language`: as ISO 639 names it. */
export type SessionShown = Omit<AnySession, 'session'> & {
  session: ReportRows['sessions'] & { language: string | null }
}
