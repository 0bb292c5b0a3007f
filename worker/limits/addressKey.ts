import ipaddr from 'ipaddr.js'

/** A provider gives each connection a whole IPv6 network of this many bits. */
const IPV6_BITS = 64

/** Random, and different in each isolate, so that a key leads back to no address. Made with the first key. */
let salt: string | undefined

/**
 * The key by which an IP address is counted in memory: a salted hash. All addresses of an IPv6 network have one key.
 * @param address null or not an address: all such requests have one key
 */
export async function addressKey(address: string | null): Promise<string> {
  salt ??= crypto.randomUUID()
  const bytes = new TextEncoder().encode(salt + networkOf(address ?? ''))
  return String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}

function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return ''
  const ip = ipaddr.process(address)
  return ip instanceof ipaddr.IPv6
    ? ip
        .toByteArray()
        .slice(0, IPV6_BITS / 8)
        .join('.')
    : ip.toString()
}
