/** Makes a link that lets whoever has it read the reports of this site, and nothing else. */
import { useId, useState } from 'preact/hooks'
import type { Site } from '../answer.ts'
import type { ApiError } from '../api.ts'
import { fault } from '../fault.ts'
import { invitation } from '../invitation.ts'
import { Snippet } from '../parts/snippet.tsx'
import { print, START } from '../state.ts'
import { useView } from '../view.ts'
import { Expiry } from './expiry.tsx'
import { makeToken } from './token.ts'

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
