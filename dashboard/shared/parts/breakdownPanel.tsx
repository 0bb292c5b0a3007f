/** A panel with a breakdown. Rows are named by a dimension; a click on a name filters the page by it. */

import type { DimensionKey } from '../../../wire/query.ts'
import type { BreakdownRow, Metrics } from '../fetching/answers.ts'
import type { TextKey } from '../words/createWords.ts'
import { ReportTable, type ReportTableProps } from './reportTable.tsx'

const TITLES = {
  sessions: 'sessions',
  new_visitors: 'new_visitors',
  share: 'share',
  conversions: 'conversions_short',
  conversion_rate: 'conversion_rate',
  orders: 'orders_short',
  revenue: 'revenue',
  unconfirmed_revenue: 'unconfirmed_short',
  average_order_value: 'average_order_short',
} satisfies Record<keyof Metrics, TextKey>
export type Metric = keyof typeof TITLES

const SHOWN: readonly Metric[] = ['sessions', 'conversions', 'conversion_rate', 'revenue']

type Own = Pick<
  ReportTableProps<BreakdownRow>,
  'report' | 'table' | 'params' | 'title' | 'nameTitle' | 'note' | 'empty' | 'rows' | 'compared' | 'class'
>

export interface BreakdownPanelProps extends Own {
  dimension: DimensionKey
  metrics?: readonly Metric[]
}

export function BreakdownPanel({ dimension, metrics = SHOWN, ...params }: BreakdownPanelProps) {
  return (
    <ReportTable<BreakdownRow>
      {...params}
      column={dimension}
      filter={dimension}
      name={(row, { nameOf }) => nameOf(dimension, String(row[dimension] ?? ''))}
      figures={Object.fromEntries(metrics.map((metric) => [metric, TITLES[metric]]))}
      share={(row) => row.share}
      defaultSort="-sessions"
    />
  )
}
