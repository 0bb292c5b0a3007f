import type { Context } from 'hono'
import type { App, Env } from '../env.ts'
import { sha256 } from '../secrets/sha256.ts'
import { isAtCloudflare } from './isAtCloudflare.ts'

/**
 * Asks the platform's rate-limiting binding, which counts for all isolates of a location. Only on Cloudflare's network:
 * the local stand-in of the binding writes to a disk. If it fails or is missing, the count of the isolate decides alone.
 */
export async function platformAllows(
  c: Context<App>,
  platform: RateLimit | undefined,
  keyOf: () => string | Promise<string>,
): Promise<boolean> {
  if (!platform || !isAtCloudflare(c)) return true
  try {
    return (await platform.limit({ key: await keyOf() })).success
  } catch (error) {
    console.warn(error)
    return true
  }
}

/** The key by which the binding counts an address: the same in all isolates, and nobody else can make it. */
export const platformKeyOf = (env: Env, network: string): Promise<string> =>
  sha256(`${env.ADMIN_TOKEN}\n${network}`)
