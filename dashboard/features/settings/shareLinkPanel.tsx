/** Makes a link that lets whoever has it read the reports of this site, and nothing else. */
import { useId, useState } from 'preact/hooks'
import { print, START } from '../../shared/address/pageState.ts'
import type { Site } from '../../shared/fetching/answers.ts'
import { fault } from '../../shared/fetching/errorText.ts'
import type { ApiError } from '../../shared/fetching/request.ts'
import { useView } from '../../shared/page.ts'
import { Snippet } from '../../shared/parts/codeSnippet.tsx'
import { invitation } from '../signIn/shareLink.ts'
import { Expiry } from './expiryChoice.tsx'
import { makeToken } from './tokenApi.ts'

const DAYS = 30

export function Share({ site, made }: { site: Site; made: () => void }) {
  const view = useView()
  const { say } = view
  const id = useId()
  const [days, setDays] = useState<number>(DAYS)
  const [busy, setBusy] = useState(false)
  const [link, setLink] = useState('')
  const [error, setError] = useState<ApiError | null>(null)
  async function make() {
    setBusy(true)
    setError(null)
    try {
      const { token } = await makeToken({ scope: 'read', site: site.site, name: say('share_name'), days })
      setLink(invitation(print({ ...START, site: site.site }), token))
      made()
    } catch (error) {
      setError(error as ApiError)
    }
    setBusy(false)
  }
  return (
    <section class="panel form" aria-labelledby={id}>
      <h2 id={id}>{say('share_link')}</h2>
      <p>{say('share_about')}</p>
      <Expiry days={days} choose={setDays} />
      <div>
        <button type="button" disabled={busy} onClick={make}>
          {say('share_make')}
        </button>
      </div>
      <div role="status">
        {link && (
          <>
            <p>{say('shown_once')}</p>
            <Snippet text={link} title={say('share_link')} />
          </>
        )}
      </div>
      <div class="fault" role="alert">
        {error && <p>{fault(error, view)}</p>}
      </div>
    </section>
  )
}
