/** Pages and products: what is viewed and sold, where sessions start, and where they come from. */
import { BreakdownPanel } from '../../shared/parts/breakdownPanel.tsx'
import { BREAKDOWNS } from '../../shared/parts/breakdowns.ts'
import { CountOnDemand } from '../../shared/parts/countOnDemand.tsx'
import { ReportTable } from '../../shared/parts/reportTable.tsx'
import { PAGES_TABLE, PRODUCTS_TABLE } from './pageTables.ts'

export const PagesView = () => (
  <div class="grid">
    <CountOnDemand title={PRODUCTS_TABLE.title} rows={11} tall>
      <ReportTable {...PRODUCTS_TABLE} class="wide many" />
    </CountOnDemand>
    <ReportTable {...PAGES_TABLE} class="wide many" />
    <BreakdownPanel {...BREAKDOWNS.landingPages} compared />
    <BreakdownPanel {...BREAKDOWNS.referrers} compared />
  </div>
)
