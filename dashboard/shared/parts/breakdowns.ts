/** All breakdowns of the dashboard. A new one is an entry here and a line in a view. */
import { text } from '../format/format.ts'
import type { BreakdownPanelProps, Metric } from './breakdownPanel.tsx'

/** For dimensions that every session has: the share instead of the conversions. */
const SHARED: readonly Metric[] = ['sessions', 'share', 'conversion_rate', 'revenue']

export const BREAKDOWNS = {
  channels: {
    report: 'channels',
    title: 'channels',
    head: 'channel',
    dimension: 'channel',
    metrics: SHARED,
  },
  sources: {
    report: 'sources',
    title: 'sources',
    head: 'source_medium',
    dimension: 'source',
    note: (row) => text(row.medium),
  },
  campaigns: {
    report: 'campaigns',
    title: 'campaigns',
    head: 'campaign',
    dimension: 'campaign',
    note: (row) => [text(row.source), text(row.medium)],
    empty: 'empty_campaigns',
  },
  content: {
    report: 'content',
    title: 'content',
    head: 'creative',
    dimension: 'content',
    note: (row) => text(row.campaign),
    empty: 'empty_content',
  },
  terms: {
    report: 'terms',
    title: 'terms',
    head: 'term',
    dimension: 'term',
    note: (row) => text(row.campaign),
    empty: 'empty_terms',
  },
  clickIds: {
    report: 'click_ids',
    title: 'click_ids',
    head: 'click_id',
    dimension: 'kind',
    metrics: SHARED,
  },
  referrers: { report: 'referrers', title: 'referrers', head: 'referrer', dimension: 'referrer' },
  landingPages: {
    report: 'landing_pages',
    title: 'landing_pages',
    head: 'landing_page',
    dimension: 'landing_page',
  },
  countries: { report: 'geo', title: 'geo', head: 'country', dimension: 'country', metrics: SHARED },
  regions: {
    report: 'geo',
    table: 'regions',
    own: { by: 'region' },
    title: 'regions',
    head: 'region',
    dimension: 'region',
    note: (row, { shown }) => shown('country', text(row.country)),
    metrics: SHARED,
  },
  cities: {
    report: 'geo',
    table: 'cities',
    own: { by: 'city' },
    title: 'cities',
    head: 'city',
    dimension: 'city',
    note: (row, { shown }) => [text(row.region), shown('country', text(row.country))],
    metrics: SHARED,
  },
  devices: {
    report: 'devices',
    title: 'devices',
    head: 'device',
    dimension: 'device',
    metrics: SHARED,
    rows: 7,
  },
  browsers: {
    report: 'browsers',
    title: 'browsers',
    head: 'browser',
    dimension: 'browser',
    metrics: SHARED,
    rows: 7,
  },
  systems: { report: 'os', title: 'systems', head: 'system', dimension: 'os', metrics: SHARED, rows: 7 },
  languages: {
    report: 'languages',
    title: 'languages',
    head: 'language_code',
    dimension: 'language',
    metrics: SHARED,
    rows: 7,
  },
} as const satisfies Record<string, BreakdownPanelProps>
