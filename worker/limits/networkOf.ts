import ipaddr from 'ipaddr.js'

/** A provider gives each connection a whole IPv6 network of this many bits. */
const IPV6_BITS = 64

/** What a sender cannot change at will: its IPv4 address, or the network of its IPv6 address. Null: not an address. */
export function networkOf(address: string | null): string | null {
  if (!address || !ipaddr.isValid(address)) return null
  const ip = ipaddr.process(address)
  if (ip instanceof ipaddr.IPv4) return ip.toString()
  return ip
    .toByteArray()
    .slice(0, IPV6_BITS / 8)
    .join('.')
}
