/** Sites, their settings, and whether their events arrive. */
import { z } from 'zod'
import { DROP_REASONS } from '../event.ts'
import { currency, identifyMode, instant, revenueCounts, sharedUserIds, text } from './values.ts'

export const siteAnswer = z.strictObject({
  site: z.string(),
  name: z.string(),
  timezone: z.string(),
  currency,
  hosts: z.array(z.string()),
  ignored_referrers: z.array(z.string()),
  excluded_ips: z.array(z.string()).optional().describe('For admins only.'),
  points: z.record(z.string(), z.int()).describe('Events that are not in this list have the default points.'),
  keep_params: z
    .array(z.string())
    .describe('Parameters of landing URLs that are kept, besides campaign parameters and click IDs.'),
  retention_days: z.int(),
  identify: identifyMode.describe(
    'Whether a page’s user id links browsers as it is, or only with a signature.',
  ),
  revenue_counts: revenueCounts.describe(
    'Which orders count: all, or only those that the shop’s server has confirmed. The others are unconfirmed_revenue.',
  ),
  exclude_data_centres: z.boolean(),
  rows_per_day: z.int().nullable().describe('Null: a share of what the deployment may write.'),
})
export type Site = z.infer<typeof siteAnswer>

export const sitesAnswer = z.strictObject({ sites: z.array(siteAnswer) })
export type Sites = z.infer<typeof sitesAnswer>

export const identifySecretAnswer = z.strictObject({
  secret: z.string().describe('Signs user ids. It is shown only once.'),
})
export type IdentifySecret = z.infer<typeof identifySecretAnswer>

export const statusAnswer = z.strictObject({
  site: z.string(),
  first_event_at: instant.nullable().describe('The start of the oldest session that is stored.'),
  last_event_at: instant.nullable().describe('The last event of the newest session.'),
  refused: z
    .array(
      z.strictObject({
        reason: z.enum(DROP_REASONS),
        count: z.int(),
        detail: text.describe(
          'For origin: the host of the page. For unknown_site: the name that the events had.',
        ),
        last_at: instant,
      }),
    )
    .describe('Dropped events of the last 24 hours, counted by whole days (UTC); the latest first.'),
  shared_user_ids: sharedUserIds,
})
export type Status = z.infer<typeof statusAnswer>
export type Refused = Status['refused'][number]

export const reclassifyAnswer = z.strictObject({
  rules_version: z.int(),
  checked: z.int().describe('Rows that this step has read.'),
  changed: z.int().describe('Rows that it has changed.'),
  phase: z.enum(['sessions', 'orders', 'done']),
  done: z.boolean(),
})
export type ReclassifyAnswer = z.infer<typeof reclassifyAnswer>
