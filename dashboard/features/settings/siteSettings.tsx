/** The form with a site's settings. Errors are shown at their fields. */
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { DEFAULT_POINTS } from '../../../wire/defaultPoints.ts'
import { EVENTS } from '../../../wire/event.ts'
import type { Site } from '../../shared/fetching/answers.ts'
import { errorText } from '../../shared/fetching/errorText.ts'
import { type ApiError, request } from '../../shared/fetching/request.ts'
import { usePage } from '../../shared/page.ts'
import { Field } from '../../shared/parts/field.tsx'
import { CurrencyOptions, TimezoneOptions } from '../../shared/parts/selectOptions.tsx'
import { FIELDS, otherPoints, type Patch, readSettings, refusedOf, type SiteField } from './readSettings.ts'

/** The refused entries by field, and an error that belongs to no field. */
interface Refused {
  fields: Partial<Record<SiteField, string[]>>
  error: ApiError | null
}

const LISTS = ['hosts', 'ignored_referrers', 'excluded_ips', 'keep_params'] as const

export function SiteSettings({ site }: { site: Site }) {
  const page = usePage()
  const { say, named, siteChanged } = page
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
        <div class="pair">
          <Field label={say('name_of_site')} wrong={wrong('name')}>
            {(bound) => <input {...bound} name="name" defaultValue={site.name} />}
          </Field>
          <Field label={say('retention_days')} help={say('retention_help')} wrong={wrong('retention_days')}>
            {(bound) => (
              <input
                {...bound}
                name="retention_days"
                type="number"
                min={1}
                max={3650}
                defaultValue={String(site.retention_days)}
              />
            )}
          </Field>
          <Field label={say('currency')} help={say('currency_help')} wrong={wrong('currency')}>
            {(bound) => (
              <select {...bound} name="currency">
                <CurrencyOptions chosen={site.currency} />
              </select>
            )}
          </Field>
          <Field label={say('timezone')} help={say('timezone_help')} wrong={wrong('timezone')}>
            {(bound) => (
              <select {...bound} name="timezone">
                <TimezoneOptions chosen={site.timezone} />
              </select>
            )}
          </Field>
          <Field
            label={say('revenue_counts')}
            help={say('revenue_counts_help')}
            wrong={wrong('revenue_counts')}
          >
            {(bound) => (
              <select {...bound} name="revenue_counts">
                <option value="any" selected={site.revenue_counts === 'any'}>
                  {say('revenue_counts_any')}
                </option>
                <option value="confirmed" selected={site.revenue_counts === 'confirmed'}>
                  {say('revenue_counts_confirmed')}
                </option>
              </select>
            )}
          </Field>
          <Field label={say('identify')} help={say('identify_help')} wrong={wrong('identify')}>
            {(bound) => (
              <select {...bound} name="identify">
                <option value="open" selected={site.identify === 'open'}>
                  {say('identify_open')}
                </option>
                <option value="signed" selected={site.identify === 'signed'}>
                  {say('identify_signed')}
                </option>
              </select>
            )}
          </Field>
          <Field
            label={say('data_centres')}
            help={say('data_centres_help')}
            wrong={wrong('exclude_data_centres')}
          >
            {(bound) => (
              <select {...bound} name="exclude_data_centres">
                <option value="no">{say('data_centres_count')}</option>
                <option value="yes" selected={site.exclude_data_centres}>
                  {say('data_centres_exclude')}
                </option>
              </select>
            )}
          </Field>
          <Field label={say('rows_per_day')} help={say('rows_per_day_help')} wrong={wrong('rows_per_day')}>
            {(bound) => (
              <input
                {...bound}
                name="rows_per_day"
                type="number"
                min={1000}
                defaultValue={String(site.rows_per_day ?? '')}
              />
            )}
          </Field>
        </div>
        {LISTS.map((field) => (
          <Field key={field} label={say(`${field}_title`)} help={say(`${field}_about`)} wrong={wrong(field)}>
            {(bound) => (
              <textarea
                {...bound}
                name={field}
                rows={3}
                defaultValue={(site[field] ?? []).join('\n')}
                autoCapitalize="off"
                spellcheck={false}
              />
            )}
          </Field>
        ))}
        <h3>{say('points_title')}</h3>
        <p class="help">{say('points_about')}</p>
        <div class="points">
          {EVENTS.map((name) => (
            <Field key={name} label={named('event', name)}>
              {(bound) => (
                <input
                  {...bound}
                  name={`points.${name}`}
                  type="number"
                  min={-1000}
                  max={1000}
                  placeholder={String(DEFAULT_POINTS[name] ?? 0)}
                  defaultValue={site.points[name] === undefined ? '' : String(site.points[name])}
                />
              )}
            </Field>
          ))}
        </div>
        <Field label={say('other_points')} help={say('other_points_help')} wrong={wrong('points')}>
          {(bound) => (
            <textarea
              {...bound}
              name="other_points"
              rows={2}
              defaultValue={otherPoints(site.points)}
              autoCapitalize="off"
              spellcheck={false}
            />
          )}
        </Field>
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
