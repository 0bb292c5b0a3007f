/**
 * Networks (autonomous systems) of hosting companies. People do not browse from them, except through a VPN. Not in the list:
 * networks that also carry people, such as Google's (15169) and Cloudflare's (13335), which iCloud Private Relay uses. Data
 * only.
 */
export const DATA_CENTRES: ReadonlySet<number> = new Set([
  16509, // Amazon
  14618, // Amazon
  396982, // Google Cloud
  8075, // Microsoft
  31898, // Oracle
  36351, // IBM
  45102, // Alibaba
  37963, // Alibaba
  132203, // Tencent
  45090, // Tencent
  136907, // Huawei
  55990, // Huawei
  14061, // DigitalOcean
  16276, // OVH
  24940, // Hetzner
  213230, // Hetzner
  212317, // Hetzner
  63949, // Akamai (Linode)
  20473, // Vultr
  51167, // Contabo
  40021, // Contabo
  12876, // Scaleway
  8560, // IONOS
  60781, // LeaseWeb
  28753, // LeaseWeb
  30633, // LeaseWeb
  197540, // netcup
  202053, // UpCloud
  47583, // Hostinger
  26496, // GoDaddy
  22612, // Namecheap
  16125, // Cherry Servers
  7979, // Servers.com
  9009, // M247
  60068, // Datacamp
  212238, // Datacamp
  53667, // FranTech
  36352, // HostPapa (ColoCrossing)
  29802, // HIVELOCITY
  32244, // Liquid Web
  46606, // Newfold (Bluehost)
  19318, // Interserver
])
