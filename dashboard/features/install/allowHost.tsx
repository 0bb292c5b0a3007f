/** For admins a button that adds a host to the site; for others a text whom to ask. */
import { useState } from 'preact/hooks'
import type { Site } from '../../shared/fetching/answers.ts'
import { errorText } from '../../shared/fetching/errorText.ts'
import { type ApiError, request } from '../../shared/fetching/request.ts'
import { usePage } from '../../shared/page.ts'

export function AllowHost({ host, site, then }: { host: string; site: Site; then?: () => void }) {
  const page = usePage()
  const { say, me, siteChanged } = page
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  if (me?.scope !== 'admin') return <p class="help">{say('ask_admin')}</p>
  async function allow() {
    setBusy(true)
    setError(null)
    try {
      const path = `/api/sites/${encodeURIComponent(site.site)}`
      siteChanged(await request<Site>('PATCH', path, { body: { hosts: [...site.hosts, host] } }))
      then?.()
    } catch (error) {
      setError(error as ApiError)
    }
    setBusy(false)
  }
  return (
    <>
      <button type="button" disabled={busy} onClick={allow}>
        {say('allow_host', { host })}
      </button>
      <div class="form-error" role="alert">
        {error && <p>{errorText(error, page)}</p>}
      </div>
    </>
  )
}
