/** In the details of a session: excludes its visitor from reports. For admins. */
import { useState } from 'preact/hooks'
import { errorText } from '../../shared/fetching/errorText.ts'
import { useSubmit } from '../../shared/fetching/useSubmit.ts'
import { usePage } from '../../shared/page.ts'
import { ConfirmDialog } from '../../shared/parts/confirmDialog.tsx'
import { exclude } from './exclusionApi.ts'

export function ExcludeVisitor({ visitorId }: { visitorId: string }) {
  const page = usePage()
  const { say, site, me } = page
  const [isAsking, setIsAsking] = useState(false)
  const [isDone, setIsDone] = useState(false)
  const { busy, error, submit } = useSubmit()
  if (!site || me?.scope !== 'admin') return null
  const agree = async () => {
    const isExcluded = await submit(async () => void (await exclude(site.site, { visitor_id: visitorId })))
    setIsDone(isExcluded)
    setIsAsking(false)
  }
  return (
    <div class="form">
      <p role="status">{isDone && say('visitor_excluded')}</p>
      <div class="form-error" role="alert">
        {error && <p>{errorText(error, page)}</p>}
      </div>
      {!isDone && (
        <div>
          <button type="button" onClick={() => setIsAsking(true)}>
            {say('exclude_this_visitor')}
          </button>
        </div>
      )}
      {isAsking && (
        <ConfirmDialog
          question={say('exclude_this_sure')}
          yes={say('exclude')}
          busy={busy}
          agree={agree}
          cancel={() => setIsAsking(false)}
        >
          <p>{say('exclude_this_about')}</p>
        </ConfirmDialog>
      )}
    </div>
  )
}
