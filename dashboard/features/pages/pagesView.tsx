/** Where visits begin, what is looked at, and what is sold. */
import { Breakdown } from '../../shared/parts/breakdownPanel.tsx'
import { BREAKDOWNS } from '../../shared/parts/breakdowns.ts'
import { Costly } from '../../shared/parts/countOnDemand.tsx'
import { Table } from '../../shared/parts/reportTable.tsx'
import { PRODUCTS, SEEN_PAGES } from './pageTables.ts'

export const Pages = () => (
  <div class="grid">
    <Costly title={PRODUCTS.title} rows={11} tall>
      <Table {...PRODUCTS} class="wide many" />
    </Costly>
    <Table {...SEEN_PAGES} class="wide many" />
    <Breakdown {...BREAKDOWNS.landingPages} compared />
    <Breakdown {...BREAKDOWNS.referrers} compared />
  </div>
)
