/** Data quality: dropped events, issues to fix, and the comparison with the shop's own orders. */

import { NOT_SET } from '../../../wire/query.ts'
import type { PageState } from '../../shared/address/pageState.ts'
import type { BreakdownRow, General } from '../../shared/fetching/answers.ts'
import { reportName, scopeParams } from '../../shared/fetching/reportRequest.ts'
import { useReport, useReportOf } from '../../shared/fetching/useReport.ts'
import { usePage } from '../../shared/page.ts'
import type { DropRow } from './dropCounts.ts'
import { DropsPanel } from './dropsPanel.tsx'
import { HeldOrdersPanel } from './heldOrdersPanel.tsx'
import { IssuesPanel } from './issuesPanel.tsx'
import { QualityFigures } from './qualityFigures.tsx'
import { ReconcilePanel } from './reconcilePanel.tsx'
import { UsagePanel } from './usagePanel.tsx'
import './qualityStyle.css'

/** More than there are channels. */
const ALL_CHANNELS = 50

export function QualityView() {
  const { state } = usePage()
  const drops = useReport<DropRow>('drops')
  const general = useReport<General>('general')
  const channels = useReport<BreakdownRow>('channels', { limit: ALL_CHANNELS })
  // The report `sources` is answered from rollups; `general` with a filter would read every session.
  const noSourceScope = scopeParams(withoutSource(state)).toString()
  const noSource = useReportOf<BreakdownRow>(noSourceScope, reportName('sources', { limit: 1 }))
  return (
    <>
      <QualityFigures drops={drops} general={general} channels={channels} />
      <div class="grid">
        <DropsPanel answer={drops} />
        <HeldOrdersPanel />
        <IssuesPanel general={general} channels={channels} withoutSource={noSource} />
        <ReconcilePanel />
        <UsagePanel />
      </div>
    </>
  )
}

/** Adds a filter for sessions without a source. With a filter by another source nothing is left, which is correct. */
const withoutSource = (state: PageState): PageState => ({
  ...state,
  filters: [...state.filters, { dimension: 'source', operator: 'is', values: [NOT_SET] }],
})
