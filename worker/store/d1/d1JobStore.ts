import type { JobStore } from '../jobStore.ts'
import { d1Client } from './d1Client.ts'

export function d1JobStore(db: D1Database): JobStore {
  const { first } = d1Client(db)
  return {
    job: async (siteId, name) => {
      const sql = 'SELECT state FROM jobs WHERE site_id = ? AND name = ?'
      const row = await first<{ state: string }>(sql, siteId, name)
      return row && JSON.parse(row.state)
    },
  }
}
