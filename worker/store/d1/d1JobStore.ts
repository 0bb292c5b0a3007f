import type { JobStore } from '../jobStore.ts'
import { d1Client } from './d1Client.ts'
import { countRows } from './rowMeter.ts'

export function d1JobStore(db: D1Database): JobStore {
  const { first, statement } = d1Client(db)
  return {
    job: async (siteId, name) => {
      const sql = 'SELECT state FROM jobs WHERE site_id = ? AND name = ?'
      const row = await first<{ state: string }>(sql, siteId, name)
      return row && JSON.parse(row.state)
    },
    keepJob: async (siteId, { name, state }) => {
      const result = await statement(SET_JOB, siteId, name, JSON.stringify(state)).run()
      countRows(db, siteId, [result])
    },
  }
}

/** Binds site, name and the state as JSON. */
export const SET_JOB = `
INSERT INTO jobs (site_id, name, state) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET state = excluded.state`
