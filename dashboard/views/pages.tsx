/** Where visits begin, what is looked at, and what is sold. */
import { Breakdown } from '../parts/breakdown.tsx'
import { Costly } from '../parts/costly.tsx'
import { Table } from '../parts/table.tsx'
import { BREAKDOWNS } from '../widgets/breakdowns.ts'
import { PRODUCTS, SEEN_PAGES } from '../widgets/tables.ts'

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
