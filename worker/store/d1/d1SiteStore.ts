/** Site rows in and out of the database: their settings are JSON columns. */
import type { SiteRow } from '../rows.ts'
import type { NewSite, Row } from '../store.ts'

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

const plain = (value: NewSite[keyof NewSite]) => (typeof value === 'object' ? JSON.stringify(value) : value)

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
    .bind(...COLUMNS.map((column) => plain(site[column])))

/** Only what is given is written, so that two patches at once do not undo each other. */
export function patchSite(db: D1Database, id: number, patch: Partial<NewSite>): D1PreparedStatement {
  const columns = COLUMNS.filter((column) => patch[column] !== undefined)
  const values = columns.map((column) => plain(patch[column]!))
  const set = columns.map((column) => `${column} = ?`).join(', ') || 'id = id'
  return db.prepare(`UPDATE sites SET ${set} WHERE id = ?`).bind(...values, id)
}
