import type { TokenRow } from '../rows.ts'
import type { TokenStore } from '../tokenStore.ts'
import { d1Client } from './d1Client.ts'

export function d1TokenStore(db: D1Database): TokenStore {
  const { all, first, statement } = d1Client(db)
  return {
    tokens: () => all<TokenRow>('SELECT * FROM tokens ORDER BY created_ms, id'),
    tokenByHash: (hash) => first<TokenRow>('SELECT * FROM tokens WHERE hash = ?', hash),
    tokenById: (id) => first<TokenRow>('SELECT * FROM tokens WHERE id = ?', id),
    addToken: async (token) => {
      const { id, hash, scope, site, name, created_ms, expires_ms } = token
      const values = [id, hash, scope, site, name, created_ms, expires_ms]
      await statement('INSERT INTO tokens VALUES (?, ?, ?, ?, ?, ?, ?)', ...values).run()
    },
    removeToken: async (id) => {
      const [removed] = await db.batch([
        statement('DELETE FROM tokens WHERE id = ?', id),
        statement('DELETE FROM sign_ins WHERE token_id = ?', id),
      ])
      return removed!.meta.changes > 0
    },
  }
}
