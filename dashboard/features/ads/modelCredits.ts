/** The same sales under every attribution model, side by side. */
import { MODELS, type Model } from '../../../wire/model.ts'
import { rounded } from '../../../wire/money.ts'
import type { Answer, BreakdownRow } from '../../shared/fetching/answers.ts'

export type Measure = 'revenue' | 'conversions' | 'orders'

/** Of each model; null where the API's rows do not reach so far. */
export type Credit = Record<Model, number | null>

export interface CreditRow {
  /** The API's row, with the names. */
  row: BreakdownRow
  credit: Credit
}

export interface Credits {
  /** The best under the reader's model, best first. */
  rows: CreditRow[]
  /** What the rows leave to reach the total; null where they are all. */
  others: Credit | null
  total: Credit
}

/**
 * Lays answers of one report beside each other, one a model in the order of MODELS. They must be sorted by sessions,
 * the one figure that no model changes: so they hold the same rows.
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
  // A row without a session stands only under the models that credit it.
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

/** What the reader's model gives beyond another, and in percent of that; null where there is nothing to hold it to. */
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

/** Millionths are what the API counts in; less is dust of subtraction. */
const clean = (value: number | null) => (value === null ? null : rounded(value, 6) + 0)
