import type { Context } from 'hono'

/** Whether a request came through Cloudflare's network, which adds `cf-ray` to each. */
export const isAtCloudflare = (c: Context): boolean => c.req.header('cf-ray') !== undefined
