/** Makes the secret that signs the user ids of pages. It is shown once. */
import { useId, useState } from 'preact/hooks'
import type { IdentifySecret } from '../../../wire/answers/site.ts'
import type { Site } from '../../shared/fetching/answers.ts'
import { errorText } from '../../shared/fetching/errorText.ts'
import { request } from '../../shared/fetching/request.ts'
import { useSubmit } from '../../shared/fetching/useSubmit.ts'
import { usePage } from '../../shared/page.ts'
import { CodeSnippet } from '../../shared/parts/codeSnippet.tsx'

export function IdentifySecretPanel({ site }: { site: Site }) {
  const page = usePage()
  const { say } = page
  const id = useId()
  const { busy, error, submit } = useSubmit()
  const [secret, setSecret] = useState('')
  const make = () =>
    submit(async () => {
      const path = `/api/sites/${encodeURIComponent(site.site)}/identify-secret`
      setSecret((await request<IdentifySecret>('POST', path)).secret)
    })
  return (
    <section class="panel form" aria-labelledby={id}>
      <h2 id={id}>{say('identify_secret')}</h2>
      <p>{say('identify_secret_about')}</p>
      <div class="buttons">
        <button type="button" disabled={busy} onClick={make}>
          {say('identify_secret_make')}
        </button>
      </div>
      <div role="status">
        {secret && (
          <>
            <p>{say('shown_once')}</p>
            <CodeSnippet text={secret} title={say('identify_secret')} />
          </>
        )}
      </div>
      <div class="form-error" role="alert">
        {error && <p>{errorText(error, page)}</p>}
      </div>
    </section>
  )
}
