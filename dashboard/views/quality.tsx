/** What was lost, and why; what the shop's own books say to it. */

import { NOT_SET } from '../../wire/query.ts'
import type { BreakdownRow, General } from '../answer.ts'
import { Drops } from '../quality/drops.tsx'
import { Hints } from '../quality/hints.tsx'
import { Losses } from '../quality/losses.tsx'
import { Reconcile } from '../quality/reconcile.tsx'
import type { DropRow } from '../quality/tally.ts'
import { useReport, useReportOf } from '../reports.ts'
import { reportName, type State, scope } from '../state.ts'
import { useView } from '../view.ts'

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
