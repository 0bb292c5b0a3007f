/** Sites, their settings, and whether their events arrive. */
import { z } from 'zod'
import { DROP_REASONS } from '../event.ts'
import { currency, instant, text } from './values.ts'

export const siteAnswer = z.strictObject({
  site: z.string(),
  name: z.string(),
  timezone: z.string(),
  currency,
  hosts: z.array(z.string()),
  ignored_referrers: z.array(z.string()),
  excluded_ips: z.array(z.string()).optional().describe('For admins only.'),
  points: z.record(z.string(), z.int()).describe('Events that are not named have the default points.'),
  retention_days: z.int(),
})
export type Site = z.infer<typeof siteAnswer>

export const sitesAnswer = z.strictObject({ sites: z.array(siteAnswer) })

export const statusAnswer = z.strictObject({
  site: z.string(),
  first_event_at: instant.nullable().describe('When the oldest session that is kept began.'),
  last_event_at: instant.nullable().describe('The last event of the session that began last.'),
  refused: z
    .array(
      z.strictObject({
        reason: z.enum(DROP_REASONS),
        count: z.int(),
        detail: text.describe('Of origin: the refused host. Of unknown_site: the site that was asked for.'),
        last_at: instant,
      }),
    )
    .describe('Of the days (UTC) on which anything was refused within the last 24 hours; the latest first.'),
})
export type Status = z.infer<typeof statusAnswer>
export type Refused = Status['refused'][number]

export const reclassifyAnswer = z.strictObject({
  rules_version: z.int(),
  checked: z.int(),
  changed: z.int(),
  phase: z.enum(['sessions', 'orders', 'done']),
  done: z.boolean(),
})
export type ReclassifyAnswer = z.infer<typeof reclassifyAnswer>
