/** Writes tens of thousands of sessions with SQL, because sending them through the API takes too long. */
import type { D1Database } from '@cloudflare/workers-types'

const STEP = 50_000

/** Writes `count` sessions, one every `gap_ms`, the last one at `newest_ms`. Their ids are `s0` (the oldest), `s1`, … */
export async function fill(
  db: D1Database,
  site: string,
  { count, newest_ms, gap_ms }: { count: number; newest_ms: number; gap_ms: number },
): Promise<void> {
  const events = JSON.stringify([{ id: 'e', name: 'page_view', ms: newest_ms, page: '/' }])
  const sql = `
WITH RECURSIVE n(i) AS (SELECT CAST(?2 AS INTEGER) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?3),
  v AS (SELECT i, CAST(?4 - (?5 - 1 - i) * ?6 AS INTEGER) AS ms FROM n)
INSERT INTO sessions (site_id, started_ms, id, rev, kind, visitor_id, user_id, ended_ms, visit_number, first_seen_ms,
  prev_started_ms, url, referrer, rules_version, source, medium, campaign, content, term, channel, click_id_kind,
  referrer_host, landing_page, country, region, city, language, device, browser, os,
  pageviews, event_count, stages, leads, sign_ups, points, path, events)
SELECT (SELECT id FROM sites WHERE site = ?1), ms, 's' || i, 1, 'given', 'v' || i, NULL, ms, 1, ms,
  NULL, 'https://shop.example/?utm_source=facebook&utm_medium=cpc', 'https://l.facebook.com/', 1,
  'facebook', 'cpc', 'Зимовий розпродаж ' || (i % 100), 'creative ' || (i % 400), NULL, 'Paid Social', 'fbclid',
  'l.facebook.com', '/landing/' || (i % 2000), 'UA', 'Kyiv', 'City ' || (i % 300), 'uk', 'mobile', 'Chrome', 'Android',
  1, 1, 0, 0, 0, 1, NULL, ?7
FROM v`
  for (let from = 0; from < count; from += STEP)
    await db
      .prepare(sql)
      .bind(site, from, Math.min(from + STEP, count), newest_ms, count, gap_ms, events)
      .run()
}
