/** For admins a button that adds a host to the site; for others a text whom to ask. */
import { unicodeHost } from '../../../wire/idn.ts'
import type { Site } from '../../shared/fetching/answers.ts'
import { errorText } from '../../shared/fetching/errorText.ts'
import { request } from '../../shared/fetching/request.ts'
import { useSubmit } from '../../shared/fetching/useSubmit.ts'
import { usePage } from '../../shared/page.ts'

export function AllowHost({ host, site, then }: { host: string; site: Site; then?: () => void }) {
  const page = usePage()
  const { say, me, siteChanged } = page
  const { busy, error, submit } = useSubmit()
  if (me?.scope !== 'admin') return <p class="help">{say('ask_admin')}</p>
  const allow = () =>
    submit(async () => {
      const path = `/api/sites/${encodeURIComponent(site.site)}`
      siteChanged(await request<Site>('PATCH', path, { body: { hosts: [...site.hosts, host] } }))
      then?.()
    })
  return (
    <>
      <button type="button" disabled={busy} onClick={allow}>
        {say('allow_host', { host: unicodeHost(host) })}
      </button>
      <div class="form-error" role="alert">
        {error && <p>{errorText(error, page)}</p>}
      </div>
    </>
  )
}
