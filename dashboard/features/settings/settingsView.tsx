/** The settings of a site, tokens, and links to share: for admins; those of one site have no say in tokens. */
import type { ComponentChildren } from 'preact'
import type { Site } from '../../shared/fetching/answers.ts'
import { useAnswer } from '../../shared/fetching/useAnswer.ts'
import { mayAdd, useView } from '../../shared/page.ts'
import { Reclassify } from './reclassifyPanel.tsx'
import { Remove } from './removeSite.tsx'
import { Share } from './shareLinkPanel.tsx'
import { SiteSettings } from './siteSettings.tsx'
import type { Token } from './tokenApi.ts'
import { Tokens } from './tokensPanel.tsx'
import './settingsStyle.css'

export function Settings() {
  const { say, me, site } = useView()
  if (!site) return null
  if (me?.scope !== 'admin') return <p>{say('error_forbidden')}</p>
  return mayAdd(me) ? <WithTokens site={site} /> : <Parts site={site} />
}

function WithTokens({ site }: { site: Site }) {
  const answer = useAnswer<{ tokens: Token[] }>('/api/tokens')
  return (
    <Parts site={site} first={<Share key={site.site} site={site} made={answer.retry} />}>
      <Tokens answer={answer} />
    </Parts>
  )
}

function Parts({
  site,
  first,
  children,
}: {
  site: Site
  first?: ComponentChildren
  children?: ComponentChildren
}) {
  return (
    <div class="grid settings">
      <SiteSettings key={site.site} site={site} />
      <div class="side">
        {first}
        <Reclassify key={site.site} site={site} />
        <Remove key={site.site} site={site} />
      </div>
      {children}
    </div>
  )
}
