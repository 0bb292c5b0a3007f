import type { Context } from 'hono'
import type { App } from '../env.ts'
import { isAtCloudflare } from './isAtCloudflare.ts'
import { limitOf } from './limits.ts'

/** The deployment's budget for this request. A local D1 allows any number of rows, so there the default is no limit. */
export const rowsPerDay = (c: Context<App>): number =>
  c.env.ROWS_PER_DAY || isAtCloudflare(c) ? limitOf(c.env, 'ROWS_PER_DAY') : Infinity
