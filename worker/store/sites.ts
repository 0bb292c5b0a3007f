/** Site rows in and out of the database: their settings are JSON columns. */
import type { SiteRow } from './rows.ts'
import type { NewSite, Row } from './store.ts'

const COLUMNS = [
  'site',
  'name',
  'timezone',
  'currency',
  'hosts',
  'ignored_referrers',
  'excluded_ips',
  'points',
  'retention_days',
  'created_ms',
] as const satisfies (keyof NewSite)[]

const bind = (site: NewSite) =>
  COLUMNS.map((column) => {
    const value = site[column]
    return typeof value === 'object' ? JSON.stringify(value) : value
  })

export function readSite(row: Row): SiteRow {
  const site: Record<string, unknown> = { ...row }
  for (const column of ['hosts', 'ignored_referrers', 'excluded_ips', 'points'])
    site[column] = JSON.parse(String(row[column]))
  return site as unknown as SiteRow
}

export const addSite = (db: D1Database, site: NewSite) =>
  db
    .prepare(
      `INSERT INTO sites (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')}) ON CONFLICT DO NOTHING`,
    )
    .bind(...bind(site))

export const setSite = (db: D1Database, site: SiteRow) =>
  db
    .prepare(`UPDATE sites SET ${COLUMNS.map((c) => `${c} = ?`).join(', ')} WHERE id = ?`)
    .bind(...bind(site), site.id)
