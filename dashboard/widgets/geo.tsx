/** Where the visitors are. */
import { Breakdown } from '../breakdown.tsx'
import { text } from '../format.ts'

export const Geo = () => (
  <Breakdown
    report="geo"
    title="geo"
    head="country"
    name={(row, { format }) => format.country(text(row.country))}
    metrics={['sessions', 'share', 'conversion_rate', 'revenue']}
    rows={7}
  />
)
