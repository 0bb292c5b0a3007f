/** The limits of this deployment: the Worker's variables, or their defaults. */

/** The variables, each with its default. A value is a whole number, or `unlimited`. */
const DEFAULTS = {
  /** Requests to `/e` in a minute from one IP address. Mobile networks share addresses among hundreds of visitors. */
  RATE_LIMIT_PER_IP: 600,
  /** Requests in a minute for one site: as many to `/e`, and as many for reports and exports. */
  RATE_LIMIT_PER_SITE: 18_000,
  /** Rows that may be written to D1 in a day (UTC), for all sites: what Cloudflare's free plan allows. */
  ROWS_PER_DAY: 100_000,
}
type LimitName = keyof typeof DEFAULTS
export const LIMIT_NAMES = Object.keys(DEFAULTS) as LimitName[]

/** @returns Infinity for no limit; the default for a value that is not readable */
export function limitOf(env: Partial<Record<LimitName, string>>, name: LimitName): number {
  const text = env[name] ?? ''
  if (text === 'unlimited') return Infinity
  return /^\d+$/.test(text) ? Number(text) : DEFAULTS[name]
}
