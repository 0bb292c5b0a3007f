/** The form that adds a site. */
import { unicodeHost } from '../../../wire/idn.ts'
import { LANGUAGES } from '../../languages/languagesByCode.ts'
import { DEFAULT_STATE } from '../../shared/address/pageState.ts'
import type { Site } from '../../shared/fetching/answers.ts'
import { errorText } from '../../shared/fetching/errorText.ts'
import { type ApiError, request } from '../../shared/fetching/request.ts'
import { useSubmit } from '../../shared/fetching/useSubmit.ts'
import { hostOf, listed, ownHosts } from '../../shared/format/hosts.ts'
import { isFullAdmin, type Page, usePage } from '../../shared/page.ts'
import { Field } from '../../shared/parts/field.tsx'
import { Link } from '../../shared/parts/link.tsx'
import { Notice } from '../../shared/parts/notice.tsx'
import { CurrencyOptions, ownTimezone, TimezoneOptions } from '../../shared/parts/selectOptions.tsx'

export function AddSiteView() {
  const { say, sites, me } = usePage()
  if (!isFullAdmin(me)) return <Notice text={say('no_site_read')} />
  return (
    <div class="card">
      <h1>{say(sites.length ? 'add_site' : 'first_site')}</h1>
      <p class="help">{say('add_site_help')}</p>
      <SiteForm />
      {sites.length > 0 && (
        <Link to={{ view: 'overview' }} class="quiet">
          {say('cancel')}
        </Link>
      )}
    </div>
  )
}

function SiteForm() {
  const page = usePage()
  const { say, state, language, go, reloadReader } = page
  const { busy, error, submit } = useSubmit({ leaves: true })
  function addSite(event: SubmitEvent) {
    event.preventDefault()
    const body = read(event.currentTarget as HTMLFormElement)
    return submit(async () => {
      const site = await request<Site>('POST', '/api/sites', { body })
      go({ ...DEFAULT_STATE, lang: state.lang, site: site.site, view: 'install' })
      reloadReader()
    })
  }
  return (
    <form onSubmit={addSite} aria-busy={busy}>
      <Field label={say('domain')}>
        {(bound) => (
          <input
            {...bound}
            name="site"
            required
            placeholder="shop.example"
            autoCapitalize="off"
            spellcheck={false}
          />
        )}
      </Field>
      <Field label={say('site_name')}>{(bound) => <input {...bound} name="name" />}</Field>
      <Field label={say('timezone')}>
        {(bound) => (
          <select {...bound} name="timezone">
            <TimezoneOptions chosen={ownTimezone()} />
          </select>
        )}
      </Field>
      <Field label={say('currency')}>
        {(bound) => (
          <select {...bound} name="currency">
            <CurrencyOptions chosen={LANGUAGES[language].currency} />
          </select>
        )}
      </Field>
      <Field label={say('hosts')} help={say('hosts_help')}>
        {(bound) => <textarea {...bound} name="hosts" rows={2} spellcheck={false} />}
      </Field>
      <div class="form-error" role="alert">
        {error && <p>{refused(error, page)}</p>}
      </div>
      <button type="submit" class="main" disabled={busy}>
        {say(busy ? 'adding' : 'add_site')}
      </button>
    </form>
  )
}

function refused(error: ApiError, page: Page): string {
  if (error.status === 409) return page.say('site_exists')
  if (error.concerns('site')) return page.say('domain_wrong')
  if (error.concerns('hosts')) return page.say('hosts_wrong')
  return errorText(error, page)
}

/** The form as the API takes it. Without hosts, the site's domain is used, with and without `www.`. */
function read(form: HTMLFormElement) {
  const data = new FormData(form)
  const text = (name: string) => String(data.get(name) ?? '').trim()
  const site = hostOf(text('site'))
  const hosts = listed(text('hosts')).map(hostOf)
  return {
    site,
    name: text('name') || unicodeHost(site),
    timezone: text('timezone'),
    currency: text('currency'),
    hosts: hosts.length ? hosts : ownHosts(site),
  }
}
