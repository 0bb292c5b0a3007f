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

/** Dimensions with their exact names, from which the types of rows are inferred. */
const dimensionsOf = <K extends DimensionKey>(...keys: K[]): K[] => keys

/** Breakdowns by report: the first dimension names the row, the others tell equal names apart. */
export const BREAKDOWNS = {
  channels: dimensionsOf('channel'),
  sources: dimensionsOf('source', 'medium'),
  campaigns: dimensionsOf('campaign', 'source', 'medium'),
  content: dimensionsOf('content', 'campaign'),
  terms: dimensionsOf('term', 'campaign'),
  click_ids: dimensionsOf('kind'),
  referrers: dimensionsOf('referrer'),
  landing_pages: dimensionsOf('landing_page'),
  geo: dimensionsOf('country'),
  devices: dimensionsOf('device'),
  browsers: dimensionsOf('browser'),
  os: dimensionsOf('os'),
  languages: dimensionsOf('language'),
}

/** `geo` by something narrower than the country: `by=`. */
export const GEO = {
  country: dimensionsOf('country'),
  region: dimensionsOf('region', 'country'),
  city: dimensionsOf('city', 'region', 'country'),
}
