/** The settings of a site, tokens, and links to share: for admins; those of one site have no say in tokens. */
import type { ComponentChildren } from 'preact'
import type { Site } from '../answer.ts'
import { useAnswer } from '../loaded.ts'
import { Reclassify } from '../settings/reclassify.tsx'
import { Remove } from '../settings/remove.tsx'
import { Share } from '../settings/share.tsx'
import { SiteSettings } from '../settings/site.tsx'
import type { Token } from '../settings/token.ts'
import { Tokens } from '../settings/tokens.tsx'
import { mayAdd, useView } from '../view.ts'

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
