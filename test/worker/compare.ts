/** Sends a random history to a Worker and compares its reports with figures counted in memory. */
import { expect } from 'vitest'
import { DEFAULT_MODEL, type Model } from '../../wire/model.ts'
import { DAY_MS } from '../../wire/time.ts'
import type { TestWorker } from '../harness.ts'
import { newSite, post, type Report, report } from './fixtures.ts'
import { asApiEvent, asApiRefund, dice, makeHistory, POINTS, shuffled } from './history.ts'
import {
  breakdown,
  countOf,
  evaluate,
  type Facets,
  type NaivePast,
  type NaiveRow,
  type NaiveSession,
} from './naive.ts'

/** The reports and the dimensions of their rows. */
export const BREAKDOWNS: [report: string, by: string[], query?: string][] = [
  ['channels', ['channel']],
  ['sources', ['source', 'medium']],
  ['campaigns', ['campaign', 'source', 'medium']],
  ['content', ['content', 'campaign']],
  ['click_ids', ['kind']],
  ['referrers', ['referrer']],
  ['landing_pages', ['landing_page']],
  ['geo', ['country']],
  ['geo', ['region', 'country'], 'by=region'],
  ['geo', ['city', 'region', 'country'], 'by=city'],
  ['devices', ['device']],
  ['browsers', ['browser']],
  ['os', ['os']],
  ['terms', ['term', 'campaign']],
  ['languages', ['language']],
]

export interface Period {
  from_ms: number
  to_ms: number
}

/** A site with a random history, and that history counted in memory. */
export interface ShopWithHistory {
  site: string
  past: NaivePast
  /** A report with up to 1,000 rows. */
  ask(name: string, query: string): Promise<Report>
}

/** Sends about 320 events and refunds in random order, and some of them twice, as retries do. */
export async function newShopWithHistory(worker: TestWorker): Promise<ShopWithHistory> {
  const site = await newSite(worker, { points: POINTS })
  const history = makeHistory(20_261_122, 320, Date.now())
  const sent = shuffled([...history.events.map(asApiEvent), ...history.refunds.map(asApiRefund)], 7)
  for (let at = 0; at < sent.length; at += 45) {
    const { status } = await post(worker, site, sent.slice(at, at + 50))
    expect(status).toBe(202)
  }
  return {
    site,
    past: evaluate(history),
    ask: (name, query) => report(worker, site, name, `limit=1000&${query}`),
  }
}

export const between = ({ from_ms, to_ms }: Period): string =>
  `from=${new Date(from_ms).toISOString()}&to=${new Date(to_ms).toISOString()}`

export const periodOf = ({ period }: Report): Period => ({
  from_ms: Date.parse(period.from),
  to_ms: Date.parse(period.to),
})

export const within = ({ from_ms, to_ms }: Period, sessions: NaiveSession[]): NaiveSession[] =>
  sessions.filter(({ started_ms }) => started_ms >= from_ms && started_ms < to_ms)

/** Long and short periods in the last two months, at fixed distances from now. */
export function somePeriods(count: number): Period[] {
  const random = dice(count)
  const now = Date.now()
  return Array.from({ length: count }, (_, i) => {
    const to_ms = now - Math.floor(random() * (i % 2 ? 8 : 60) * DAY_MS)
    return { from_ms: to_ms - Math.ceil(random() * (i % 3 ? 3 : 40) * DAY_MS), to_ms }
  })
}

/** Compares one row of figures. Money may differ by one cent for each order that is split among touches. */
export function expectFigures(
  actual: Record<string, unknown>,
  naive: NaiveRow | undefined,
  model: Model = DEFAULT_MODEL,
): void {
  const sessions = naive?.sessions ?? []
  const cents = ['linear', 'position', 'time_decay'].includes(model) ? (naive?.shares ?? 0) : 0
  const near = (key: string, wanted: number, by: number) =>
    expect(Math.abs(Number(actual[key]) - wanted), `${key} ${actual[key]} ≈ ${wanted}`).toBeLessThan(by)
  expect(actual).toMatchObject({
    sessions: sessions.length,
    new_visitors: sessions.filter((session) => session.visit_number === 1).length,
  })
  const { conversions = 0, orders = 0, revenue_minor = 0 } = naive ?? {}
  near('conversions', conversions, 1e-5)
  near('orders', orders, 1e-5)
  near('revenue', revenue_minor / 100, cents * 0.01 + 1e-6)
  near('conversion_rate', sessions.length ? (100 * conversions) / sessions.length : 0, 1e-3)
  // The report counts parts of orders in millionths.
  const each = orders ? Number(actual.revenue) / orders : 0
  near('average_order_value', each, 0.006 + (orders ? (2e-6 * Math.abs(each)) / orders : 0))
  if ('pageviews' in actual) {
    const sum = (of: (session: NaiveSession) => number) => sessions.reduce((n, one) => n + of(one), 0)
    expect(actual).toMatchObject({
      pageviews: sum((session) => countOf(session, 'page_view')),
      leads: sum((session) => countOf(session, 'generate_lead')),
      sign_ups: sum((session) => countOf(session, 'sign_up')),
    })
  }
}

/** Compares all rows of an answer. */
export function expectBreakdown(
  past: NaivePast,
  answer: Report,
  by: string[],
  model: Model = DEFAULT_MODEL,
  keep: (facets: Facets) => boolean = () => true,
): void {
  const rows = breakdown(past, { ...periodOf(answer), by, model, keep })
  const nameOf = (row: Record<string, unknown>) => by.map((key) => row[key]).join(' | ')
  expect(answer.rows.map(nameOf).sort()).toEqual([...rows.keys()].sort())
  const all = [...rows.values()].reduce((sum, row) => sum + row.sessions.length, 0)
  for (const row of answer.rows) {
    const naive = rows.get(nameOf(row))!
    expectFigures(row, naive, model)
    expect(row.share).toBeCloseTo(all ? (100 * naive.sessions.length) / all : 0, 3)
  }
}
