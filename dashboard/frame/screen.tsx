/** Every view by its name in the address. */
import type { ComponentType } from 'preact'
import { Ads } from '../features/ads/adsView.tsx'
import { Audience } from '../features/audience/audienceView.tsx'
import { Costs } from '../features/costs/costsView.tsx'
import { Install } from '../features/install/installView.tsx'
import { Links } from '../features/links/linksView.tsx'
import { Overview } from '../features/overview/overviewView.tsx'
import { Pages } from '../features/pages/pagesView.tsx'
import { Quality } from '../features/quality/qualityView.tsx'
import { AllSessions } from '../features/sessions/sessionsView.tsx'
import { Settings } from '../features/settings/settingsView.tsx'
import { REPORT_VIEWS, type ViewName } from '../shared/address/pageState.ts'
import { useView } from '../shared/page.ts'
import { Controls } from './controls.tsx'

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
