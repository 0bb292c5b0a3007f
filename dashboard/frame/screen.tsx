/** Shows the view that the address names, with its title and, for reports, the controls. */

import type { ComponentType } from 'preact'
import { ADMIN_TOKEN_CHARS } from '../../wire/adminTokenChars.ts'
import { unicodeHost } from '../../wire/idn.ts'
import { AdsView } from '../features/ads/adsView.tsx'
import { AudienceView } from '../features/audience/audienceView.tsx'
import { CostsView } from '../features/costs/costsView.tsx'
import { InstallView } from '../features/install/installView.tsx'
import { LinksView } from '../features/links/linksView.tsx'
import { OverviewView } from '../features/overview/overviewView.tsx'
import { PagesView } from '../features/pages/pagesView.tsx'
import { QualityView } from '../features/quality/qualityView.tsx'
import { SessionsView } from '../features/sessions/sessionsView.tsx'
import { SettingsView } from '../features/settings/settingsView.tsx'
import { optionsOf, type ViewName } from '../shared/address/views.ts'
import { usePage } from '../shared/page.ts'
import { Controls } from './controls.tsx'

/** `add` is not in this list: it is shown even when there is no site yet. */
const VIEW_COMPONENTS: Record<Exclude<ViewName, 'add'>, ComponentType> = {
  overview: OverviewView,
  ads: AdsView,
  pages: PagesView,
  audience: AudienceView,
  costs: CostsView,
  sessions: SessionsView,
  quality: QualityView,
  links: LinksView,
  install: InstallView,
  settings: SettingsView,
}

export function Screen() {
  const { say, state, site, me, format } = usePage()
  const view = state.view === 'add' ? 'overview' : state.view
  const View = VIEW_COMPONENTS[view]
  return (
    <>
      <h1>
        <span dir="auto">{site?.name || unicodeHost(site?.site ?? '')}</span>{' '}
        <small>{say(`view_${view}`)}</small>
      </h1>
      {me?.short_admin_token && (
        <p class="trouble" role="alert">
          {say('short_admin_token', { count: format.count(ADMIN_TOKEN_CHARS) })}
        </p>
      )}
      {optionsOf(view).kind === 'report' && <Controls />}
      <View key={view} />
    </>
  )
}
