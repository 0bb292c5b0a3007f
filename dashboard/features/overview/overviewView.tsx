/** What an admin looks at every morning. A widget is one line here. */

import { comparison } from '../../shared/address/pageState.ts'
import type { General } from '../../shared/fetching/answers.ts'
import { useReport } from '../../shared/fetching/useReport.ts'
import { useView } from '../../shared/page.ts'
import { Breakdown } from '../../shared/parts/breakdownPanel.tsx'
import { BREAKDOWNS } from '../../shared/parts/breakdowns.ts'
import { Returning } from '../audience/returningPanel.tsx'
import { Sessions } from '../sessions/sessionsPanel.tsx'
import { Funnel } from './funnelPanel.tsx'
import { Figures } from './keyFigures.tsx'
import { Silence } from './noVisits.tsx'
import { Timeseries } from './timeseriesPanel.tsx'
import './overviewStyle.css'

/** How many of the latest sessions the overview shows. */
const LATEST = 30

export function Overview() {
  const { state } = useView()
  const general = useReport<General>('general', { compare: comparison(state) })
  const silent = general.data?.rows[0]?.sessions === 0
  return (
    <>
      <Figures answer={general} />
      {silent ? (
        <Silence />
      ) : (
        <div class="grid">
          <Timeseries />
          <Funnel />
          <Breakdown {...BREAKDOWNS.sources} />
          <Breakdown {...BREAKDOWNS.campaigns} />
          <Breakdown {...BREAKDOWNS.content} />
          <Breakdown {...BREAKDOWNS.channels} />
          <Breakdown {...BREAKDOWNS.countries} />
          <div class="stack">
            <Returning />
            <Breakdown {...BREAKDOWNS.devices} />
          </div>
          <Breakdown {...BREAKDOWNS.browsers} />
          <Breakdown {...BREAKDOWNS.systems} />
          <Sessions rows={LATEST} />
        </div>
      )}
    </>
  )
}
