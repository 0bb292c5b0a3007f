import type { SiteRow } from '../worker/store/rows.ts'

/** A site for SQL that is printed without a database, and for databases that are made up. */
export const EXAMPLE_SITE: SiteRow = {
  ...{ id: 1, site: 'shop.example', name: 'Shop', timezone: 'Europe/Kyiv', currency: 'UAH' },
  ...{ hosts: [], ignored_referrers: [], excluded_ips: [], points: {}, retention_days: 730, created_ms: 0 },
  ...{ revenue_counts: 'any', identify: 'open', hold_above: {}, exclusions: [] },
  ...{ exclude_data_centres: false, rows_per_day: null, keep_params: [] },
}
