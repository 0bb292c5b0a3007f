/** Secrets of sites, as worker/secrets/seal.ts seals them. */
export interface SecretStore {
  /** Null: there is none of this name. */
  secret(siteId: number, name: string): Promise<string | null>
  /** Stores a secret in place of the one before. */
  setSecret(siteId: number, name: string, sealed: string): Promise<void>
}
