/** Which sources bring visits and sales. */
import { Breakdown } from '../breakdown.tsx'
import { text } from '../format.ts'

export const Sources = () => (
  <Breakdown
    report="sources"
    title="sources"
    head="source_medium"
    name={(row) => text(row.source)}
    note={(row) => text(row.medium)}
    csv
  />
)
