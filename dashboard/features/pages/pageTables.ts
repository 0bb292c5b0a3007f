/** The tables of pages and products. Another plain table is an entry here and a line in the view. */
import { readable } from '../../shared/format/format.ts'
import type { ReportTableProps } from '../../shared/parts/reportTable.tsx'

/** Pages are identified by their path. */
export const PAGES_TABLE: ReportTableProps<{ page: string; share: number }> = {
  report: 'pages',
  title: 'viewed_pages',
  column: 'page',
  nameTitle: 'page',
  name: ({ page }) => readable(page),
  figures: {
    pageviews: 'views_count',
    sessions: 'sessions',
    conversions: 'conversions_short',
    conversion_rate: 'conversion_rate',
    revenue: 'revenue',
  },
  share: ({ share }) => share,
  defaultSort: '-pageviews',
  help: 'viewed_pages_help',
  compared: true,
}

/** Products are identified by their id, or by their name if they have none. */
export const PRODUCTS_TABLE: ReportTableProps<{ item_id: string; item_name: string; revenue: number }> = {
  report: 'products',
  title: 'products',
  column: 'item_name',
  nameTitle: 'product',
  name: ({ item_name }) => item_name,
  note: ({ item_id }) => item_id,
  figures: {
    views: 'views_count',
    carts: 'carts',
    purchases: 'purchases',
    quantity: 'quantity',
    revenue: 'revenue',
  },
  share: ({ revenue }, total) => total.revenue && (100 * revenue) / total.revenue,
  defaultSort: '-revenue',
  hasTotal: true,
  empty: 'empty_products',
  compared: true,
}
