/** Whether an address is among those that a site wants left out. */
import ipaddr from 'ipaddr.js'

/** `::ffff:203.0.113.0/120` is `203.0.113.0/24`: addresses come in the plain form. */
function plainRange(range: string): ReturnType<typeof ipaddr.parseCIDR> {
  const [network, bits] = ipaddr.parseCIDR(range)
  const isMapped = network instanceof ipaddr.IPv6 && network.isIPv4MappedAddress() && bits >= 96
  return isMapped ? [network.toIPv4Address(), bits - 96] : [network, bits]
}

/** @param ranges addresses and CIDR ranges, IPv4 and IPv6 */
export function isExcluded(address: string, ranges: string[]): boolean {
  if (!ranges.length || !ipaddr.isValid(address)) return false
  const ip = ipaddr.process(address)
  return ranges.some((range) => {
    if (!range.includes('/'))
      return ipaddr.isValid(range) && ipaddr.process(range).toString() === ip.toString()
    const [network, bits] = plainRange(range)
    return network.kind() === ip.kind() && ip.match(network, bits)
  })
}
