/** What ads cost and what came of it; where costs and exchange rates get in. */
import type { RoiFigures } from '../answer.ts'
import { useReport } from '../reports.ts'
import { comparison } from '../state.ts'
import { useView } from '../view.ts'
import { Calculator } from '../widgets/calculator.tsx'
import { Rates } from '../widgets/rates.tsx'
import { Returns } from '../widgets/returns.tsx'
import { Roi } from '../widgets/roi.tsx'
import { Upload } from '../widgets/upload.tsx'

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
