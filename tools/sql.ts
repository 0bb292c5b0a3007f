/**
 * `npm run sql -- 'campaigns?period=month&filter=country:is:UA'`: prints the SQL of a report with the values that it binds.
 * On the database of `npm start` it also prints each statement's query plan, and how many rows it reads and returns.
 * `site=` is needed only if there are several sites.
 */
import './offline.ts'
import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { getPlatformProxy } from 'wrangler'
import type { SiteRow } from '../worker/store/rows.ts'
import type { Query, Row } from '../worker/store/sqlStore.ts'
import { EXAMPLE_SITE } from './exampleSite.ts'
import { print, printError } from './output.ts'
import { noDatabase, shownStatement, statementsOf } from './reportSql.ts'
import { ROOT } from './run.ts'
import { dataFolder } from './settings.ts'

/** As far as it is needed here: the types of the Worker's runtime are not those of Node. */
interface Database {
  prepare(sql: string): { bind(...values: unknown[]): { all<T = Row>(): Promise<Result<T>> } }
}
interface Result<T> {
  results: T[]
  meta: { rows_read: number }
}

async function main(): Promise<void> {
  const text = process.argv[2]
  if (!text) throw new Error("Which report? For example: npm run sql -- 'campaigns?period=month'")
  const wanted = new URLSearchParams(text.split('?')[1] ?? '').get('site')
  const folder = join(dataFolder(), 'state', 'v3')
  if (!existsSync(join(folder, 'd1'))) {
    const statements = await statementsOf({
      text,
      site: EXAMPLE_SITE,
      nowMs: Date.now(),
      run: noDatabase(null),
    })
    for (const statement of statements) print(shownStatement(statement))
    print(
      `-- No query plan and no rows: there is no database in ${relative('.', folder)}. \`npm start\` makes one.`,
    )
    return
  }
  const { env, dispose } = await getPlatformProxy<{ DB: Database }>({
    configPath: join(ROOT, 'wrangler.toml'),
    persist: { path: folder },
  })
  try {
    await onDatabase(env.DB, text, wanted)
  } finally {
    await dispose()
  }
}

async function onDatabase(db: Database, text: string, wanted: string | null): Promise<void> {
  const all = <T = Row>({ sql, params }: Query) =>
    db
      .prepare(sql)
      .bind(...params)
      .all<T>()
  const counts = new Map<Query, string>()
  const run = async (query: Query): Promise<Row[]> => {
    const began_ms = performance.now()
    const { results, meta } = await all(query)
    const ms = (performance.now() - began_ms).toFixed(1)
    counts.set(query, `-- ${meta.rows_read} rows read, ${results.length} returned, ${ms} ms`)
    return results
  }
  const site = await siteOf(all, wanted)
  for (const statement of await statementsOf({ text, site, nowMs: Date.now(), run })) {
    print(shownStatement(statement))
    const { results } = await all<Step>({ ...statement, sql: `EXPLAIN QUERY PLAN ${statement.sql}` })
    print(`${queryPlan(results)}\n${counts.get(statement)}\n`)
  }
}

async function siteOf(all: (query: Query) => Promise<Result<Row>>, wanted: string | null): Promise<SiteRow> {
  const { results } = await all({ sql: 'SELECT * FROM sites ORDER BY id', params: [] })
  const found = wanted ? results.find(({ site }) => site === wanted) : results[0]
  const names = results.map(({ site }) => site).join(', ') || 'none yet'
  if (!found) throw new Error(`There is no such site in the database. There are: ${names}.`)
  if (!wanted && results.length > 1) throw new Error(`Which site? Add site= to the query: ${names}.`)
  return found as unknown as SiteRow
}

interface Step {
  id: number
  parent: number
  detail: string
}

/** SQLite's plan, each step below the one that it belongs to. */
function queryPlan(steps: Step[], parent = 0, indent = '--   '): string {
  const own = steps.filter((step) => step.parent === parent)
  return own
    .map((step) =>
      [`${indent}${step.detail}`, queryPlan(steps, step.id, `${indent}  `)].filter(Boolean).join('\n'),
    )
    .join('\n')
}

main().catch((error) => {
  printError(error)
  process.exitCode = 1
})
