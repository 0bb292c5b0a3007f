/** Which campaigns bring visits and sales. */
import { Breakdown } from '../breakdown.tsx'
import { text } from '../format.ts'

export const Campaigns = () => (
  <Breakdown
    report="campaigns"
    title="campaigns"
    head="campaign"
    name={(row) => text(row.campaign)}
    note={(row) => [text(row.source), text(row.medium)]}
    empty="empty_campaigns"
    csv
  />
)
