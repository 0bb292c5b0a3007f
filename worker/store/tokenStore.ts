/** API tokens. Only their hashes are stored. */
import type { TokenRow } from './rows.ts'

export interface TokenStore {
  /** All tokens, the oldest first. */
  tokens(): Promise<TokenRow[]>
  tokenByHash(hash: string): Promise<TokenRow | null>
  tokenById(id: string): Promise<TokenRow | null>
  addToken(token: TokenRow): Promise<void>
  /** False when there is no such token. */
  removeToken(id: string): Promise<boolean>
}
