/** `/api/audit`: who changed what. */
import { z } from 'zod'
import { instant, text } from './values.ts'

/** What a request did. The dashboard has a text for each (`audit_…` in accessWords.ts). Never renamed. */
export const AUDIT_ACTIONS = [
  'signed_in',
  'signed_out_everywhere',
  'site_added',
  'site_changed',
  'site_removed',
  'reclassify_started',
  'token_added',
  'token_removed',
  'costs_loaded',
  'rates_set',
  'visitor_erased',
  'exclusion_added',
  'exclusion_removed',
  'purged',
  'order_removed',
  'order_accepted',
  'person_erased',
  'identify_secret_made',
] as const
export type AuditAction = (typeof AUDIT_ACTIONS)[number]

/** What was changed, by name. No secrets and no personal data: neither values of settings nor ids of visitors. */
export const auditDetail = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
)
export type AuditDetail = z.infer<typeof auditDetail>

export const auditRow = z.strictObject({
  at: instant,
  site: text.describe('Null: it concerns all sites.'),
  action: z.enum(AUDIT_ACTIONS),
  token_id: text.describe('Of who did it. Null: the admin token of the deployment.'),
  token_name: z.string().describe('As it was then.'),
  by_sign_in: z.boolean().describe('Done in the dashboard, not with the token itself.'),
  detail: auditDetail,
})
export type AuditRow = z.infer<typeof auditRow>

export const auditAnswer = z.strictObject({ site: z.string(), rows: z.array(auditRow), next: text })
export type AuditAnswer = z.infer<typeof auditAnswer>
