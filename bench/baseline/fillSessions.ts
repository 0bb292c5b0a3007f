/** Fills a database with sessions of the past year. Three in ten are of returning visitors. */
import type { D1Database } from '@cloudflare/workers-types'
import { DAY_MS } from '../../wire/time.ts'

const STEP = 10_000

/** The visitor of session n: seven of ten are new, the others had a session before. */
const VISITOR = `'stored-' || CASE WHEN n % 10 < 7 THEN n ELSE n / 10 * 7919 % n / 10 * 10 END`

export async function fill(db: D1Database, from: number, to: number): Promise<void> {
  for (let first = from; first < to; first += STEP)
    await db
      .prepare(FILL)
      .bind(first, Math.min(to, first + STEP), Date.now() - 365 * DAY_MS, (364 * DAY_MS) / to)
      .run()
}

/** Some of the stored visitors. */
export const visitorsOf = (sessions: number): string[] =>
  Array.from({ length: Math.min(sessions / 10, 5000) }, (_, i) => `stored-${i * 10}`)

const EVENTS = JSON.stringify(
  ['page_view', 'page_view', 'view_item', 'page_view'].map((name, i) => ({
    id: `1732270000000-${i}-3735928559-305419896`,
    name,
    ms: 1_732_270_000_000 + i * 20_000,
    page: '/product/17',
  })),
)

const FILL = `
WITH RECURSIVE numbers (n) AS (SELECT CAST(?1 AS INTEGER) UNION ALL SELECT n + 1 FROM numbers WHERE n < ?2 - 1)
INSERT INTO sessions (site_id, started_ms, id, rev, kind, visitor_id, ended_ms, visit_number, first_seen_ms, url,
  referrer, rules_version, source, medium, campaign, content, channel, landing_page, country, device, browser, os,
  pageviews, event_count, stages, leads, sign_ups, points, events)
SELECT 1, CAST(?3 + n * ?4 AS INTEGER), 'session-' || n, 3, 'browser', ${VISITOR},
  CAST(?3 + n * ?4 AS INTEGER) + 60000, 1, CAST(?3 + n * ?4 AS INTEGER),
  'https://shop.example/landing/' || n % 2000 || '?utm_source=facebook&utm_medium=cpc&utm_campaign=campaign-' || n % 100,
  'https://l.facebook.com/', 1, 'facebook', 'cpc', 'campaign-' || n % 100, 'creative-' || n % 400, 'Paid Social',
  '/landing/' || n % 2000, 'UA', 'mobile', 'Chrome', 'Android', 3, 4, 1, 0, 0, 4, '${EVENTS}'
FROM numbers`
