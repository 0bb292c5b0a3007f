/** Who the visitors are: where they live, what they hold in their hands, whether they come back. */
import { Breakdown } from '../parts/breakdown.tsx'
import { Costly } from '../parts/costly.tsx'
import { BREAKDOWNS } from '../widgets/breakdowns.ts'
import { Cohorts } from '../widgets/cohorts.tsx'
import { Returning } from '../widgets/returning.tsx'

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
