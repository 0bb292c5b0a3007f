/** What ads cost and what came of it; where costs and exchange rates get in. */

import { comparison } from '../../shared/address/pageState.ts'
import type { RoiFigures } from '../../shared/fetching/answers.ts'
import { useReport } from '../../shared/fetching/useReport.ts'
import { useView } from '../../shared/page.ts'
import { Calculator } from './calculatorPanel.tsx'
import { Returns } from './costFigures.tsx'
import { Rates } from './ratesPanel.tsx'
import { Roi } from './roiPanel.tsx'
import { Upload } from './upload/uploadPanel.tsx'
import './costsStyle.css'

export function Costs() {
  const { me, state } = useView()
  const total = useReport<RoiFigures>('roi', { by: 'total', compare: comparison(state) })
  const isAdmin = me?.scope === 'admin'
  return (
    <>
      <Returns answer={total} />
      <div class="grid">
        <Roi />
        {isAdmin && <Upload />}
        <Calculator answer={total} />
        <Rates since={total.data?.period.from} />
      </div>
    </>
  )
}
