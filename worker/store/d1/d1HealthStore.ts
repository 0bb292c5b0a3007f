import type { HealthStore } from '../healthStore.ts'
import { d1Client } from './d1Client.ts'

export function d1HealthStore(db: D1Database): HealthStore {
  const { all, first } = d1Client(db)
  return {
    schemaVersion: async () => {
      if (!(await first(HAS_MIGRATIONS))) return null
      return (await first<{ version: number | null }>(LAST_MIGRATION))!.version
    },
    rolledUpUntil: () => all<{ site_id: number; until_ms: number }>('SELECT site_id, until_ms FROM folds'),
  }
}

/** wrangler keeps the names of the migrations that it has applied: `0004_status.sql`. */
const HAS_MIGRATIONS = `SELECT 1 FROM sqlite_schema WHERE name = 'd1_migrations'`
const LAST_MIGRATION = 'SELECT max(CAST(name AS INTEGER)) AS version FROM d1_migrations'
