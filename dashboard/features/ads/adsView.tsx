/** Ads: campaigns, creatives, the comparison of their conversion rates, and the credit by attribution model. */
import { BreakdownPanel, type Metric } from '../../shared/parts/breakdownPanel.tsx'
import { BREAKDOWNS } from '../../shared/parts/breakdowns.ts'
import { ComparisonPanel } from './comparisonPanel.tsx'
import { CreditPanel } from './creditPanel.tsx'
import './adsStyle.css'

/** The metrics by which ads are compared. */
const METRICS: readonly Metric[] = [
  'sessions',
  'conversions',
  'conversion_rate',
  'orders',
  'revenue',
  'average_order_value',
]

export const AdsView = () => (
  <div class="grid">
    <BreakdownPanel {...BREAKDOWNS.campaigns} metrics={METRICS} compared class="wide many" />
    <BreakdownPanel {...BREAKDOWNS.content} metrics={METRICS} compared class="wide many" />
    <ComparisonPanel />
    <CreditPanel />
    <BreakdownPanel {...BREAKDOWNS.terms} compared />
    <BreakdownPanel {...BREAKDOWNS.clickIds} compared />
  </div>
)
