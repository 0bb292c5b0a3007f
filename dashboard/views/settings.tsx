/** The settings of a site, tokens, and links to share: for admins; those of one site have no say in tokens. */
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
  return (
    <div class="grid settings">
      <SiteSettings key={site.site} site={site} />
      <div class="side">
        {mayAdd(me) ? <Access site={site} /> : null}
        <Reclassify key={site.site} site={site} />
        <Remove key={site.site} site={site} />
      </div>
    </div>
  )
}

function Access({ site }: { site: Site }) {
  const answer = useAnswer<{ tokens: Token[] }>('/api/tokens')
  return (
    <>
      <Share key={site.site} site={site} made={answer.retry} />
      <Tokens answer={answer} />
    </>
  )
}
