/** `/api/exclusions` and `/api/purge`: what is left out of reports, or deleted for good. */
import { z } from 'zod'
import { instant } from './values.ts'

const excluded = z.union([
  z.strictObject({ visitor_id: z.string() }),
  z.strictObject({ source: z.string() }),
  z.strictObject({ from: instant, to: instant }),
])

const counts = {
  sessions: z.int().describe('To how many stored sessions it applies, as far as they were looked at.'),
  orders: z.int().describe('Likewise, orders.'),
}

export const exclusionAnswer = z.strictObject({
  id: z.string(),
  excludes: excluded,
  created_at: instant,
  state: z
    .enum(['applying', 'active', 'removing', 'removed'])
    .describe(
      'applying, removing: stored rows are being changed. Ask again, and the request does further steps.',
    ),
  ...counts,
})
export type ExclusionAnswer = z.infer<typeof exclusionAnswer>

export const exclusionsAnswer = z.strictObject({ site: z.string(), exclusions: z.array(exclusionAnswer) })
export type ExclusionsAnswer = z.infer<typeof exclusionsAnswer>

export const purgeAnswer = z.strictObject({
  purges: excluded,
  state: z
    .enum(['purging', 'purged'])
    .describe('purging: send the request again, and it does further steps.'),
  ...counts,
})
export type PurgeAnswer = z.infer<typeof purgeAnswer>
