/** The fields that every report's answer has, and the types of its rows. */
import { z } from 'zod'
import { errorAnswer } from './service.ts'
import { currency, instant, text, unconverted } from './values.ts'

/**
 * What a cell of each unit holds.
 * count: a whole number, or the part of one that a touch is credited with; percent: 8 means 8 %; money: major units of
 * the site's currency; ratio: any other number.
 */
export const CELLS = {
  text: z.string(),
  count: z.number(),
  percent: z.number(),
  money: z.number(),
  instant: z.iso.datetime({ offset: true }),
  ratio: z.number(),
  flag: z.boolean(),
  list: z.array(z.string()),
} as const satisfies Record<string, z.ZodType>
export type Unit = keyof typeof CELLS
export type CellTypes = { [U in Unit]: z.infer<(typeof CELLS)[U]> }

export interface Column {
  key: string
  label: string
  unit: Unit
}

const columnAnswer = z.strictObject({
  key: z.string(),
  label: z.string(),
  unit: z.enum(Object.keys(CELLS) as [Unit, ...Unit[]]),
} satisfies Record<keyof Column, z.ZodType>)

export const cell = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])
export type Cell = z.infer<typeof cell>
/** A row of any report, by the keys of its columns. */
export type AnswerRow = Record<string, Cell>

/** Null: not known. */
const percent = z.number().nullable()

/** With `compare_rows=`: conversion rates side by side, in percent. */
export const comparisonAnswer = z.strictObject({
  dimension: z.string(),
  confidence: z.number().describe('The confidence level of the intervals low to high, in percent.'),
  rows: z.array(
    z.strictObject({
      name: z.string(),
      sessions: z.number(),
      conversions: z.number(),
      conversion_rate: z.number(),
      low: percent.describe('Null without a session, or with more conversions than sessions.'),
      high: percent,
      chance_best: percent,
    }),
  ),
  p_value: z
    .number()
    .nullable()
    .describe('How probable such differences are if all rates are equal (0 to 1). Null: too few data.'),
  significant: z.boolean().nullable(),
})
export type Comparison = z.infer<typeof comparisonAnswer>

/** Every report. worker/openapi/rows.ts narrows the rows and the total by report. */
export const reportAnswer = z.strictObject({
  report: z.string(),
  site: z.string(),
  period: z.strictObject({ from: instant, to: instant, timezone: z.string() }).describe('to is exclusive.'),
  currency,
  columns: z.array(columnAnswer),
  rows: z.array(z.record(z.string(), cell)),
  total: z.record(z.string(), cell).describe('Over all rows, not only those of this page.'),
  previous: z
    .strictObject({ from: instant, to: instant })
    .optional()
    .describe(
      'With compare: the period compared with. Each metric m of the rows and the total then has previous_m, its value in that period, and change_m, the growth in percent; null if the value was 0 before.',
    ),
  unconverted: z
    .array(unconverted)
    .optional()
    .describe('In general and roi, if there are any: orders in currencies without an exchange rate.'),
  campaigns_with_costs: z
    .record(z.string(), cell)
    .optional()
    .describe(
      'In roi by campaign, source or total, if there are costs: the columns of the total, of the campaigns with costs only. The total is blended: it has the revenue of all sessions.',
    ),
  unconverted_costs: z
    .array(z.strictObject({ currency, ad_spend: z.number() }))
    .optional()
    .describe('In roi, if there is any: spend in currencies without an exchange rate.'),
  unmatched_costs: z
    .strictObject({ rows: z.int(), ad_spend: z.number().nullable() })
    .optional()
    .describe(
      'In roi by campaign, source or content, if there are any: rows with costs but no session. `ad_spend` is null if no rate is known for any of them.',
    ),
  comparison: comparisonAnswer.optional().describe('With compare_rows: whether the rates of rows differ.'),
  next: text.describe('Send it as cursor= for the next page; null on the last one.'),
})
type AnyReport = z.infer<typeof reportAnswer>

/** A report's answer with the types of its rows and its total. */
export interface Answer<Row = AnswerRow, Total = AnswerRow> extends Omit<AnyReport, 'rows' | 'total'> {
  rows: Row[]
  total: Total
}

/** Reports in the order in which they were requested. In place of a report that failed there is its error. */
export const reportsAnswer = z.strictObject({
  reports: z.array(z.union([reportAnswer, errorAnswer.extend({ status: z.int() })])),
})
