/**
 * Measures the dashboard and each of its reports (rows read, statements, milliseconds) over 1, 30 and 365 days, with 10,000,
 * 100,000 and 1,000,000 sessions a year, from rollups and from sessions. Also measures what rolling up costs.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { REPORT_VIEWS } from '../dashboard/shared/address/views.ts'
import { DAY_MS, HOUR_MS } from '../wire/time.ts'
import type { SiteRow } from '../worker/store/rows.ts'
import type { Reading } from './shared/meter.ts'
import { print } from './shared/print.ts'
import { openReader } from './syntheticYear/dashboardReader.ts'
import { fillYear } from './syntheticYear/fillYear.ts'
import { type Local, migrate, open } from './syntheticYear/localWorker.ts'

const SITE = 'shop.example'
const TIMEZONE = 'Europe/Kyiv'
const SIZES = (process.env.SESSIONS ?? '10000,100000,1000000').split(',').map(Number)

/** The reports that the dashboard requests. */
const DASHBOARD = [
  ...[
    'general?compare=previous',
    'timeseries?interval=day',
    'funnel',
    'sources',
    'campaigns',
    'content',
    'channels',
  ],
  ...['geo', 'devices', 'browsers', 'os', 'returning', 'sessions?limit=30'],
]
const OTHERS = ['landing_pages', 'pages', 'geo?by=city', 'referrers']
/** A filter that the rollups of these reports cannot answer. */
const FILTER = 'filter=channel:is:Paid%20Search|Paid%20Social&filter=device:is:mobile'

const now_ms = Math.floor(Date.now() / HOUR_MS) * HOUR_MS
const localDate = (ms: number) => new Intl.DateTimeFormat('sv-SE', { timeZone: TIMEZONE }).format(ms)
/** The query of the last whole local days, up to midnight. */
const lastDays = (days: number) => `from=${localDate(now_ms - days * DAY_MS)}&to=${localDate(now_ms)}`

type Line = Record<string, string | number>

interface Cost extends Reading {
  ms: number
}

async function costOf({ ask, counted }: Local, report: string, query: string): Promise<Cost> {
  counted.take()
  const started_ms = performance.now()
  const [name, own] = report.split('?')
  await ask('GET', `/api/stats/${name}?${new URLSearchParams({ site: SITE })}&${own ?? ''}&${query}`)
  return { ...counted.take(), ms: performance.now() - started_ms }
}

/** Requests the reports one after another, because the meter cannot tell parallel requests apart. */
async function dashboard(local: Local, period: string, more: Line): Promise<number> {
  const query = more.mode === 'raw' ? `${period}&rollup=off` : period
  const sum = { rows_read: 0, statements: 0, ms: 0 }
  for (const report of DASHBOARD) {
    const cost = await costOf(local, report, query)
    sum.rows_read += cost.rows_read
    sum.statements += cost.statements
    sum.ms += cost.ms
    print('report_rows_read', cost.rows_read, 'rows', { report, ...more, ms: Math.round(cost.ms) })
  }
  print('dashboard_rows_read', sum.rows_read, 'rows', more)
  print('dashboard_statements', sum.statements, 'statements', more)
  print('dashboard_ms', Math.round(sum.ms), 'ms', more)
  return sum.rows_read
}

/** Runs the cron until nothing is left to roll up. Returns the rows that it read and wrote. */
async function rollUp({ db, cron, counted }: Local): Promise<Reading> {
  counted.take()
  const stateOf = async () => JSON.stringify(await db.prepare('SELECT until_slot FROM folds').first())
  for (let before = ''; before !== (await stateOf()); ) {
    before = await stateOf()
    await cron(new Date(now_ms))
  }
  return counted.take()
}

async function build(dir: string, sessions: number, from_ms: number, to_ms: number): Promise<Local> {
  await migrate(dir)
  const empty = await open(dir)
  await empty.ask('POST', '/api/sites', { site: SITE, currency: 'UAH', timezone: TIMEZONE })
  const { sites } = await empty.ask<{ sites: Omit<SiteRow, 'id' | 'created_ms'>[] }>('GET', '/api/sites')
  const row = await empty.db
    .prepare('SELECT id, created_ms FROM sites')
    .first<Pick<SiteRow, 'id' | 'created_ms'>>()
  await empty.close()
  const site: SiteRow = { ...sites[0]!, ...row! }
  fillYear(dir, { site, sessions, from_ms, to_ms, seed: sessions })
  return open(dir)
}

/** Checks that the made-up rows are what ingest would have written: the rules change nothing, and visitors are distinct. */
async function checkYear({ ask, db }: Local): Promise<void> {
  for (let done = false; !done; ) {
    const path = `/api/sites/${SITE}/reclassify?limit=2000`
    const step = await ask<{ done: boolean; changed: number }>('POST', path)
    if (step.changed) throw new Error(`the rules change ${step.changed} of the made-up rows`)
    done = step.done
  }
  const path = `/api/stats/general?site=${SITE}&period=all`
  const { total } = await ask<{ total: { visitors: number } }>('GET', path)
  const counted = await db
    .prepare('SELECT count(DISTINCT visitor_id) AS n FROM sessions')
    .first<{ n: number }>()
  if (total.visitors !== counted!.n) throw new Error(`${total.visitors} visitors, not ${counted!.n}`)
}

/** Measures the requests of the page itself, view by view, in a browser. */
async function measureViews(local: Local, sessions: number): Promise<void> {
  const reader = await openReader(local)
  for (const days of [30, 365])
    for (const view of REPORT_VIEWS) {
      local.counted.take()
      const requests = await reader.load(`/?site=${SITE}&view=${view}&${lastDays(days)}`)
      const { rows_read, statements } = local.counted.take()
      print('view_rows_read', rows_read, 'rows', { view, sessions, days, statements, requests })
    }
  await reader.close()
}

async function measureYear(local: Local, sessions: number): Promise<void> {
  const rollingUp = await rollUp(local)
  const year = { sessions, days: 365 }
  print('rollup_rows_read_per_session', rollingUp.rows_read / sessions, 'rows', year)
  print('rollup_rows_written_per_day', rollingUp.rows_written / 365, 'rows', year)
  for (const days of [1, 30, 365]) {
    const period = lastDays(days)
    const rolledUp = await dashboard(local, period, { sessions, days, mode: 'rollup' })
    const raw = await dashboard(local, period, { sessions, days, mode: 'raw' })
    print('dashboard_rows_read_ratio', rolledUp / raw, 'of raw', { sessions, days })
  }
  await dashboard(local, 'period=all', { sessions, days: 'all', mode: 'rollup' })
  for (const report of OTHERS) {
    const { rows_read, ms } = await costOf(local, report, lastDays(365))
    print('report_rows_read', rows_read, 'rows', { report, ...year, mode: 'rollup', ms: Math.round(ms) })
  }
  await measureViews(local, sessions)
  const counted = 'SELECT count(*) AS n FROM sessions WHERE started_ms >= ? AND started_ms < ?'
  const { period } = await local.ask<{ period: { from: string; to: string } }>(
    'GET',
    `/api/stats/general?site=${SITE}&${lastDays(30)}`,
  )
  const bounds = [Date.parse(period.from), Date.parse(period.to)]
  const within = await local.db
    .prepare(counted)
    .bind(...bounds)
    .first<{ n: number }>()
  for (const report of ['general', ...DASHBOARD.slice(2)]) {
    const { rows_read, ms } = await costOf(local, report, `${lastDays(30)}&${FILTER}`)
    const line = {
      report,
      sessions,
      days: 30,
      mode: 'filtered',
      sessions_in_period: within!.n,
      ms: Math.round(ms),
    }
    print('report_rows_read', rows_read, 'rows', line)
  }
}

const folder = mkdtempSync(join(tmpdir(), 'utm-dispatcher-bench-'))
try {
  for (const sessions of SIZES) {
    const dir = join(folder, String(sessions))
    const local = await build(dir, sessions, now_ms - 366 * DAY_MS, now_ms)
    await measureYear(local, sessions)
    if (sessions === SIZES[0]) await checkYear(local)
    await local.close()
    rmSync(dir, { recursive: true })
  }
  // One full day of ten thousand sessions, rolled up by slots and by the day.
  const yesterday = Date.parse(`${localDate(now_ms - DAY_MS)}T00:00:00Z`) - 3 * HOUR_MS
  const day = await build(join(folder, 'day'), 10_000, yesterday, yesterday + DAY_MS)
  const { rows_read, rows_written } = await rollUp(day)
  print('rollup_rows_read_per_session', rows_read / 10_000, 'rows', { sessions: 10_000, days: 1 })
  print('rollup_rows_written_per_day', rows_written, 'rows', { sessions: 10_000, days: 1 })
  // To be added to `rows_written_per_event` of bench/ingest.ts.
  const events = await day.db.prepare('SELECT sum(event_count) AS n FROM sessions').first<{ n: number }>()
  print('rollup_rows_written_per_event', rows_written / events!.n, 'rows', { sessions: 10_000, days: 1 })
  await day.close()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
