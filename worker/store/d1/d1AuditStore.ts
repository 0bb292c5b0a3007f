import type { AuditStore, StoredAudit } from '../auditStore.ts'
import { d1Client } from './d1Client.ts'

const ADD = `
INSERT INTO audit (at_ms, site, action, token_id, token_name, by_sign_in, detail) VALUES (?, ?, ?, ?, ?, ?, ?)`

/** Of each of the two sites only as many rows are read as one page may need. */
const OF_SITE = `
SELECT * FROM (SELECT * FROM audit WHERE site = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3)
UNION ALL
SELECT * FROM (SELECT * FROM audit WHERE ?4 AND site = '' AND id < ?2 ORDER BY id DESC LIMIT ?3)
ORDER BY id DESC LIMIT ?3`

/** Ids are in the order of time. So only the oldest rows are read, not all. */
const MAX_REMOVED = 100
const REMOVE_OLD = `
DELETE FROM audit WHERE id <= (
  SELECT max(id) FROM (SELECT id, at_ms FROM audit ORDER BY id LIMIT ${MAX_REMOVED}) WHERE at_ms < ?)`

export function d1AuditStore(db: D1Database): AuditStore {
  const { all, statement } = d1Client(db)
  return {
    addAudit: async ({ at_ms, site, action, token_id, token_name, by_sign_in, detail }) => {
      const values = [at_ms, site, action, token_id, token_name, by_sign_in, JSON.stringify(detail)]
      await statement(ADD, ...values).run()
    },
    auditOf: async (site, beforeId, limit, withGeneral) => {
      const rows = await all<Omit<StoredAudit, 'detail'> & { detail: string }>(
        OF_SITE,
        ...[site, beforeId, limit, withGeneral ? 1 : 0],
      )
      return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) }))
    },
    removeOldAudit: async (beforeMs) => void (await statement(REMOVE_OLD, beforeMs).run()),
  }
}
