/** What an attacker may have stored before, as earlier versions allowed it: written with SQL. */
import type { D1Database } from '@cloudflare/workers-types'
import { HOUR_MS } from '../../wire/time.ts'

interface Past {
  visitor: string
  visits: number
  newest_ms: number
  gap_ms?: number
  /** Bytes of the events of each session. */
  bytes?: number
}

/** Writes the sessions of one visitor: `VISITOR-0` is the oldest. Each has one page view, which may be long. */
export async function fillVisitor(
  db: D1Database,
  site: string,
  { visitor, visits, newest_ms, gap_ms = HOUR_MS, bytes = 0 }: Past,
): Promise<void> {
  const sql = `
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?3),
  v AS (SELECT i, CAST(?4 - (?3 - 1 - i) * ?5 AS INTEGER) AS ms FROM n)
INSERT INTO sessions (site_id, started_ms, id, rev, kind, visitor_id, user_id, ended_ms, visit_number, first_seen_ms,
  prev_started_ms, url, referrer, rules_version, source, medium, channel, landing_page, device, browser, os,
  pageviews, event_count, stages, leads, sign_ups, points, path, events)
SELECT (SELECT id FROM sites WHERE site = ?1), ms, ?2 || '-' || i, 1, 'browser', ?2, NULL, ms, i + 1, ?4 - (?3 - 1) * ?5,
  CASE WHEN i THEN ms - ?5 END, 'https://shop.example/?utm_source=facebook&utm_medium=cpc', '', 1,
  'facebook', 'cpc', 'Paid Social', '/', 'mobile', 'Chrome', 'Android', 1, 1, 0, 0, 0, 1, NULL,
  json_array(json_object('id', ?2 || '-e' || i, 'name', 'page_view', 'ms', ms, 'page', '/', 'params',
    json_object('fill', substr(hex(zeroblob(?6 / 2 + 1)), 1, ?6))))
FROM v`
  await db.prepare(sql).bind(site, visitor, visits, newest_ms, gap_ms, bytes).run()
}

/** Links these visitors by one user id. */
export async function linkVisitors(db: D1Database, site: string, visitors: string[], user: string) {
  const sql = `
INSERT INTO identities (site_id, visitor_id, user_id, since_ms)
SELECT (SELECT id FROM sites WHERE site = ?1), value, ?3, 1 FROM json_each(?2)`
  await db.prepare(sql).bind(site, JSON.stringify(visitors), user).run()
}
