/** Creates a share link: everyone who has it can read this site's reports and nothing else. */
import { useId, useState } from 'preact/hooks'
import { addressOf, DEFAULT_STATE } from '../../shared/address/pageState.ts'
import type { Site } from '../../shared/fetching/answers.ts'
import { errorText } from '../../shared/fetching/errorText.ts'
import { useSubmit } from '../../shared/fetching/useSubmit.ts'
import { usePage } from '../../shared/page.ts'
import { CodeSnippet } from '../../shared/parts/codeSnippet.tsx'
import { shareLink } from '../signIn/shareLink.ts'
import { ExpiryChoice } from './expiryChoice.tsx'
import { makeToken } from './tokenApi.ts'

const DEFAULT_DAYS = 30

export function ShareLinkPanel({ site, made }: { site: Site; made: () => void }) {
  const page = usePage()
  const { say } = page
  const id = useId()
  const [days, setDays] = useState<number>(DEFAULT_DAYS)
  const { busy, error, submit } = useSubmit()
  const [link, setLink] = useState('')
  const make = () =>
    submit(async () => {
      const { token } = await makeToken({ scope: 'read', site: site.site, name: say('share_name'), days })
      setLink(shareLink(addressOf({ ...DEFAULT_STATE, site: site.site }), token))
      made()
    })
  return (
    <section class="panel form" aria-labelledby={id}>
      <h2 id={id}>{say('share_link')}</h2>
      <p>{say('share_about')}</p>
      <ExpiryChoice days={days} choose={setDays} />
      <div>
        <button type="button" disabled={busy} onClick={make}>
          {say('share_make')}
        </button>
      </div>
      <div role="status">
        {link && (
          <>
            <p>{say('shown_once')}</p>
            <CodeSnippet text={link} title={say('share_link')} />
          </>
        )}
      </div>
      <div class="form-error" role="alert">
        {error && <p>{errorText(error, page)}</p>}
      </div>
    </section>
  )
}
