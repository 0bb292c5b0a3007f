/** Which creatives (utm_content) bring visits and sales. */
import { Breakdown } from '../breakdown.tsx'
import { text } from '../format.ts'

export const Content = () => (
  <Breakdown
    report="content"
    title="content"
    head="creative"
    name={(row) => text(row.content)}
    note={(row) => text(row.campaign)}
    empty="empty_content"
    rows={7}
    csv
  />
)
