/** The reports of one site, in their order: a widget is one line here. */
import type { Answer, General } from './answer.ts'
import { useAnswer } from './api.ts'
import { Installation } from './installation.tsx'
import { Period } from './period.tsx'
import { reportPath } from './state.ts'
import { useView } from './view.ts'
import { Campaigns } from './widgets/campaigns.tsx'
import { Channels } from './widgets/channels.tsx'
import { Content } from './widgets/content.tsx'
import { Devices } from './widgets/devices.tsx'
import { Figures } from './widgets/figures.tsx'
import { Funnel } from './widgets/funnel.tsx'
import { Geo } from './widgets/geo.tsx'
import { Sessions } from './widgets/sessions.tsx'
import { Sources } from './widgets/sources.tsx'

export function Layout() {
  const { state, site } = useView()
  const general = useAnswer<Answer<General>>(reportPath(state, 'general'))
  const silent = general.data?.rows[0]?.sessions === 0
  return (
    <>
      <div class="title">
        <h1 dir="auto">{site?.name || site?.site}</h1>
        <Period answer={general.data} />
      </div>
      <Figures answer={general} />
      {silent ? (
        <Installation />
      ) : (
        <div class="grid">
          <Funnel />
          <Sources />
          <Campaigns />
          <Content />
          <Channels />
          <Devices />
          <Geo />
          <Sessions />
        </div>
      )}
    </>
  )
}
