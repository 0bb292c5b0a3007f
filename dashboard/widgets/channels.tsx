/** Which kinds of traffic there are. */
import { Breakdown } from '../breakdown.tsx'
import { text } from '../format.ts'

export const Channels = () => (
  <Breakdown
    report="channels"
    title="channels"
    head="channel"
    name={(row, { named }) => named('channel', text(row.channel))}
    metrics={['sessions', 'share', 'conversion_rate', 'revenue']}
  />
)
