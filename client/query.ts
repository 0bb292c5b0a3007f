/** The parameters that reports take. */
import type { Model } from '../wire/model.ts'
import type { BucketSize, Comparison, PeriodName } from '../wire/query.ts'
import type { ReportRows } from './types.ts'

export type ReportName = keyof ReportRows

/** A column of a report to sort by. */
type SortKey<R extends ReportName> = Exclude<
  keyof ReportRows[R] & string,
  'share' | `${'previous' | 'change'}_${string}`
>

/** The parameters of a report. `GET /api/openapi.json` lists those of each report; others get 400. */
export interface ReportQuery<R extends ReportName = ReportName> {
  /** By default the client's site. */
  site?: string
  /** Or `from` and `to`. */
  period?: PeriodName
  from?: string
  to?: string
  tz?: string
  /** `dimension:operator:value|value`, such as `source:is:google`. All of several hold. */
  filter?: string | string[]
  model?: Model
  /** With `-` in front the largest first. */
  sort?: SortKey<R> | `-${SortKey<R>}`
  limit?: number
  cursor?: string
  compare?: Comparison
  /** For `campaigns` and `content`: how many rows to compare, or their names. */
  compare_rows?: number | string[]
  /** For `geo`, `roi` and `cohorts`: what a row is of. */
  by?: string
  /** For `timeseries`. */
  interval?: BucketSize
  /** For `roi`: the whole spend, in place of the imported costs. */
  ad_spend?: number | string
  rollup?: 'on' | 'off'
}

/** The parameters of an export: those of the report, but the whole period. */
export type ExportQuery = Omit<ReportQuery, 'limit' | 'cursor' | 'sort'> & {
  sort?: string
  /** `0`: a CSV without the mark (BOM) that spreadsheets need. */
  bom?: '0' | '1'
}
