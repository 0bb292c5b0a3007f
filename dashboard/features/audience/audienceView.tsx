/** The audience: countries, devices, languages, returning visitors and cohorts. */
import { BreakdownPanel } from '../../shared/parts/breakdownPanel.tsx'
import { BREAKDOWNS } from '../../shared/parts/breakdowns.ts'
import { CountOnDemand } from '../../shared/parts/countOnDemand.tsx'
import { CohortsPanel } from './cohortsPanel.tsx'
import { ReturningPanel } from './returningPanel.tsx'
import './audienceStyle.css'

export const AudienceView = () => (
  <div class="grid">
    <ReturningPanel />
    <BreakdownPanel {...BREAKDOWNS.devices} compared />
    <CountOnDemand title="cohorts" rows={8}>
      <CohortsPanel />
    </CountOnDemand>
    <BreakdownPanel {...BREAKDOWNS.languages} compared />
    <BreakdownPanel {...BREAKDOWNS.browsers} compared />
    <BreakdownPanel {...BREAKDOWNS.countries} compared />
    <BreakdownPanel {...BREAKDOWNS.regions} compared />
    <BreakdownPanel {...BREAKDOWNS.cities} compared />
    <BreakdownPanel {...BREAKDOWNS.systems} compared />
  </div>
)
