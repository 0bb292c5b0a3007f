import type { SignInRow, TokenRow } from '../rows.ts'
import type { SignInStore } from '../signInStore.ts'
import { d1Client } from './d1Client.ts'

/** Sign-ins of one token, at most. Many people use one share link; each of them signs in with it. */
const MAX_OF_A_TOKEN = 1000

/** A sign-in, and the columns of its token with the prefix `of_`. They are null if there is no such token. */
const SIGN_IN = `
SELECT s.*, t.scope AS of_scope, t.site AS of_site, t.name AS of_name, t.expires_ms AS of_expires_ms
FROM sign_ins s LEFT JOIN tokens t ON t.id = s.token_id WHERE s.id = ?`

interface SignInWithToken extends SignInRow {
  of_scope: TokenRow['scope'] | null
  of_site: string | null
  of_name: string
  of_expires_ms: number | null
}

const REMOVE_OLDEST = `
DELETE FROM sign_ins WHERE token_id = ?1 AND created_ms <=
  (SELECT created_ms FROM sign_ins WHERE token_id = ?1 ORDER BY created_ms DESC LIMIT 1 OFFSET ?2)`

export function d1SignInStore(db: D1Database): SignInStore {
  const { all, first, statement } = d1Client(db)
  return {
    signIn: async (id) => {
      const found = await first<SignInWithToken>(SIGN_IN, id)
      if (!found) return null
      const { of_scope: scope, of_site: site, of_name: name, of_expires_ms: expires_ms, ...row } = found
      return { ...row, token: scope && { scope, site, name, expires_ms } }
    },
    addSignIn: async ({ id, token_id, created_ms, expires_ms, browser }) => {
      await db.batch([
        statement(
          'INSERT INTO sign_ins (id, token_id, created_ms, expires_ms, browser) VALUES (?, ?, ?, ?, ?)',
          ...[id, token_id, created_ms, expires_ms, browser],
        ),
        statement(REMOVE_OLDEST, token_id, MAX_OF_A_TOKEN),
      ])
    },
    signInsOf: (tokenId) =>
      all<SignInRow>('SELECT * FROM sign_ins WHERE token_id = ? ORDER BY created_ms DESC', tokenId),
    removeSignIn: async (id) => void (await statement('DELETE FROM sign_ins WHERE id = ?', id).run()),
    removeSignInsOf: async (tokenId) =>
      (await statement('DELETE FROM sign_ins WHERE token_id = ?', tokenId).run()).meta.changes,
    removeExpiredSignIns: async (nowMs) =>
      void (await statement('DELETE FROM sign_ins WHERE expires_ms <= ?', nowMs).run()),
  }
}
