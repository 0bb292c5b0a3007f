/** What the visitors hold in their hands. */
import { Breakdown } from '../breakdown.tsx'
import { text } from '../format.ts'

export const Devices = () => (
  <Breakdown
    report="devices"
    title="devices"
    head="device"
    name={(row, { named }) => named('device', text(row.device))}
    metrics={['sessions', 'share', 'conversion_rate', 'revenue']}
    rows={7}
  />
)
