import type { SignInRow, TokenRow } from './rows.ts'

/** A sign-in with its token. `token` null: there is none of this id, because it was deleted or is the admin token. */
export type KnownSignIn = SignInRow & {
  token: Pick<TokenRow, 'scope' | 'site' | 'name' | 'expires_ms'> | null
}

export interface SignInStore {
  signIn(id: string): Promise<KnownSignIn | null>
  /** The oldest sign-ins of the token are removed beyond a number that no person needs. */
  addSignIn(row: SignInRow): Promise<void>
  /** Of a token, the newest first. */
  signInsOf(tokenId: string): Promise<SignInRow[]>
  removeSignIn(id: string): Promise<void>
  /** @returns how many there were */
  removeSignInsOf(tokenId: string): Promise<number>
  /** Removes those that have expired. */
  removeExpiredSignIns(nowMs: number): Promise<void>
}
