/** Every dimension and the reports that break down by it. A new one on an existing column is one entry here. */
import type { DimensionKey } from '../../wire/query.ts'
import type { Facets } from '../store/rows.ts'

/** What a dimension is read from: a column that sessions and the touches of paths have, or whether it is a first visit. */
type DimensionSource = keyof Facets | 'is first visit'

export const DIMENSIONS: Record<DimensionKey, { label: string; from: DimensionSource }> = {
  channel: { label: 'Channel', from: 'channel' },
  source: { label: 'Source', from: 'source' },
  medium: { label: 'Medium', from: 'medium' },
  campaign: { label: 'Campaign', from: 'campaign' },
  content: { label: 'Content', from: 'content' },
  term: { label: 'Term', from: 'term' },
  kind: { label: 'Click ID', from: 'click_id_kind' },
  referrer: { label: 'Referrer', from: 'referrer_host' },
  landing_page: { label: 'Landing page', from: 'landing_page' },
  country: { label: 'Country', from: 'country' },
  region: { label: 'Region', from: 'region' },
  city: { label: 'City', from: 'city' },
  language: { label: 'Language', from: 'language' },
  device: { label: 'Device', from: 'device' },
  browser: { label: 'Browser', from: 'browser' },
  os: { label: 'Operating system', from: 'os' },
  visitor: { label: 'Visitor', from: 'is first visit' },
}

/** Dimensions with their exact names, from which the types of rows are inferred. */
const dimensionsOf = <K extends DimensionKey>(...keys: K[]): K[] => keys

/** Breakdowns by report. The first dimension names the row; the others distinguish rows with the same name. */
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

export type Breakdown = keyof typeof BREAKDOWNS

/** `geo` by something narrower than the country: `by=`. */
export const GEO = {
  country: dimensionsOf('country'),
  region: dimensionsOf('region', 'country'),
  city: dimensionsOf('city', 'region', 'country'),
}
