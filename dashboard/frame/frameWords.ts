/** Texts around a view: the header, the menu, the period and the filters. */
import type { Texts } from '../shared/words/texts.ts'

export const frameWords = {
  skip: 'Skip to the reports',
  refresh: 'Refresh',
  language: 'Language',
  show: 'Show',
  period: 'Period',
  period_today: '24 hours',
  period_week: '7 days',
  period_month: '30 days',
  period_all: 'All time',
  period_dates: 'Dates',
  first_day: 'First day',
  last_day: 'Last day',

  views: 'Reports',

  compare: 'Compare with',
  compare_previous: 'Period before',
  compare_year: 'Year before',
  compare_none: 'Nothing',
  model: 'Credit goes to',
  model_first: 'First touch',
  model_last: 'Last touch',
  model_last_non_direct: 'Last touch that is not direct',
  model_linear: 'All touches alike',
  model_position: 'First and last most',
  model_time_decay: 'Recent touches most',

  filters: 'Filters',
  add_filter: 'Add a filter',
  remove_filter: 'Remove the filter {filter}',
  remove_filters: 'Remove all',
  dimension: 'What',
  operator: 'How',
  filter_value: 'Value',
  filter_values_help: 'Several are separated by |',
  apply: 'Apply',
  is: 'is',
  is_not: 'is not',
  contains: 'contains',
  not_contains: 'does not contain',
  or: 'or',

  controls: 'What the reports are about',
  sign_out: 'Sign out',

  site: 'Site',
} as const satisfies Texts
