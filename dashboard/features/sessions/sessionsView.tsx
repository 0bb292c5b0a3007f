/** Every session of the period, page by page; each opens its details. */
import { Sessions } from './sessionsPanel.tsx'
import './sessionsStyle.css'

/** Rows of a page. */
const ROWS = 50

export const AllSessions = () => (
  <div class="grid">
    <Sessions rows={ROWS} />
  </div>
)
