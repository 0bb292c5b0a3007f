/** Costs and ROI: the returns of ads, the upload of costs, the calculator, the exchange rates. */

import type { RoiFigures } from '../../shared/fetching/answers.ts'
import { comparison } from '../../shared/fetching/reportRequest.ts'
import { useReport } from '../../shared/fetching/useReport.ts'
import { usePage } from '../../shared/page.ts'
import { CalculatorPanel } from './calculatorPanel.tsx'
import { CostFigures } from './costFigures.tsx'
import { RatesPanel } from './ratesPanel.tsx'
import { RoiPanel } from './roiPanel.tsx'
import { UploadPanel } from './upload/uploadPanel.tsx'
import './costsStyle.css'

export function CostsView() {
  const { me, state } = usePage()
  const total = useReport<RoiFigures>('roi', { by: 'total', compare: comparison(state) })
  const isAdmin = me?.scope === 'admin'
  return (
    <>
      <CostFigures answer={total} />
      <div class="grid">
        <RoiPanel />
        {isAdmin && <UploadPanel />}
        <CalculatorPanel answer={total} />
        <RatesPanel since={total.data?.period.from} />
      </div>
    </>
  )
}
