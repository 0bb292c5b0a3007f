/** Every session of the period, page by page; each opens its details. */
import { SessionsPanel } from './sessionsPanel.tsx'
import './sessionsStyle.css'

/** Rows of a page. */
const ROWS = 50

export const SessionsView = () => (
  <div class="grid">
    <SessionsPanel rows={ROWS} />
  </div>
)
