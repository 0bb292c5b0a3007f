/** The statements that a report sends to D1: for `npm run sql`, and for the tests that keep one of each report. */
import { engineFor } from '../worker/engine/engines.ts'
import { STATE_QUERY } from '../worker/rollup/freshness.ts'
import { EXPORTS } from '../worker/stats/export/exports.ts'
import type { Report } from '../worker/stats/report.ts'
import { REPORTS } from '../worker/stats/reports.ts'
import type { SiteRow } from '../worker/store/rows.ts'
import type { Query, Row, SqlStore } from '../worker/store/sqlStore.ts'

interface Asked {
  /** A report or an export, with its query: `campaigns?period=month`. */
  text: string
  site: SiteRow
  nowMs: number
  /** Answers each statement with its rows. */
  run: (query: Query) => Promise<Row[]>
}

/** Runs a report and returns its statements. Reading the state of rollups, which a Worker remembers, is not among them. */
export async function statementsOf({ text, site, nowMs, run }: Asked): Promise<Query[]> {
  const [name, search = ''] = text.split(/\?(.*)/s) as [string, string?]
  const params: Record<string, string[]> = {}
  for (const [key, value] of new URLSearchParams(search)) params[key] = [...(params[key] ?? []), value]
  const statements: Query[] = []
  const ask = (query: Query) => {
    if (query.sql !== STATE_QUERY) statements.push(query)
    return run(query)
  }
  const store: SqlStore = {
    query: ask,
    rows: async (query) => (await ask(query)).map((row) => Object.values(row)),
  }
  const context = { engine: engineFor(store), site, params, nowMs }
  const known = Object.keys({ ...REPORTS, ...EXPORTS })
  if (!known.includes(name)) throw new Error(`There is no report ${name}. There are ${known.join(', ')}.`)
  const report = (REPORTS as Record<string, Report>)[name]
  await (report ? report(context) : EXPORTS[name]!.page(context))
  return statements
}

/** Without a database: one row for the statements that always have one, and none for the others. */
export const noDatabase =
  (state: string | null) =>
  async ({ sql }: Query): Promise<Row[]> =>
    / AS (state|session_ms|day)\b/.test(sql)
      ? [{ found: '[]', session_ms: null, order_ms: null, day: null, state }]
      : []

/** The statement as a file of SQL: the text, and above it what each placeholder is bound to. */
export function shownStatement({ sql, params }: Query): string {
  const bindings = params.map((value, i) => `-- ?${i + 1} = ${shownValue(value)}`)
  return `${bindings.join('\n')}\n${sql.trim()};\n`
}

/** A JSON list has one line per item. */
function shownValue(value: Query['params'][number]): string {
  if (typeof value !== 'string') return String(value)
  if (!/^\[\{/.test(value)) return `'${value}'`
  const items = (JSON.parse(value) as unknown[]).map((item) => `--   ${JSON.stringify(item)}`)
  return `[\n${items.join(',\n')}\n-- ]`
}
