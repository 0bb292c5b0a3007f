/** The menu: the reports, and behind them the tools that this reader may use. */
import { Link } from '../parts/link.tsx'
import { REPORT_VIEWS, TOOL_VIEWS, type ViewName } from '../state.ts'
import { useView } from '../view.ts'

/** What changes something, and is not for those who only read. */
const ADMIN_ONLY: readonly ViewName[] = ['settings', 'add']

export function Menu() {
  const { say, me, site, state } = useView()
  const item = (view: ViewName) => (
    <li key={view}>
      <Link to={{ view, session: null, sort: {}, picks: {} }} current={state.view === view}>
        {say(`view_${view}`)}
      </Link>
    </li>
  )
  const tools = TOOL_VIEWS.filter((view) => me?.scope === 'admin' || !ADMIN_ONLY.includes(view))
  return (
    <nav class="menu" aria-label={say('views')}>
      {site && <ul>{REPORT_VIEWS.map(item)}</ul>}
      {site && <ul>{tools.map(item)}</ul>}
    </nav>
  )
}
