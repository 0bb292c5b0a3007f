/** Texts of the view of the audience: returning visitors and cohorts. */
import type { Texts } from '../../shared/words/texts.ts'

export const audienceWords = {
  view_audience: 'Audience',

  returning: 'New and returning visitors',
  visits_per_visitor: 'Visits per visitor',
  visits_per_visitor_short: 'Per visitor',

  cohorts: 'Cohorts',
  cohort_week: 'Week of the first visit',
  cohort_since: 'Weeks since then',
  cohort_by: 'Cohorts',
  cohort_all: 'All together',
  cohort_channel: 'By channel',
  cohort_returning: 'Came back',
  cohort_revenue: 'Revenue per visitor',
  cohort_help_returning:
    'How many of those who first came in a week came again in that week and in each one after.',
  cohort_help_orders: 'Orders of those who first came in a week, by the week in which they were placed.',
  cohort_help_revenue:
    'What a visitor who first came in a week has paid on average, all weeks so far added up.',
  cohort_bound: 'The last {weeks} weeks.',
  cohort_cut: 'The newest cohorts do not fit: filter by channel, or export all.',
} as const satisfies Texts
