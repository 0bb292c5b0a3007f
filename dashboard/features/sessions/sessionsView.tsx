/** All sessions of the period, page by page. */
import { SessionsPanel } from './sessionsPanel.tsx'
import './sessionsStyle.css'

/** Rows per page. */
const ROWS = 50

export const SessionsView = () => (
  <div class="grid">
    <SessionsPanel rows={ROWS} />
  </div>
)
