/** Deletes a site with all its data, after the reader has typed its name. */

import { useId, useState } from 'preact/hooks'
import { asciiHost, unicodeHost } from '../../../wire/idn.ts'
import { DEFAULT_STATE } from '../../shared/address/pageState.ts'
import type { Site } from '../../shared/fetching/answers.ts'
import { errorText } from '../../shared/fetching/errorText.ts'
import { request } from '../../shared/fetching/request.ts'
import { useSubmit } from '../../shared/fetching/useSubmit.ts'
import { usePage } from '../../shared/page.ts'
import { Field } from '../../shared/parts/field.tsx'

export function RemoveSite({ site }: { site: Site }) {
  const page = usePage()
  const { say, state, go, reloadReader } = page
  const id = useId()
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  const { busy, error, submit } = useSubmit({ leaves: true })
  async function removeSite(event: SubmitEvent) {
    event.preventDefault()
    const isMeant = asciiHost(typed) === site.site
    setWrong(!isMeant)
    if (!isMeant) return
    await submit(async () => {
      await request('DELETE', `/api/sites/${encodeURIComponent(site.site)}`)
      go({ ...DEFAULT_STATE, lang: state.lang })
      reloadReader()
    })
  }
  return (
    <section class="panel form" aria-labelledby={id}>
      <h2 id={id}>{say('remove_site')}</h2>
      <p>{say('remove_about')}</p>
      <form onSubmit={removeSite} aria-busy={busy} noValidate>
        <Field
          label={say('remove_type', { site: unicodeHost(site.site) })}
          wrong={wrong ? say('remove_wrong', { site: unicodeHost(site.site) }) : null}
        >
          {(bound) => (
            <input
              {...bound}
              value={typed}
              autoComplete="off"
              autoCapitalize="off"
              spellcheck={false}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
          )}
        </Field>
        <div class="form-error" role="alert">
          {error && <p>{errorText(error, page)}</p>}
        </div>
        <div>
          <button type="submit" class="danger" disabled={busy}>
            {say('remove_site')}
          </button>
        </div>
      </form>
    </section>
  )
}
