/**
 * The rows of each report: as zod schemas for the document, and as types for the dashboard and the client. Both follow
 * from the columns that the reports themselves answer with, so that a new metric or column appears in all of them.
 */
import { z } from 'zod'
import { CELLS, type Column, reportAnswer, type Unit } from '../../wire/answers/report.ts'
import { sessionAnswer } from '../../wire/answers/session.ts'
import { BREAKDOWNS, type DimensionKey, GEO } from '../metrics/dimensions.ts'
import { BREAKDOWN_METRICS, GENERAL_METRICS, METRICS, type MetricKey } from '../metrics/metrics.ts'
import { compareColumns } from '../stats/compare.ts'
import { PAGE, SHARE } from '../stats/report.ts'
import * as cohorts from '../stats/reports/cohorts.ts'
import * as drops from '../stats/reports/drops.ts'
import * as funnel from '../stats/reports/funnel.ts'
import { COMPARE_COLUMNS } from '../stats/reports/general.ts'
import { PAGE_METRICS } from '../stats/reports/pages.ts'
import * as products from '../stats/reports/products.ts'
import { RETURNING_METRICS } from '../stats/reports/returning.ts'
import * as roi from '../stats/reports/roi.ts'
import * as sessions from '../stats/reports/sessions.ts'
import { PREVIOUS_START, START } from '../stats/reports/timeseries.ts'

/** A column as far as a row needs it. */
type Cells = Pick<Column, 'key' | 'unit'>

interface RowSpec {
  /** In every row, but not in the total. */
  names: readonly Cells[]
  /** In some rows, as the query asks. Not in the total. */
  optional?: readonly Cells[]
  /** In every row and in the total; with `compare=` beside `previous_` and `change_`. */
  figures: readonly Cells[]
  /** The keys that may be null. */
  nullable?: readonly string[]
  /** The keys of the total, where they are not those of the figures. */
  total?: readonly string[]
  /** The rows have one order, which is not for the query to choose. */
  unsorted?: true
}

type CellOf<U extends Unit> = z.infer<(typeof CELLS)[U]>
type KeysOf<C extends readonly Cells[] | undefined> = NonNullable<C>[number]['key']
type UnitOf<C extends readonly Cells[] | undefined, K> = Extract<NonNullable<C>[number], { key: K }>['unit']
type NullOf<S extends RowSpec, K> = K extends NonNullable<S['nullable']>[number] ? null : never

type Figures<S extends RowSpec> = {
  [K in KeysOf<S['figures']>]: CellOf<UnitOf<S['figures'], K>> | NullOf<S, K>
} & {
  [K in KeysOf<S['figures']> as `previous_${K}`]?: CellOf<UnitOf<S['figures'], K>> | NullOf<S, K>
} & { [K in KeysOf<S['figures']> as `change_${K}`]?: number | null }

/** A row of a report with these columns. */
type RowOf<S extends RowSpec> = {
  [K in KeysOf<S['names']>]: CellOf<UnitOf<S['names'], K>> | NullOf<S, K>
} & {
  [K in KeysOf<S['optional']>]?: CellOf<UnitOf<S['optional'], K>> | NullOf<S, K>
} & Figures<S>

const define = <const S extends RowSpec>(spec: S): S => spec

/** Dimensions are text; what has no value is `(not set)`. */
const dimensions = <K extends DimensionKey>(keys: readonly K[]) =>
  keys.map((key) => ({ key, unit: 'text' as const }) as { key: K; unit: 'text' })
const metrics = <K extends MetricKey>(keys: readonly K[]) =>
  keys.map((key) => ({ key, unit: METRICS[key].unit })) as {
    [M in K]: { key: M; unit: (typeof METRICS)[M]['unit'] }
  }[K][]
/** The columns that are compared with another period: all but texts. */
const numbers = <C extends Cells>(columns: readonly C[]) =>
  columns.filter(({ unit }) => unit !== 'text') as Exclude<C, { unit: 'text' }>[]
const texts = <C extends Cells>(columns: readonly C[]) =>
  columns.filter(({ unit }) => unit === 'text') as Extract<C, { unit: 'text' }>[]

const breakdown = <K extends DimensionKey, O extends DimensionKey = never>(
  by: readonly K[],
  more: readonly O[] = [],
) =>
  define({
    names: [...dimensions(by), ...SHARE],
    optional: dimensions(more),
    figures: metrics(BREAKDOWN_METRICS),
  })

const general = define({ names: [], figures: metrics(GENERAL_METRICS) })
const NOT_ALWAYS_KNOWN = [
  ...(['matched', 'clicks', 'impressions', 'ad_spend', 'ad_spend_unconverted', 'profit'] as const),
  ...(['roi', 'roas', 'cost_per_conversion'] as const),
]
const MAY_BE_MISSING = [
  ...(['campaign', 'content', 'term', 'click_id_kind', 'referrer', 'country', 'region', 'city'] as const),
  ...(['device', 'browser', 'os', 'language'] as const),
]

/** Every report by its name. */
export const ROWS = {
  general,
  timeseries: define({ ...general, names: START, optional: PREVIOUS_START, unsorted: true }),
  channels: breakdown(BREAKDOWNS.channels),
  sources: breakdown(BREAKDOWNS.sources),
  campaigns: breakdown(BREAKDOWNS.campaigns),
  content: breakdown(BREAKDOWNS.content),
  terms: breakdown(BREAKDOWNS.terms),
  click_ids: breakdown(BREAKDOWNS.click_ids),
  referrers: breakdown(BREAKDOWNS.referrers),
  landing_pages: breakdown(BREAKDOWNS.landing_pages),
  geo: breakdown(BREAKDOWNS.geo, GEO.city),
  devices: breakdown(BREAKDOWNS.devices),
  browsers: breakdown(BREAKDOWNS.browsers),
  os: breakdown(BREAKDOWNS.os),
  languages: breakdown(BREAKDOWNS.languages),
  pages: define({ names: [...PAGE, ...SHARE], figures: metrics(PAGE_METRICS) }),
  returning: define({
    names: [...dimensions(['visitor']), ...SHARE],
    figures: metrics(RETURNING_METRICS),
  }),
  roi: define({
    names: texts(roi.FIGURES),
    optional: [...roi.NAMES.campaign, ...roi.NAMES.source, ...roi.NAMES.content, ...roi.VALUES],
    figures: numbers(roi.FIGURES),
    nullable: NOT_ALWAYS_KNOWN,
    total: [...numbers(roi.FIGURES).map(({ key }) => key), 'ad_spend_unconverted'],
  }),
  funnel: define({ names: funnel.STAGE, figures: funnel.COLUMNS, total: ['count'], unsorted: true }),
  compare: define({ names: COMPARE_COLUMNS, figures: [], nullable: ['change'], unsorted: true }),
  cohorts: define({
    names: [...cohorts.COHORT, ...cohorts.FIGURES],
    optional: cohorts.CHANNEL,
    figures: [],
    total: ['visitors', 'orders', 'revenue', 'revenue_per_visitor'],
    unsorted: true,
  }),
  sessions: define({ names: sessions.COLUMNS, figures: [], nullable: MAY_BE_MISSING, unsorted: true }),
  products: define({ names: texts(products.COLUMNS), figures: numbers(products.COLUMNS) }),
  drops: define({
    names: drops.COLUMNS,
    figures: [],
    nullable: ['detail', 'last_at'],
    total: ['count'],
    unsorted: true,
  }),
} satisfies Record<string, RowSpec>

export type ReportName = keyof typeof ROWS
export type ReportRows = { [R in ReportName]: RowOf<(typeof ROWS)[R]> }
export type ReportTotals = { [R in ReportName]: Figures<(typeof ROWS)[R]> }

/** The columns that `sort=` may name; none where the order is fixed. Those that only some rows have need their `by=`. */
export function sortKeys(name: ReportName): string[] {
  const { names, optional = [], figures, unsorted }: RowSpec = ROWS[name]
  const keys = [...names, ...optional, ...figures].map(({ key }) => key).filter((key) => key !== 'share')
  return unsorted ? [] : [...new Set(keys)]
}

function cellOf({ key, unit }: Cells, nullable: readonly string[] = []): z.ZodType {
  return nullable.includes(key) ? CELLS[unit].nullable() : CELLS[unit]
}

const keyed = (columns: readonly Cells[], schema: (column: Cells) => z.ZodType) =>
  Object.fromEntries(columns.map((column) => [column.key, schema(column)]))

/** The figures, and beside them those of the period compared with. */
function figuresOf({ figures, nullable }: RowSpec) {
  const compared = figures.flatMap((one) => compareColumns({ ...one, label: '' }).slice(1))
  const mayBeNull = (key: string) =>
    key.startsWith('change_') || (nullable ?? []).includes(key.replace('previous_', ''))
  return {
    ...keyed(figures, (one) => cellOf(one, nullable)),
    ...keyed(compared, (one) => cellOf(one, mayBeNull(one.key) ? [one.key] : []).optional()),
  }
}

const rowOf = (spec: RowSpec) =>
  z.strictObject({
    ...keyed(spec.optional ?? [], (one) => cellOf(one, spec.nullable).optional()),
    ...keyed(spec.names, (one) => cellOf(one, spec.nullable)),
    ...figuresOf(spec),
  })

/** Of the other keys of a total none is compared. */
function totalOf(spec: RowSpec) {
  const all: Record<string, z.ZodType> = rowOf(spec).shape
  const own = spec.total ?? spec.figures.map(({ key }) => key)
  const kept = Object.entries(all).filter(([key]) => own.includes(key.replace(/^(previous|change)_/, '')))
  return z.strictObject(Object.fromEntries(kept))
}

/** The schema of one report's answer. */
export function reportSchema(name: ReportName) {
  const spec: RowSpec = ROWS[name]
  return reportAnswer.extend({
    report: z.literal(name),
    rows: z.array(rowOf(spec)),
    total: totalOf(spec),
  })
}

/** The schema of one session in detail: its row, and the language of its browser. */
export const sessionSchema = sessionAnswer.extend({
  session: rowOf({
    ...ROWS.sessions,
    names: [...ROWS.sessions.names, { key: 'language', unit: 'text' }],
  }),
})
export type SessionShown = Omit<z.infer<typeof sessionAnswer>, 'session'> & {
  session: ReportRows['sessions'] & { language: string | null }
}
