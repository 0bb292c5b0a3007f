/**
 * The debug switch. With the variable `DEBUG=1` (`DEBUG=1 npm run dev`) the Worker prints for each request: method, path,
 * status, the calls of the store in their order, and for each call its SQL statements with rows and milliseconds. Without
 * the switch nothing is printed, and answers never contain any of it. Bound values are not printed.
 */
import type { Context } from 'hono'
import type { IngestAnswer } from '../wire/event.ts'
import { rounded } from '../wire/money.ts'
import type { App } from './env.ts'
import { d1Store } from './store/d1/d1Store.ts'
import { shareRecentSessions } from './store/d1/ledger/recentSessions.ts'
import { shareRowMeter } from './store/d1/rowMeter.ts'
import type { Store } from './store/store.ts'

/** A statement that has run. `read` and `written` are rows as D1 bills them; null where D1 does not report them. */
interface Ran {
  step: string
  sql: string
  ms: number
  read: number | null
  written: number | null
}

export interface Debug {
  /** The same store; each call of it is a step. */
  store: Store
  /** Prints everything so far, under a title such as `GET /api/health 200`. What runs later is printed when it ends. */
  print(title: string): void
}

/** Longer statements are cut. */
const SQL_CHARS = 160

/** @param out where the lines go */
export function startDebug(db: D1Database, out: (text: string) => void = console.log): Debug {
  const started_ms = performance.now()
  const ran: Ran[] = []
  let isPrinted = false
  const record = (one: Ran) => {
    if (isPrinted) out(`later ${lineOf(one)}`)
    else ran.push(one)
  }
  return {
    store: storeOfSteps(db, record),
    print(title) {
      isPrinted = true
      const sum = (key: 'read' | 'written') => ran.reduce((all, one) => all + (one[key] ?? 0), 0)
      const total = `${rounded(performance.now() - started_ms, 1)} ms, ${ran.length} statements, ${sum('read')} rows read, ${sum('written')} written`
      out([`${title}: ${total}`, ...ran.map(lineOf)].join('\n'))
    },
  }
}

/**
 * The title of a request that has been answered. It has the query of reports only: other queries may contain personal
 * data. For events it has the number of accepted ones, and why the others were dropped.
 */
export async function titleOf({ req, res }: Context<App>): Promise<string> {
  const { pathname, search } = new URL(req.url)
  const query = /^\/api\/(stats|export)\b/.test(pathname) ? search : ''
  return `${req.method} ${pathname}${query} ${res.status}${res.status === 202 ? await outcomeOf(res) : ''}`
}

async function outcomeOf(res: Response): Promise<string> {
  const { accepted, dropped } = await res.clone().json<IngestAnswer>()
  const reasons = [...new Set(dropped.map(({ reason }) => reason))].join(', ')
  return `, ${accepted} accepted${dropped.length ? `, ${dropped.length} dropped (${reasons})` : ''}`
}

/** A store that records each statement with the name of the method that ran it. Each method has a store of its own. */
function storeOfSteps(db: D1Database, record: (one: Ran) => void): Store {
  const steps = new Map<string, Store>()
  const storeOf = (step: string): Store => {
    const known = steps.get(step)
    if (known) return known
    const watched = watch(db, (one) => record({ step, ...one }))
    shareRecentSessions(db, watched)
    shareRowMeter(db, watched)
    const store = d1Store(watched)
    steps.set(step, store)
    return store
  }
  return new Proxy(d1Store(db), { get: (_, name: keyof Store & string) => storeOf(name)[name] })
}

type Statement = Pick<D1PreparedStatement, 'bind' | 'all' | 'run' | 'first' | 'raw'>

/** The same database; each statement that has run is recorded. */
function watch(db: D1Database, record: (one: Omit<Ran, 'step'>) => void): D1Database {
  const originals = new WeakMap<object, { sql: string; statement: D1PreparedStatement }>()

  async function timed<T>(
    sql: string,
    run: () => Promise<T>,
    metaOf: (result: T) => D1Meta | null,
  ): Promise<T> {
    const from = performance.now()
    let meta: D1Meta | null = null
    try {
      const result = await run()
      meta = metaOf(result)
      return result
    } finally {
      const [read, written] = [meta?.rows_read ?? null, meta?.rows_written ?? null]
      record({ sql, ms: performance.now() - from, read, written })
    }
  }

  const wrap = (sql: string, statement: D1PreparedStatement): D1PreparedStatement => {
    const all = <T>() =>
      timed(
        sql,
        () => statement.all<T>(),
        ({ meta }) => meta,
      )
    const wrapped: Statement = {
      bind: (...values) => wrap(sql, statement.bind(...values)),
      all,
      run: all,
      // D1's own `first` and `raw` do not report how many rows they have read.
      first: async (column?: string) => {
        const [row] = (await all<Record<string, unknown>>()).results
        return (row === undefined ? null : column ? row[column] : row) as never
      },
      raw: ((options?: { columnNames?: false }) =>
        timed(
          sql,
          () => statement.raw(options),
          () => null,
        )) as Statement['raw'],
    }
    originals.set(wrapped, { sql, statement })
    return wrapped as D1PreparedStatement
  }

  return {
    prepare: (sql: string) => wrap(sql, db.prepare(sql)),
    batch: async <T>(statements: D1PreparedStatement[]) => {
      const inner = statements.map((one) => originals.get(one)!)
      const from = performance.now()
      const results = await db.batch<T>(inner.map(({ statement }) => statement))
      const ms = (performance.now() - from) / inner.length
      for (const [i, { meta }] of results.entries())
        record({ sql: inner[i]!.sql, ms, read: meta.rows_read, written: meta.rows_written })
      return results
    },
  } as D1Database
}

function lineOf({ step, sql, ms, read, written }: Ran): string {
  const rows = read === null ? 'rows not known' : `${read} read, ${written} written`
  const text = sql.replace(/\s+/g, ' ').trim()
  return `  ${step}: ${rounded(ms, 1)} ms, ${rows}: ${text.length > SQL_CHARS ? `${text.slice(0, SQL_CHARS)}…` : text}`
}
