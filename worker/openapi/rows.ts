/** The rows and the total of each report as zod schemas. */
import { z } from 'zod'
import { CELLS, reportAnswer } from '../../wire/answers/report.ts'
import { sessionAnswer } from '../../wire/answers/session.ts'
import { type Cells, type ReportName, ROWS, type RowSpec } from '../metrics/reportRows.ts'
import { compareColumns } from '../stats/compare.ts'

/** The columns that `sort=` may name; none if the report has a fixed order. Some of them exist only with a certain `by=`. */
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

/** The figures, with their `previous_` and `change_`. */
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

/** The keys of a report's total, without `previous_` and `change_`. */
export const totalKeys = ({ total, figures }: RowSpec): readonly string[] =>
  total ?? figures.map(({ key }) => key)

function totalOf(spec: RowSpec) {
  const all: Record<string, z.ZodType> = rowOf(spec).shape
  const own = totalKeys(spec)
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
