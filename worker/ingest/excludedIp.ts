import ipaddr from 'ipaddr.js'

/** A range of IPv4 addresses in IPv6 form (`::ffff:203.0.113.0/120`) as IPv4 (`203.0.113.0/24`). */
function plainRange(range: string): ReturnType<typeof ipaddr.parseCIDR> {
  const [network, bits] = ipaddr.parseCIDR(range)
  const isMapped = network instanceof ipaddr.IPv6 && network.isIPv4MappedAddress() && bits >= 96
  return isMapped ? [network.toIPv4Address(), bits - 96] : [network, bits]
}

/** Whether a site excludes the events of an IP address. @param ranges addresses and CIDR ranges, v4 and v6 */
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
