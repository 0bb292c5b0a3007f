/** Texts of the sign-ins and of the audit trail. */
import type { AuditAction } from '../../../wire/answers/audit.ts'
import type { Texts } from '../../shared/words/texts.ts'

/** What was done, by the API's action. */
const ACTIONS = {
  audit_signed_in: 'Signed in',
  audit_signed_out_everywhere: 'Signed out everywhere',
  audit_site_added: 'Site added',
  audit_site_changed: 'Settings changed',
  audit_site_removed: 'Site deleted',
  audit_reclassify_started: 'Reclassification of history started',
  audit_token_added: 'Token created',
  audit_token_removed: 'Token revoked',
  audit_costs_loaded: 'Costs loaded',
  audit_rates_set: 'Exchange rates changed',
  audit_order_accepted: 'Held order accepted',
  audit_order_removed: 'Order deleted',
  audit_identify_secret_made: 'Secret for user ids made',
  audit_visitor_erased: 'Visitor erased',
  audit_person_erased: 'Person erased',
  audit_exclusion_added: 'Excluded from reports',
  audit_exclusion_removed: 'Included in reports again',
  audit_purged: 'Purged',
} as const satisfies Record<`audit_${AuditAction}`, string>

export const accessWords = {
  ...ACTIONS,
  short_admin_token:
    'The admin token is short enough to be guessed. Set one with at least {count} characters; everyone then signs in again.',

  sign_ins: 'Sign-ins',
  sign_ins_about: 'Browsers that have signed in with the same token as you.',
  sign_in_browser: 'Browser',
  sign_in_since: 'Signed in',
  sign_in_until: 'Ends',
  this_browser: 'this browser',
  sign_out_everywhere: 'Sign out everywhere',
  sign_out_sure: 'Sign out everywhere?',
  sign_out_about: 'Everyone who has signed in with this token must sign in again, including you.',

  audit_trail: 'Change history',
  audit_about: 'Who changed what in the last 90 days.',
  audit_none: 'No changes yet.',
  audit_when: 'When',
  audit_what: 'What',
  audit_who: 'Who',
  audit_admin_token: 'Admin token',
  audit_in_dashboard: 'in the dashboard',
  audit_rows: { one: '# row', other: '# rows' },
  audit_sign_ins: { one: '# sign-in', other: '# sign-ins' },
} as const satisfies Texts
