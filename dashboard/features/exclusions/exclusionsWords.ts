/** Texts of what is excluded from reports. */
import type { Texts } from '../../shared/words/texts.ts'

export const exclusionsWords = {
  exclusions: 'Excluded from reports',
  exclusions_about:
    'Leaves test visits, spam or an attack out of all reports, also those of the past. Nothing is deleted, and you can undo it. To ignore your own office from now on, use the excluded IP addresses.',
  exclusions_none: 'Nothing is excluded.',
  exclusion_what: 'Excluded',
  exclusion_visits: 'Visits',
  exclusion_orders: 'Orders',
  exclusion_applying: 'Being applied…',
  exclusion_removing: 'Being removed…',
  exclusion_undo: 'Include again',
  exclude_more: 'Exclude more',
  exclude_what: 'What',
  exclude_visitor: 'A visitor',
  exclude_source: 'A source',
  exclude_interval: 'A time range',
  exclude_visitor_label: 'Visitor ID',
  exclude_visitor_help: 'Shown in the details of a visit.',
  exclude_source_label: 'Source',
  exclude_source_help: 'Exactly as it appears in the reports.',
  exclude_from: 'From',
  exclude_to: 'To (not included)',
  exclude_preview: 'Check',
  exclude_previewed: 'This applies to about {visits} and {orders}.',
  exclude_visits: { one: '# visit', other: '# visits' },
  exclude_orders: { one: '# order', other: '# orders' },
  exclude: 'Exclude from reports',
  exclude_this_visitor: 'Exclude this visitor from reports',
  exclude_this_sure: 'Exclude this visitor?',
  exclude_this_about:
    'All visits and orders of this visitor leave the reports. You can undo it in the settings.',
  visitor_excluded: 'This visitor is excluded from reports.',
  purge: 'Delete permanently',
  purge_sure: 'Delete permanently?',
  purge_about:
    'The visits are deleted, and so are the orders that only a page has reported. Orders confirmed by your server stay in the reports, without a source. This cannot be undone.',
  purge_word: 'delete',
  purge_type: 'Type “{word}” to confirm',
  purged: 'Deleted.',
} as const satisfies Texts
