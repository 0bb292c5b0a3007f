/** Every dimension and the reports that break down by it. A new one on an existing column is one entry here. */
import { type DimensionKey, NOT_SET } from '../../wire/query.ts'

/** SQL of a column in the source at hand: of the session, or of the touch that a conversion or order is credited to. */
export type At = (column: string) => string

export interface Dimension {
  label: string
  sql: (at: At) => string
}

const column =
  (name: string) =>
  (at: At): string =>
    `coalesce(${at(name)}, '${NOT_SET}')`

export const DIMENSIONS = {
  channel: { label: 'Channel', sql: column('channel') },
  source: { label: 'Source', sql: column('source') },
  medium: { label: 'Medium', sql: column('medium') },
  campaign: { label: 'Campaign', sql: column('campaign') },
  content: { label: 'Content', sql: column('content') },
  term: { label: 'Term', sql: column('term') },
  kind: { label: 'Click ID', sql: column('click_id_kind') },
  referrer: { label: 'Referrer', sql: column('referrer_host') },
  landing_page: { label: 'Landing page', sql: column('landing_page') },
  country: { label: 'Country', sql: column('country') },
  region: { label: 'Region', sql: column('region') },
  city: { label: 'City', sql: column('city') },
  language: { label: 'Language', sql: column('language') },
  device: { label: 'Device', sql: column('device') },
  browser: { label: 'Browser', sql: column('browser') },
  os: { label: 'Operating system', sql: column('os') },
  visitor: {
    label: 'Visitor',
    sql: (at) => `CASE WHEN ${at('visit_number')} = 1 THEN 'new' ELSE 'returning' END`,
  },
} as const satisfies Record<DimensionKey, Dimension>

export type { DimensionKey }

/** Breakdowns by report: the first dimension names the row, the others tell equal names apart. */
export const BREAKDOWNS: Record<string, DimensionKey[]> = {
  channels: ['channel'],
  sources: ['source', 'medium'],
  campaigns: ['campaign', 'source', 'medium'],
  content: ['content', 'campaign'],
  terms: ['term', 'campaign'],
  click_ids: ['kind'],
  referrers: ['referrer'],
  landing_pages: ['landing_page'],
  geo: ['country'],
  devices: ['device'],
  browsers: ['browser'],
  os: ['os'],
  languages: ['language'],
}

/** `geo` by something narrower than the country: `by=`. */
export const GEO: Record<string, DimensionKey[]> = {
  country: ['country'],
  region: ['region', 'country'],
  city: ['city', 'region', 'country'],
}
