/** Whether an address is among those that a site wants left out. */
import ipaddr from 'ipaddr.js'

/** @param ranges addresses and CIDR ranges, IPv4 and IPv6 */
export function isExcluded(address: string, ranges: string[]): boolean {
  if (!ranges.length || !ipaddr.isValid(address)) return false
  const ip = ipaddr.process(address)
  return ranges.some((range) => {
    if (!range.includes('/'))
      return ipaddr.isValid(range) && ipaddr.process(range).toString() === ip.toString()
    const [network, bits] = ipaddr.parseCIDR(range)
    return network.kind() === ip.kind() && ip.match(network, bits)
  })
}
