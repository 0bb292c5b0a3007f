/** The form that creates a token. The token is shown once. */

import { useState } from 'preact/hooks'
import { unicodeHost } from '../../../wire/idn.ts'
import { errorText } from '../../shared/fetching/errorText.ts'
import { useSubmit } from '../../shared/fetching/useSubmit.ts'
import { usePage } from '../../shared/page.ts'
import { CodeSnippet } from '../../shared/parts/codeSnippet.tsx'
import { Field } from '../../shared/parts/field.tsx'
import { ExpiryChoice } from './expiryChoice.tsx'
import { makeToken, SCOPES, type WantedToken } from './tokenApi.ts'

export function NewToken({ made }: { made: () => void }) {
  const page = usePage()
  const { say, sites, site } = page
  const first: WantedToken = { scope: 'read', site: site?.site ?? null, name: '', days: 0 }
  const [wanted, setWanted] = useState(first)
  const { busy, error, submit } = useSubmit()
  const [token, setToken] = useState('')
  const want = (change: Partial<WantedToken>) => setWanted((before) => ({ ...before, ...change }))
  function make(event: SubmitEvent) {
    event.preventDefault()
    return submit(async () => {
      setToken((await makeToken(wanted)).token)
      setWanted(first)
      made()
    })
  }
  return (
    <>
      <h3>{say('new_token')}</h3>
      <form onSubmit={make} aria-busy={busy}>
        <div class="pair">
          <Field label={say('token_name')} help={say('token_name_help')}>
            {(bound) => (
              <input
                {...bound}
                value={wanted.name}
                maxLength={255}
                onInput={(event) => want({ name: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field label={say('token_scope')} help={say(`scope_${wanted.scope}_help`)}>
            {(bound) => (
              <select
                {...bound}
                value={wanted.scope}
                onChange={(event) => {
                  const scope = SCOPES.find((option) => option === event.currentTarget.value)
                  if (scope) want({ scope })
                }}
              >
                {SCOPES.map((scope) => (
                  <option key={scope} value={scope}>
                    {say(`scope_${scope}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={say('token_site')}>
            {(bound) => (
              <select
                {...bound}
                value={wanted.site ?? ''}
                onChange={(event) => want({ site: event.currentTarget.value || null })}
              >
                <option value="">{say('every_site')}</option>
                {sites.map(({ site }) => (
                  <option key={site} value={site}>
                    {unicodeHost(site)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <ExpiryChoice days={wanted.days} choose={(days) => want({ days })} />
        </div>
        <div>
          <button type="submit" disabled={busy}>
            {say('make_token')}
          </button>
        </div>
      </form>
      <div role="status">
        {token && (
          <>
            <p>{say('shown_once')}</p>
            <CodeSnippet text={token} title={say('new_token')} />
          </>
        )}
      </div>
      <div class="form-error" role="alert">
        {error && <p>{errorText(error, page)}</p>}
      </div>
    </>
  )
}
