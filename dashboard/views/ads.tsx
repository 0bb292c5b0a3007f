/** Which ad to pay for: campaigns, creatives and how sure their difference is, and what another model would credit. */
import { Breakdown } from '../parts/breakdown.tsx'
import { BREAKDOWNS } from '../widgets/breakdowns.ts'

export const Ads = () => (
  <div class="grid">
    <Breakdown {...BREAKDOWNS.campaigns} compared class="wide" />
    <Breakdown {...BREAKDOWNS.content} compared class="wide" />
    <Breakdown {...BREAKDOWNS.terms} compared />
    <Breakdown {...BREAKDOWNS.clickIds} compared />
  </div>
)
