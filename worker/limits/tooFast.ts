/**
 * Rate limits. Each is counted in the memory of the isolate, and where the platform has a rate-limiting binding, also by
 * it, for all isolates of a location. Both know an address only as a hash.
 */
import type { Context } from 'hono'
import ipaddr from 'ipaddr.js'
import { MINUTE_MS } from '../../wire/time.ts'
import type { App } from '../env.ts'
import { TooMany } from '../errors.ts'
import type { SiteRow } from '../store/rows.ts'
import { addressKey } from './addressKey.ts'
import { limitOf } from './limits.ts'
import { networkOf } from './networkOf.ts'
import { platformAllows, platformKeyOf } from './platformAllows.ts'
import { WindowCounter } from './windowCounter.ts'

/** Each sender of a flood may have an address of its own. Then the limit of the site holds. */
const MOST_ADDRESSES = 20_000

interface Counters {
  addresses: WindowCounter
  sites: WindowCounter
}
const byDatabase = new WeakMap<D1Database, Counters>()

/** The counters of this isolate. They belong to its database, as everything that an isolate remembers. */
function countersOf(db: D1Database): Counters {
  const known = byDatabase.get(db)
  if (known) return known
  const made = {
    addresses: new WindowCounter(MINUTE_MS, MOST_ADDRESSES),
    sites: new WindowCounter(MINUTE_MS),
  }
  byDatabase.set(db, made)
  return made
}

/** A limit as it applies to one request. */
interface Limit {
  counter: WindowCounter
  key: string
  most: number
  /** The platform's counter, and the key that it gets. */
  platform: RateLimit | undefined
  platformKey: () => string | Promise<string>
  message: string
}

/** Why a request to `/e` is refused because its address has sent too many; null if it may pass. */
export async function addressTooFast(c: Context<App>): Promise<TooMany | null> {
  const ip = c.req.header('cf-connecting-ip') ?? null
  const network = networkOf(ip)
  const most = limitOf(c.env, 'RATE_LIMIT_PER_IP')
  // A loopback address is a developer's machine, or a proxy that sends for everybody.
  if (network === null || most === Infinity || ipaddr.process(ip!).range() === 'loopback') return null
  return refusalBy(c, {
    counter: countersOf(c.env.DB).addresses,
    key: await addressKey(ip),
    most,
    platform: c.env.PER_IP,
    platformKey: () => platformKeyOf(c.env, network),
    message: `too many requests from this address: ${most} a minute are allowed`,
  })
}

/**
 * Why a request is refused because there are too many for its site; null if it may pass. Pages and reports are counted
 * apart, so that neither displaces the other. Servers are not counted: they have a token.
 */
export async function siteTooFast(
  c: Context<App>,
  site: Pick<SiteRow, 'id'>,
  from: 'pages' | 'reports',
): Promise<TooMany | null> {
  const most = limitOf(c.env, 'RATE_LIMIT_PER_SITE')
  if (most === Infinity) return null
  const key = `${from} ${site.id}`
  return refusalBy(c, {
    counter: countersOf(c.env.DB).sites,
    key,
    most,
    platform: c.env.PER_SITE,
    platformKey: () => key,
    message: `too many requests for this site: ${most} a minute are allowed`,
  })
}

/** Counts the request, unless it is above the limit. */
async function refusalBy(c: Context<App>, limit: Limit): Promise<TooMany | null> {
  const { counter, key, most, message, platform, platformKey } = limit
  const { now_ms } = c.var
  const isWithin = counter.of(key, now_ms) < most
  if (isWithin) counter.add(key, now_ms)
  if (isWithin && (await platformAllows(c, platform, platformKey))) return null
  return new TooMany(`${message}; nothing of this one was stored`, counter.endsIn_s(now_ms))
}
