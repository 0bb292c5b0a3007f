/** Every view by its name in the address. */
import type { ComponentType } from 'preact'
import { Controls } from '../frame/controls.tsx'
import { REPORT_VIEWS, type ViewName } from '../state.ts'
import { useView } from '../view.ts'
import { Ads } from './ads.tsx'
import { Audience } from './audience.tsx'
import { Costs } from './costs.tsx'
import { Install } from './install.tsx'
import { Links } from './links.tsx'
import { Overview } from './overview.tsx'
import { Pages } from './pages.tsx'
import { Quality } from './quality.tsx'
import { AllSessions } from './sessions.tsx'
import { Settings } from './settings.tsx'

/** `add` stands apart: it is there before any site is. */
const SCREENS: Record<Exclude<ViewName, 'add'>, ComponentType> = {
  overview: Overview,
  ads: Ads,
  pages: Pages,
  audience: Audience,
  costs: Costs,
  sessions: AllSessions,
  quality: Quality,
  links: Links,
  install: Install,
  settings: Settings,
}

export function Screen() {
  const { say, state, site } = useView()
  const view = state.view === 'add' ? 'overview' : state.view
  const Shown = SCREENS[view]
  const isReport = (REPORT_VIEWS as readonly ViewName[]).includes(view)
  return (
    <>
      <h1>
        <span dir="auto">{site?.name || site?.site}</span> <small>{say(`view_${view}`)}</small>
      </h1>
      {isReport && <Controls />}
      <Shown key={view} />
    </>
  )
}
