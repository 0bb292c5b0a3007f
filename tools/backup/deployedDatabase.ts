import type { Account } from '../cloudflare/login.ts'
import type { CopiedDatabase, Value } from './copiedDatabase.ts'

/** A D1 database on Cloudflare, by its HTTP API. Each statement is a transaction of its own, and the Worker goes on meanwhile. */
export function deployedDatabase({ id, api }: Account, databaseId: string): CopiedDatabase {
  const path = `/accounts/${id}/d1/database/${databaseId}`
  return {
    name: `D1 database ${databaseId}`,
    async all(sql, params = []) {
      const [answer] = await api.ask<{ results: { rows: Value[][] } }[]>(`${path}/raw`, { sql, params })
      return answer!.results.rows
    },
    exec: async (sql) => void (await api.send('POST', `${path}/query`, { sql })),
    bookmark: async () => {
      const found = api.get<{ bookmark: string }>(`${path}/time_travel/bookmark`)
      return found.then(({ bookmark }) => bookmark).catch(() => undefined)
    },
    close() {},
  }
}
