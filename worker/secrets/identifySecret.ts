/** The secret with which a shop signs the user ids of its pages (`identify: signed`). */

import type { Store } from '../store/store.ts'
import { randomHex } from './randomHex.ts'
import { open, seal } from './seal.ts'

const NAME = 'identify'
const purposeOf = (siteId: number) => `${NAME} ${siteId}`

/** Makes a new secret in place of the one before, and returns it. Throws ApiError 501 without CREDENTIALS_KEY. */
export async function newIdentifySecret(
  store: Store,
  key: string | undefined,
  siteId: number,
): Promise<string> {
  const secret = randomHex(32)
  await store.setSecret(siteId, NAME, await seal(key, purposeOf(siteId), secret))
  kept.delete(siteId)
  return secret
}

/** As long as the settings of a site: by then every isolate has a new secret. */
const KEPT_MS = 30_000
const kept = new Map<number, { key: Promise<CryptoKey | null>; until_ms: number }>()

/**
 * Whether this is the signature of the user id: its HMAC-SHA256 (of the UTF-8 bytes) under the site's secret, in hex.
 * Compared in constant time. False if the site has no secret, or if it cannot be read.
 */
export async function isSigned(
  { store, credentialsKey, nowMs }: { store: Store; credentialsKey: string | undefined; nowMs: number },
  siteId: number,
  userId: string,
  signature: string,
): Promise<boolean> {
  if (!/^[0-9a-f]{64}$/i.test(signature)) return false
  let known = kept.get(siteId)
  if (!known || known.until_ms <= nowMs) {
    known = { key: readKey(store, credentialsKey, siteId), until_ms: nowMs + KEPT_MS }
    kept.set(siteId, known)
  }
  const key = await known.key
  const bytes = Uint8Array.from(signature.match(/../g)!, (pair) => Number.parseInt(pair, 16))
  return key !== null && crypto.subtle.verify('HMAC', key, bytes, new TextEncoder().encode(userId))
}

async function readKey(
  store: Store,
  credentialsKey: string | undefined,
  siteId: number,
): Promise<CryptoKey | null> {
  try {
    const sealed = await store.secret(siteId, NAME)
    if (sealed === null) return null
    const secret = new TextEncoder().encode(await open(credentialsKey, purposeOf(siteId), sealed))
    return await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
  } catch (error) {
    kept.delete(siteId)
    console.error('the secret for identify cannot be read', error)
    return null
  }
}
