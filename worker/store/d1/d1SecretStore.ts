import type { SecretStore } from '../secretStore.ts'
import { d1Client } from './d1Client.ts'

export function d1SecretStore(db: D1Database): SecretStore {
  const { first, statement } = d1Client(db)
  return {
    secret: async (siteId, name) => {
      const row = await first('SELECT sealed FROM secrets WHERE site_id = ? AND name = ?', siteId, name)
      return row && String(row.sealed)
    },
    setSecret: async (siteId, name, sealed) => void (await statement(SET_SECRET, siteId, name, sealed).run()),
  }
}

const SET_SECRET = `
INSERT INTO secrets (site_id, name, sealed) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET sealed = excluded.sealed`
