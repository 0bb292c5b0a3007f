/** The menu: the reports, then the tools that this reader may use. */
import { useEffect, useRef } from 'preact/hooks'
import { optionsOf, REPORT_VIEWS, TOOL_VIEWS, type ViewName } from '../shared/address/views.ts'
import { isFullAdmin, usePage } from '../shared/page.ts'
import { Link } from '../shared/parts/link.tsx'

export function Menu() {
  const { say, me, site, state } = usePage()
  const item = (view: ViewName) => (
    <li key={view}>
      <Link to={{ view, session: null, sort: {}, choices: {} }} current={state.view === view}>
        {say(`view_${view}`)}
      </Link>
    </li>
  )
  const tools = TOOL_VIEWS.filter((view) => {
    const { menuOf } = optionsOf(view)
    return menuOf === 'full admins' ? isFullAdmin(me) : !menuOf || me?.scope === 'admin'
  })
  const nav = useRef<HTMLElement>(null)
  // On a phone the menu is wider than the page: scroll it so that the current view's entry is visible.
  useEffect(() => {
    const menu = nav.current!
    const current = menu.querySelector<HTMLElement>('[aria-current]')
    if (!current || menu.scrollWidth <= menu.clientWidth) return
    const [within, whole] = [current.getBoundingClientRect(), menu.getBoundingClientRect()]
    if (within.left < whole.left || within.right > whole.right)
      menu.scrollLeft += within.left - whole.left - whole.width / 3
  }, [state.view, site])
  return (
    <nav ref={nav} class="menu" aria-label={say('views')}>
      {site && <ul>{REPORT_VIEWS.map(item)}</ul>}
      {site && <ul>{tools.map(item)}</ul>}
    </nav>
  )
}
