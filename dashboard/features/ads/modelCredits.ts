/** Joins the answers of all attribution models into one table. */
import { MODELS, type Model } from '../../../wire/model.ts'
import { rounded } from '../../../wire/money.ts'
import type { Answer, BreakdownRow } from '../../shared/fetching/answers.ts'

export type Measure = 'revenue' | 'conversions' | 'orders'

/** The credit by model; null: the row was not among the API's rows for this model. */
export type Credit = Record<Model, number | null>

interface CreditRow {
  /** The API's row with its names. */
  row: BreakdownRow
  credit: Credit
}

export interface Credits {
  /** The rows with the most credit under the reader's model, in descending order. */
  rows: CreditRow[]
  /** The total less the rows; null if the rows are all there are. */
  others: Credit | null
  total: Credit
}

/**
 * Joins the answers of one report, one for each model in the order of MODELS. The answers must be sorted by sessions:
 * no model changes this figure, so they all have the same rows.
 */
export function creditsOf(
  answers: Answer<BreakdownRow>[],
  measure: Measure,
  model: Model,
  most: number,
): Credits {
  const names = answers[0]!.columns.flatMap(({ key, unit }) => (unit === 'text' ? key : []))
  const keyOf = (row: BreakdownRow) => JSON.stringify(names.map((key) => row[key]))
  const found = answers.map(({ rows }) => new Map(rows.map((row) => [keyOf(row), row])))
  // A row without sessions is only in the answers of models that credit it.
  const all = new Map(found.flatMap((rows) => [...rows]))
  const credited = [...all].map(([key, row]) => ({
    row,
    credit: each((_, at) => found[at]!.get(key)?.[measure] ?? (answers[at]!.next === null ? 0 : null)),
  }))
  const rows = credited.sort((a, b) => (b.credit[model] ?? 0) - (a.credit[model] ?? 0)).slice(0, most)
  const total = each((_, at) => Number(answers[at]!.total[measure]))
  const isWhole = all.size <= most && answers.every(({ next }) => next === null)
  const left = (one: Model) =>
    rows.reduce<number | null>(
      (rest, { credit }) => (rest === null || credit[one] === null ? null : rest - credit[one]),
      total[one],
    )
  return { rows, others: isWhole ? null : each((one) => clean(left(one))), total }
}

/** How much more the model credits than another one, also in percent of the other's. null if one of them is unknown. */
export function gainOf(
  credit: Credit,
  model: Model,
  other: Model,
): { amount: number; percent: number | null } | null {
  const [now, then] = [credit[model], credit[other]]
  if (now === null || then === null) return null
  const amount = clean(now - then)!
  return { amount, percent: then ? (100 * amount) / then : amount ? null : 0 }
}

const each = (of: (model: Model, at: number) => number | null): Credit =>
  Object.fromEntries(MODELS.map((model, at) => [model, of(model, at)])) as Credit

/** The API counts in millionths; smaller digits are rounding errors of the subtraction. */
const clean = (value: number | null) => (value === null ? null : rounded(value, 6) + 0)
