/** The frame of every report's answer, and the rows that its columns make. */
import { z } from 'zod'
import { errorAnswer } from './service.ts'
import { currency, instant, money, text, unconverted } from './values.ts'

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

export const columnAnswer = z.strictObject({
  key: z.string(),
  label: z.string(),
  unit: z.enum(Object.keys(CELLS) as [Unit, ...Unit[]]),
} satisfies Record<keyof Column, z.ZodType>)

export const cell = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])
export type Cell = z.infer<typeof cell>
/** A row of any report, by the keys of its columns. */
export type AnswerRow = Record<string, Cell>

/** With `compare_rows=`: conversion rates side by side, in percent. */
export const comparisonAnswer = z.strictObject({
  dimension: z.string(),
  confidence: z.number().describe('Of the intervals from low to high, in percent.'),
  rows: z.array(
    z.strictObject({
      name: z.string(),
      sessions: z.number(),
      conversions: z.number(),
      conversion_rate: z.number(),
      low: money.describe('Null without a session, or with more conversions than sessions.'),
      high: money,
      chance_best: money,
    }),
  ),
  p_value: money.describe('Whether all rates could be the same; null where there is too little to say.'),
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
      'With compare: the period compared with. Beside each metric m of a row and of the total then stand previous_m and change_m: the growth in percent, null where there was nothing to grow from.',
    ),
  unconverted: z
    .array(unconverted)
    .optional()
    .describe('In general and roi, where there is any: orders in currencies without an exchange rate.'),
  unconverted_costs: z
    .array(z.strictObject({ currency, ad_spend: z.number() }))
    .optional()
    .describe('In roi, likewise.'),
  unmatched_costs: z
    .strictObject({ rows: z.int(), ad_spend: z.number() })
    .optional()
    .describe('In roi by campaign, source or content, where there are any: rows with costs and no session.'),
  comparison: comparisonAnswer.optional().describe('With compare_rows: whether the rates of rows differ.'),
  next: text.describe('Send it as cursor= for the next page; null on the last one.'),
})
type AnyReport = z.infer<typeof reportAnswer>

/** A report's answer whose rows are known by the keys of their columns. */
export interface Answer<Row = AnswerRow, Total = AnswerRow> extends Omit<AnyReport, 'rows' | 'total'> {
  rows: Row[]
  total: Total
}

/** Reports in the order in which they were asked for. One that cannot be answered is an error in its place. */
export const reportsAnswer = z.strictObject({
  reports: z.array(z.union([reportAnswer, errorAnswer.extend({ status: z.int() })])),
})
export type ReportsAnswer = z.infer<typeof reportsAnswer>
