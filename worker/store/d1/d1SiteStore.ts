/** Sites on D1. Their lists and points are JSON columns. */
import type { SiteRow } from '../rows.ts'
import type { NewSite, SiteStore } from '../siteStore.ts'
import type { Row } from '../sqlStore.ts'
import { d1Client } from './d1Client.ts'
import { countRows } from './rowMeter.ts'

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
  'revenue_counts',
  'identify',
  'hold_above',
  'exclude_data_centres',
  'rows_per_day',
  'keep_params',
] as const satisfies (keyof NewSite)[]
const JSON_COLUMNS = [
  'hosts',
  'ignored_referrers',
  'excluded_ips',
  'points',
  'hold_above',
  'exclusions',
  'keep_params',
] as const

/** Every table with a `site_id`. */
const TABLES_OF_A_SITE = `
sessions orders identities drops rates costs jobs corrections relinks rollups folds stale secrets exclusions usage`
  .trim()
  .split(' ')

/** A site with its exclusions: every request needs them, and so they cost no statement of their own. */
const SELECT_SITE = `
SELECT *, (
  SELECT json_group_array(json_object('kind', kind, 'value', value, 'from_ms', from_ms, 'to_ms', to_ms))
  FROM exclusions WHERE site_id = sites.id AND state <> 'removing') AS exclusions
FROM sites`

const ADD_SITE = `
INSERT INTO sites (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')}) ON CONFLICT DO NOTHING`

export function d1SiteStore(db: D1Database): SiteStore {
  const { all, first, statement } = d1Client(db)
  return {
    sites: async () => (await all(`${SELECT_SITE} ORDER BY site`)).map(readSite),
    site: async (site) => {
      const row = await first(`${SELECT_SITE} WHERE site = ?`, site)
      return row && readSite(row)
    },
    addSite: async (site) => {
      const values = COLUMNS.map((column) => writeValue(site[column]))
      return (await statement(ADD_SITE, ...values).run()).meta.changes > 0
    },
    patchSite: async (id, patch) => {
      const columns = COLUMNS.filter((column) => patch[column] !== undefined)
      const values = columns.map((column) => writeValue(patch[column] as NewSite[typeof column]))
      const set = columns.map((column) => `${column} = ?`).join(', ') || 'id = id'
      await statement(`UPDATE sites SET ${set} WHERE id = ?`, ...values, id).run()
    },
    removeSite: async ({ id }) => {
      const results = await db.batch([
        ...TABLES_OF_A_SITE.map((table) => statement(`DELETE FROM ${table} WHERE site_id = ?`, id)),
        statement('DELETE FROM tokens WHERE site = (SELECT site FROM sites WHERE id = ?)', id),
        statement('DELETE FROM sites WHERE id = ?', id),
      ])
      countRows(db, 0, results)
    },
  }
}

function writeValue(value: NewSite[keyof NewSite]) {
  if (typeof value === 'boolean') return Number(value)
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
}

function readSite(row: Row): SiteRow {
  const site: Record<string, unknown> = { ...row }
  for (const column of JSON_COLUMNS) site[column] = JSON.parse(String(row[column]))
  site.exclude_data_centres = row.exclude_data_centres === 1
  return site as unknown as SiteRow
}
