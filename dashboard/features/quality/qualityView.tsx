/** Data quality: dropped events, issues to fix, and the comparison with the shop's own orders. */

import type { HeldOrders } from '../../../wire/answers/order.ts'
import { type Filter, writeFilter } from '../../../wire/filter.ts'
import { NOT_SET } from '../../../wire/query.ts'
import type { BreakdownRow, General } from '../../shared/fetching/answers.ts'
import { useAnswer } from '../../shared/fetching/useAnswer.ts'
import { useReport } from '../../shared/fetching/useReport.ts'
import { usePage } from '../../shared/page.ts'
import type { DropRow } from './dropCounts.ts'
import { DropsPanel } from './dropsPanel.tsx'
import { HeldOrdersPanel } from './heldOrdersPanel.tsx'
import { IncompleteOrdersPanel } from './incompleteOrdersPanel.tsx'
import { IssuesPanel } from './issuesPanel.tsx'
import { MacrosPanel } from './macrosPanel.tsx'
import { QualityFigures } from './qualityFigures.tsx'
import { ReconcilePanel } from './reconcilePanel.tsx'
import { SharedIdsPanel } from './sharedIdsPanel.tsx'
import { UsagePanel } from './usagePanel.tsx'
import './qualityStyle.css'

/** More than there are channels. */
const ALL_CHANNELS = 50

/** For sessions without a source. Beside a filter by another source nothing is left, which is correct. */
const WITHOUT_SOURCE: Filter = { dimension: 'source', operator: 'is', values: [NOT_SET] }

export function QualityView() {
  const { state, site } = usePage()
  const drops = useReport<DropRow>('drops')
  const general = useReport<General>('general')
  const channels = useReport<BreakdownRow>('channels', { limit: ALL_CHANNELS })
  // The report `sources` is answered from rollups; `general` with a filter would read every session.
  // The filters are its own parameters, so that it goes out with the other reports.
  const filter = [...state.filters, WITHOUT_SOURCE].map(writeFilter)
  const noSource = useReport<BreakdownRow>('sources', { limit: 1, filter })
  const orders = useAnswer<HeldOrders>(`/api/orders?site=${encodeURIComponent(site?.site ?? '')}`)
  return (
    <>
      <QualityFigures drops={drops} general={general} channels={channels} />
      <div class="grid">
        <DropsPanel answer={drops} />
        <HeldOrdersPanel answer={orders} />
        <IncompleteOrdersPanel answer={orders} />
        <SharedIdsPanel answer={orders} />
        <MacrosPanel />
        <IssuesPanel general={general} channels={channels} withoutSource={noSource} />
        <ReconcilePanel />
        <UsagePanel />
      </div>
    </>
  )
}
