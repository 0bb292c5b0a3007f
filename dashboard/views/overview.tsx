/** What an admin looks at every morning. A widget is one line here. */
import type { General } from '../answer.ts'
import { Breakdown } from '../parts/breakdown.tsx'
import { useReport } from '../reports.ts'
import { comparison } from '../state.ts'
import { useView } from '../view.ts'
import { BREAKDOWNS } from '../widgets/breakdowns.ts'
import { Figures } from '../widgets/figures.tsx'
import { Funnel } from '../widgets/funnel.tsx'
import { Returning } from '../widgets/returning.tsx'
import { Sessions } from '../widgets/sessions.tsx'
import { Silence } from '../widgets/silence.tsx'
import { Timeseries } from '../widgets/timeseries.tsx'

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
