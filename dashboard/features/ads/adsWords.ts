/** Texts of the view of ads: the comparison of creatives, and the credit by attribution model. */
import type { Texts } from '../../shared/words/texts.ts'

export const adsWords = {
  view_ads: 'Ads',

  comparison: 'Which one converts better',
  comparison_of: 'Compare',
  comparison_choose: 'Choose what to compare ({count})',
  comparison_limits: 'From {least} to {most}',
  comparison_reset: 'Back to the most visited',
  comparison_too_few: 'Choose at least two to compare.',
  comparison_gone: 'Not among the most visited of this period: {names}',
  comparison_empty_content:
    'A comparison needs two creatives with sessions. Give the links of your ads different utm_content.',
  comparison_empty_campaigns:
    'A comparison needs two campaigns with sessions. Give the links of your ads different utm_campaign.',
  confidence_interval: 'True rate, {confidence} sure',
  no_interval: 'not known',
  chance_of_best: 'Chance to be best',

  verdict_best: '“{name}” converts best; the difference is significant.',
  advice_best: 'Move the budget there, if a visit from it costs no more than from the others.',
  verdict_differ: 'They differ, but which is best is not certain: “{name}” leads with a chance of {chance}.',
  advice_differ: 'Let them run on, or compare only the leading ones.',
  advice_behind: '“{last}” is clearly behind and can be stopped; let the others run on.',
  verdict_equal: 'No clear winner: the difference could be chance (“{name}” leads with {chance}).',
  advice_equal: 'Choose by price, let them run on, or try something bolder.',
  verdict_early: 'Too early to say: there are too few conversions.',
  advice_early:
    'Each needs about {sessions} sessions at this rate. Let them run on, or choose a longer period.',
  verdict_nothing: 'Too early to say: there is no difference between them yet.',
  advice_nothing: 'Let them run on, or choose a longer period.',
  verdict_credited:
    'No comparison is possible: “{name}” is credited with more conversions than it has sessions in this period.',
  advice_credited: 'Choose a longer period, or credit the last touch.',
  verdict_unvisited: 'No comparison is possible: “{name}” has no session in this period.',
  advice_unvisited: 'Leave it out, or choose a longer period.',

  credit: 'Credit by model',
  credit_by: 'Rows',
  credit_help:
    'The same sales, shared by different rules: every column has the same total. Click on a model’s name to choose it.',
  credit_help_filtered:
    'Each column adds up to its total. With filters totals differ: a model may credit touches that are left out.',
  model_short_first: 'First touch',
  model_short_last: 'Last touch',
  model_short_last_non_direct: 'Last non-direct',
  model_short_linear: 'All alike',
  model_short_position: 'First and last most',
  model_short_time_decay: 'Recent most',
  credit_current: 'chosen',
  credit_against: 'vs “{model}”',
  credit_same: 'the same',
  credit_others: 'All others',
} as const satisfies Texts
