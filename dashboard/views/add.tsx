/** The form that adds a site. */
import { useId, useState } from 'preact/hooks'
import type { Site } from '../answer.ts'
import { type ApiError, request } from '../api.ts'
import { fault } from '../fault.ts'
import { Link } from '../parts/link.tsx'
import { Notice } from '../parts/notice.tsx'
import { Currencies, ownTimezone, Timezones } from '../settings/choices.tsx'
import { START } from '../state.ts'
import { hostOf, listed, ownHosts } from '../tag.ts'
import { mayAdd, useView, type View } from '../view.ts'

export function AddSite() {
  const { say, sites, me } = useView()
  if (!mayAdd(me)) return <Notice text={say('no_site_read')} />
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
  const view = useView()
  const { say, state, language, go, enter } = view
  const id = useId()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  async function submit(event: SubmitEvent) {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      const site = await request<Site>('POST', '/api/sites', {
        body: read(event.currentTarget as HTMLFormElement),
      })
      go({ ...START, lang: state.lang, site: site.site, view: 'install' })
      enter()
    } catch (error) {
      setError(error as ApiError)
      setBusy(false)
    }
  }
  return (
    <form onSubmit={submit} aria-busy={busy}>
      <label for={`${id}-site`}>{say('domain')}</label>
      <input
        id={`${id}-site`}
        name="site"
        required
        placeholder="shop.example"
        autoCapitalize="off"
        spellcheck={false}
      />
      <label for={`${id}-name`}>{say('site_name')}</label>
      <input id={`${id}-name`} name="name" />
      <label for={`${id}-timezone`}>{say('timezone')}</label>
      <select id={`${id}-timezone`} name="timezone">
        <Timezones chosen={ownTimezone()} />
      </select>
      <label for={`${id}-currency`}>{say('currency')}</label>
      <select id={`${id}-currency`} name="currency">
        <Currencies chosen={language === 'uk' ? 'UAH' : 'USD'} />
      </select>
      <label for={`${id}-hosts`}>{say('hosts')}</label>
      <textarea
        id={`${id}-hosts`}
        name="hosts"
        rows={2}
        aria-describedby={`${id}-hosts-help`}
        spellcheck={false}
      />
      <p id={`${id}-hosts-help`} class="help">
        {say('hosts_help')}
      </p>
      <div class="fault" role="alert">
        {error && <p>{refused(error, view)}</p>}
      </div>
      <button type="submit" class="main" disabled={busy}>
        {say(busy ? 'adding' : 'add_site')}
      </button>
    </form>
  )
}

function refused(error: ApiError, view: View): string {
  if (error.status === 409) return view.say('site_exists')
  if (error.concerns('site')) return view.say('domain_wrong')
  if (error.concerns('hosts')) return view.say('hosts_wrong')
  return fault(error, view)
}

/** The form as the API takes it. Without hosts, the site's own pages may send, with `www.` and without. */
function read(form: HTMLFormElement) {
  const data = new FormData(form)
  const text = (name: string) => String(data.get(name) ?? '').trim()
  const site = hostOf(text('site'))
  const hosts = listed(text('hosts')).map(hostOf)
  return {
    site,
    name: text('name') || site,
    timezone: text('timezone'),
    currency: text('currency'),
    hosts: hosts.length ? hosts : ownHosts(site),
  }
}
