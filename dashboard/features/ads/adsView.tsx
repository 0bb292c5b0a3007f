/** Which ad to pay for: campaigns, creatives and how sure their difference is, and what another model would credit. */
import { Breakdown, type Metric } from '../../shared/parts/breakdownPanel.tsx'
import { BREAKDOWNS } from '../../shared/parts/breakdowns.ts'
import { Versus } from './comparisonPanel.tsx'
import { CreditByModel } from './creditPanel.tsx'
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

export const Ads = () => (
  <div class="grid">
    <Breakdown {...BREAKDOWNS.campaigns} metrics={METRICS} compared class="wide many" />
    <Breakdown {...BREAKDOWNS.content} metrics={METRICS} compared class="wide many" />
    <Versus />
    <CreditByModel />
    <Breakdown {...BREAKDOWNS.terms} compared />
    <Breakdown {...BREAKDOWNS.clickIds} compared />
  </div>
)
