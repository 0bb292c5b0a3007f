/** A button that deletes an order, after the reader has confirmed it. Admins only. */
import { useState } from 'preact/hooks'
import { errorText } from '../fetching/errorText.ts'
import { request } from '../fetching/request.ts'
import { useSubmit } from '../fetching/useSubmit.ts'
import { usePage } from '../page.ts'

export function RemoveOrder({ transactionId, removed }: { transactionId: string; removed: () => void }) {
  const page = usePage()
  const { say, me, site } = page
  const [asks, setAsks] = useState(false)
  const { busy, error, submit } = useSubmit()
  if (me?.scope !== 'admin' || !site) return null
  const path = `/api/orders/${encodeURIComponent(transactionId)}?site=${encodeURIComponent(site.site)}`
  const remove = () =>
    submit(async () => {
      await request('DELETE', path)
      removed()
    })
  if (!asks)
    return (
      <button type="button" class="quiet" onClick={() => setAsks(true)}>
        {say('remove_order')}
      </button>
    )
  return (
    <div>
      <p>{say('remove_order_sure', { id: transactionId })}</p>
      <div class="buttons">
        <button type="button" class="danger" disabled={busy} onClick={remove}>
          {say('remove_order')}
        </button>
        <button type="button" onClick={() => setAsks(false)}>
          {say('keep_order')}
        </button>
      </div>
      <div class="form-error" role="alert">
        {error && <p>{errorText(error, page)}</p>}
      </div>
    </div>
  )
}
