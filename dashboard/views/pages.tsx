/** Where visits begin, what is looked at, and what is sold. */
import { Breakdown } from '../parts/breakdown.tsx'
import { BREAKDOWNS } from '../widgets/breakdowns.ts'

export const Pages = () => (
  <div class="grid">
    <Breakdown {...BREAKDOWNS.landingPages} compared />
    <Breakdown {...BREAKDOWNS.referrers} compared />
  </div>
)
