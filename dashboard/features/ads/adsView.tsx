/** Which ad to pay for: campaigns, creatives and how sure their difference is, and what another model would credit. */
import { BreakdownPanel, type Metric } from '../../shared/parts/breakdownPanel.tsx'
import { BREAKDOWNS } from '../../shared/parts/breakdowns.ts'
import { ComparisonPanel } from './comparisonPanel.tsx'
import { CreditPanel } from './creditPanel.tsx'
import './adsStyle.css'

/** Everything that an ad is judged by. */
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
