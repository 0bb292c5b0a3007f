/** Who the visitors are: where they live, what they hold in their hands, whether they come back. */
import { Breakdown } from '../../shared/parts/breakdownPanel.tsx'
import { BREAKDOWNS } from '../../shared/parts/breakdowns.ts'
import { Costly } from '../../shared/parts/countOnDemand.tsx'
import { Cohorts } from './cohortsPanel.tsx'
import { Returning } from './returningPanel.tsx'
import './audienceStyle.css'

export const Audience = () => (
  <div class="grid">
    <Returning />
    <Breakdown {...BREAKDOWNS.devices} compared />
    <Costly title="cohorts" rows={8}>
      <Cohorts />
    </Costly>
    <Breakdown {...BREAKDOWNS.languages} compared />
    <Breakdown {...BREAKDOWNS.browsers} compared />
    <Breakdown {...BREAKDOWNS.countries} compared />
    <Breakdown {...BREAKDOWNS.regions} compared />
    <Breakdown {...BREAKDOWNS.cities} compared />
    <Breakdown {...BREAKDOWNS.systems} compared />
  </div>
)
