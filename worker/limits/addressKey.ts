import { networkOf } from './networkOf.ts'

/** Random, and different in each isolate, so that a key leads back to no address. Made with the first key. */
let salt: string | undefined

/**
 * The key by which an IP address is counted in memory: a salted hash. All addresses of an IPv6 network have one key.
 * @param address null or not an address: all such requests have one key
 */
export async function addressKey(address: string | null): Promise<string> {
  salt ??= crypto.randomUUID()
  const bytes = new TextEncoder().encode(`${salt}${networkOf(address)}`)
  return String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}
