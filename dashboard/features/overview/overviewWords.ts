/** Texts of the overview. */
import type { Texts } from '../../shared/words/texts.ts'

export const overviewWords = {
  of_sessions: '{rate} of sessions',
  average_order: 'Average order',
  per_order: 'revenue per order',
  unconfirmed_within: '{amount} of it not confirmed by your server',
  unconfirmed_apart: 'plus {amount} not confirmed by your server',
  visitors: { one: '# visitor', other: '# visitors' },

  funnel: 'Funnel',
  drop_off: 'Lost',

  view_overview: 'Overview',

  over_time: 'Over time',
  interval: 'Interval',
  interval_hour: 'Hours',
  interval_day: 'Days',
  interval_week: 'Weeks',
  interval_month: 'Months',
  this_period: 'This period',
  period_before: 'Before',
  bounce_rate: 'Bounce rate',
  leads: 'Leads',
  sign_ups: 'Sign-ups',

  without_filters: 'Show it without filters',
  to_install: 'How to install the script',
  no_visit_yet: 'No visits yet',
  no_visit_in_period: 'No visits in this period',
} as const satisfies Texts
