/** The form with a site's settings. Errors are shown at their fields. */

import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { unicodeHost } from '../../../wire/idn.ts'
import type { Site } from '../../shared/fetching/answers.ts'
import { errorText } from '../../shared/fetching/errorText.ts'
import { type ApiError, request } from '../../shared/fetching/request.ts'
import { usePage } from '../../shared/page.ts'
import { Field } from '../../shared/parts/field.tsx'
import { PointsFields } from './pointsFields.tsx'
import { FIELDS, type Patch, readSettings, refusedOf, type SiteField } from './readSettings.ts'
import { SiteFields } from './siteFields.tsx'

/** The refused entries by field, and an error that belongs to no field. */
interface Refused {
  fields: Partial<Record<SiteField, string[]>>
  error: ApiError | null
}

const LISTS = ['hosts', 'ignored_referrers', 'excluded_ips', 'keep_params'] as const

export function SiteSettings({ site }: { site: Site }) {
  const page = usePage()
  const { say, siteChanged } = page
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const [busy, setBusy] = useState(false)
  const [saved, setSaved] = useState(false)
  const [refused, setRefused] = useState<Refused>({ fields: {}, error: null })

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    const data = new FormData(form.current!)
    const read = readSettings((name) => String(data.get(name) ?? ''))
    if ('field' in read) return setRefused({ fields: { points: read.lines }, error: null })
    setBusy(true)
    setRefused({ fields: {}, error: null })
    try {
      siteChanged(await request<Site>('PATCH', `/api/sites/${encodeURIComponent(site.site)}`, { body: read }))
      setSaved(true)
    } catch (error) {
      setRefused(byField(error as ApiError, read))
    }
    setBusy(false)
  }
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [refused])

  const wrong = (field: SiteField) => {
    const values = refused.fields[field]
    if (!values) return null
    return [say(`wrong_${field}`), values.join(', ')].filter(Boolean).join(' ')
  }
  return (
    <section class="panel form" aria-labelledby={id}>
      <h2 id={id}>{say('site_settings')}</h2>
      <form ref={form} onSubmit={submit} onInput={() => setSaved(false)} aria-busy={busy} noValidate>
        <SiteFields site={site} wrong={wrong} />
        {LISTS.map((field) => (
          <Field key={field} label={say(`${field}_title`)} help={say(`${field}_about`)} wrong={wrong(field)}>
            {(bound) => (
              <textarea
                {...bound}
                name={field}
                rows={3}
                defaultValue={(site[field] ?? []).map(unicodeHost).join('\n')}
                autoCapitalize="off"
                spellcheck={false}
              />
            )}
          </Field>
        ))}
        <PointsFields points={site.points} wrong={wrong} />
        <div class="form-error" role="alert">
          {refused.error && <p>{errorText(refused.error, page)}</p>}
          {Object.keys(refused.fields).length > 0 && <p>{say('not_saved')}</p>}
        </div>
        <div class="buttons">
          <button type="submit" class="main" disabled={busy}>
            {say(busy ? 'saving_settings' : 'save_settings')}
          </button>
          <span role="status">{saved && say('settings_saved')}</span>
        </div>
      </form>
    </section>
  )
}

function byField(error: ApiError, sent: Patch): Refused {
  const fields = Object.fromEntries(
    FIELDS.flatMap((field) => {
      const values = refusedOf(error, field, sent)
      return values ? [[field, values]] : []
    }),
  )
  return { fields, error: Object.keys(fields).length ? null : error }
}
