/**
 * Secrets that the Worker must be able to read again, as those that a site shares with its servers: encrypted with
 * AES-256-GCM under the Worker's secret CREDENTIALS_KEY.
 */
import { ApiError } from '../errors.ts'

const IV_BYTES = 12
/** The form of a sealed secret, so that another one can follow. */
const FORM = '1.'

/**
 * Encrypts a secret.
 * @param key CREDENTIALS_KEY: 32 bytes as base64
 * @param purpose what the secret is for, for example its site and its name: only with the same purpose it can be opened, so
 * that a row of the database cannot take the place of another
 * @throws ApiError 501 if the Worker has no key, or not a key of 32 bytes
 */
export async function seal(key: string | undefined, purpose: string, secret: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
  const text = new TextEncoder().encode(secret)
  const sealed = new Uint8Array(await crypto.subtle.encrypt(algorithm(iv, purpose), await keyOf(key), text))
  return FORM + base64([...iv, ...sealed])
}

/**
 * Decrypts a sealed secret.
 * @throws ApiError 501 if the Worker has no key, or another one than that with which the secret was sealed
 */
export async function open(key: string | undefined, purpose: string, sealed: string): Promise<string> {
  const cryptoKey = await keyOf(key)
  try {
    if (!sealed.startsWith(FORM)) throw new Error('unknown form')
    const bytes = bytesOf(sealed.slice(FORM.length))
    const iv = bytes.slice(0, IV_BYTES)
    const text = await crypto.subtle.decrypt(algorithm(iv, purpose), cryptoKey, bytes.slice(IV_BYTES))
    return new TextDecoder().decode(text)
  } catch {
    throw new ApiError(
      501,
      'a stored secret cannot be read: CREDENTIALS_KEY is not the one that it was stored with',
    )
  }
}

const algorithm = (iv: Uint8Array<ArrayBuffer>, purpose: string) => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(purpose),
})

async function keyOf(key: string | undefined): Promise<CryptoKey> {
  if (!key) throw new ApiError(501, 'the Worker has no CREDENTIALS_KEY')
  let bytes: Uint8Array<ArrayBuffer> | null = null
  try {
    bytes = bytesOf(key)
  } catch {}
  if (bytes?.length !== 32) throw new ApiError(501, 'CREDENTIALS_KEY must be 32 bytes as base64')
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

const base64 = (bytes: number[]) => btoa(String.fromCharCode(...bytes))
const bytesOf = (text: string) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
