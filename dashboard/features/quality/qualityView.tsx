/** What was lost, and why; what the shop's own books say to it. */

import { NOT_SET } from '../../../wire/query.ts'
import { reportName, type State, scope } from '../../shared/address/pageState.ts'
import type { BreakdownRow, General } from '../../shared/fetching/answers.ts'
import { useReport, useReportOf } from '../../shared/fetching/useReport.ts'
import { useView } from '../../shared/page.ts'
import type { DropRow } from './dropCounts.ts'
import { Drops } from './dropsPanel.tsx'
import { Hints } from './issuesPanel.tsx'
import { Losses } from './qualityFigures.tsx'
import { Reconcile } from './reconcilePanel.tsx'
import './qualityStyle.css'

/** There are fewer channels than that. */
const EVERY_CHANNEL = 50

export function Quality() {
  const { state } = useView()
  const drops = useReport<DropRow>('drops')
  const general = useReport<General>('general')
  const channels = useReport<BreakdownRow>('channels', { limit: EVERY_CHANNEL })
  // By source, sessions are folded; `general` under a filter would read each of them.
  const unset = scope(withoutSource(state)).toString()
  const sourceless = useReportOf<BreakdownRow>(unset, reportName('sources', { limit: 1 }))
  return (
    <>
      <Losses drops={drops} general={general} channels={channels} />
      <div class="grid">
        <Drops answer={drops} />
        <Hints general={general} channels={channels} sourceless={sourceless} />
        <Reconcile />
      </div>
    </>
  )
}

/** Beside the filters that there are: one by another source then leaves nothing, as it should. */
const withoutSource = (state: State): State => ({
  ...state,
  filters: [...state.filters, { dimension: 'source', operator: 'is', values: [NOT_SET] }],
})
