/** The overview: the key figures, the chart, the funnel and the most important breakdowns. A panel is one line here. */

import type { General } from '../../shared/fetching/answers.ts'
import { comparison } from '../../shared/fetching/reportRequest.ts'
import { useReport } from '../../shared/fetching/useReport.ts'
import { usePage } from '../../shared/page.ts'
import { BreakdownPanel } from '../../shared/parts/breakdownPanel.tsx'
import { BREAKDOWNS } from '../../shared/parts/breakdowns.ts'
import { ReturningPanel } from '../audience/returningPanel.tsx'
import { SessionsPanel } from '../sessions/sessionsPanel.tsx'
import { FunnelPanel } from './funnelPanel.tsx'
import { KeyFigures } from './keyFigures.tsx'
import { NoVisits } from './noVisits.tsx'
import { TimeseriesPanel } from './timeseriesPanel.tsx'
import './overviewStyle.css'

/** The number of latest sessions that are shown. */
const LATEST = 30

export function OverviewView() {
  const { state } = usePage()
  const general = useReport<General>('general', { compare: comparison(state) })
  const silent = general.data?.rows[0]?.sessions === 0
  return (
    <>
      <KeyFigures answer={general} />
      {silent ? (
        <NoVisits />
      ) : (
        <div class="grid">
          <TimeseriesPanel />
          <FunnelPanel />
          <BreakdownPanel {...BREAKDOWNS.sources} />
          <BreakdownPanel {...BREAKDOWNS.campaigns} />
          <BreakdownPanel {...BREAKDOWNS.content} />
          <BreakdownPanel {...BREAKDOWNS.channels} />
          <BreakdownPanel {...BREAKDOWNS.countries} />
          <div class="stack">
            <ReturningPanel />
            <BreakdownPanel {...BREAKDOWNS.devices} />
          </div>
          <BreakdownPanel {...BREAKDOWNS.browsers} />
          <BreakdownPanel {...BREAKDOWNS.systems} />
          <SessionsPanel rows={LATEST} />
        </div>
      )}
    </>
  )
}
