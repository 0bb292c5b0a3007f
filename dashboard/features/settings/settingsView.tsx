/** The settings, for admins: the site, share links, tokens, sign-ins and changes. Admins of one site see no tokens. */
import type { ComponentChildren } from 'preact'
import type { Token } from '../../../wire/answers/index.ts'
import type { Site } from '../../shared/fetching/answers.ts'
import { useAnswer } from '../../shared/fetching/useAnswer.ts'
import { isFullAdmin, usePage } from '../../shared/page.ts'
import { AuditPanel } from '../access/auditPanel.tsx'
import { SignInsPanel } from '../access/signInsPanel.tsx'
import { ExclusionsPanel } from '../exclusions/exclusionsPanel.tsx'
import { IdentifySecretPanel } from './identifySecretPanel.tsx'
import { PersonPanel } from './personPanel.tsx'
import { ReclassifyPanel } from './reclassifyPanel.tsx'
import { RemoveSite } from './removeSite.tsx'
import { ShareLinkPanel } from './shareLinkPanel.tsx'
import { SiteSettings } from './siteSettings.tsx'
import { TokensPanel } from './tokensPanel.tsx'
import './settingsStyle.css'

export function SettingsView() {
  const { say, me, site } = usePage()
  if (!site) return null
  if (me?.scope !== 'admin') return <p>{say('error_forbidden')}</p>
  return isFullAdmin(me) ? <WithTokens site={site} /> : <Parts site={site} />
}

function WithTokens({ site }: { site: Site }) {
  const answer = useAnswer<{ tokens: Token[] }>('/api/tokens')
  return (
    <Parts site={site} first={<ShareLinkPanel key={site.site} site={site} made={answer.retry} />}>
      <TokensPanel answer={answer} />
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
        <IdentifySecretPanel key={site.site} site={site} />
        <ReclassifyPanel key={site.site} site={site} />
        <PersonPanel key={site.site} site={site} />
        <SignInsPanel />
        <RemoveSite key={site.site} site={site} />
      </div>
      {children}
      <ExclusionsPanel key={`${site.site} exclusions`} site={site.site} />
      <AuditPanel site={site.site} />
    </div>
  )
}
