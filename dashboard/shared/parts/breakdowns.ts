/** All breakdowns of the dashboard. A new one is an entry here and a line in a view. */
import { text } from '../format/format.ts'
import type { BreakdownPanelProps, Metric } from './breakdownPanel.tsx'

/** For dimensions that every session has: the share instead of the conversions. */
const SHARED: readonly Metric[] = ['sessions', 'share', 'conversion_rate', 'revenue']

export const BREAKDOWNS = {
  channels: {
    report: 'channels',
    title: 'channels',
    nameTitle: 'channel',
    dimension: 'channel',
    metrics: SHARED,
  },
  sources: {
    report: 'sources',
    title: 'sources',
    nameTitle: 'source_medium',
    dimension: 'source',
    note: (row) => text(row.medium),
  },
  campaigns: {
    report: 'campaigns',
    title: 'campaigns',
    nameTitle: 'campaign',
    dimension: 'campaign',
    note: (row, { nameOf }) => [nameOf('source', text(row.source)), text(row.medium)],
    empty: 'empty_campaigns',
  },
  content: {
    report: 'content',
    title: 'content',
    nameTitle: 'creative',
    dimension: 'content',
    note: (row) => text(row.campaign),
    empty: 'empty_content',
  },
  terms: {
    report: 'terms',
    title: 'terms',
    nameTitle: 'term',
    dimension: 'term',
    note: (row) => text(row.campaign),
    empty: 'empty_terms',
  },
  clickIds: {
    report: 'click_ids',
    title: 'click_ids',
    nameTitle: 'click_id',
    dimension: 'kind',
    metrics: SHARED,
  },
  referrers: { report: 'referrers', title: 'referrers', nameTitle: 'referrer', dimension: 'referrer' },
  landingPages: {
    report: 'landing_pages',
    title: 'landing_pages',
    nameTitle: 'landing_page',
    dimension: 'landing_page',
  },
  countries: { report: 'geo', title: 'geo', nameTitle: 'country', dimension: 'country', metrics: SHARED },
  regions: {
    report: 'geo',
    table: 'regions',
    params: { by: 'region' },
    title: 'regions',
    nameTitle: 'region',
    dimension: 'region',
    note: (row, { nameOf }) => nameOf('country', text(row.country)),
    metrics: SHARED,
  },
  cities: {
    report: 'geo',
    table: 'cities',
    params: { by: 'city' },
    title: 'cities',
    nameTitle: 'city',
    dimension: 'city',
    note: (row, { nameOf }) => [text(row.region), nameOf('country', text(row.country))],
    metrics: SHARED,
  },
  devices: {
    report: 'devices',
    title: 'devices',
    nameTitle: 'device',
    dimension: 'device',
    metrics: SHARED,
    rows: 7,
  },
  browsers: {
    report: 'browsers',
    title: 'browsers',
    nameTitle: 'browser',
    dimension: 'browser',
    metrics: SHARED,
    rows: 7,
  },
  systems: { report: 'os', title: 'systems', nameTitle: 'system', dimension: 'os', metrics: SHARED, rows: 7 },
  languages: {
    report: 'languages',
    title: 'languages',
    nameTitle: 'language_code',
    dimension: 'language',
    metrics: SHARED,
    rows: 7,
  },
} as const satisfies Record<string, BreakdownPanelProps>
