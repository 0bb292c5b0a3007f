/** One session in full: why it counts for its channel, what happened in it, and the visitor's other touches. */
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import type { SessionAnswer } from '../answer.ts'
import { useAnswer } from '../loaded.ts'
import { Failure, Waiting } from '../parts/panel.tsx'
import { sessionPath } from '../state.ts'
import { useView } from '../view.ts'
import { Events } from './events.tsx'
import { Facts } from './facts.tsx'
import { Orders } from './orders.tsx'
import { Touches } from './touches.tsx'

export function SessionDialog({ id }: { id: string }) {
  const { say, state, go, format } = useView()
  const title = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const answer = useAnswer<SessionAnswer>(sessionPath(state, id))
  useLayoutEffect(() => {
    const shown = dialog.current!
    shown.showModal()
    return () => shown.close()
  }, [])
  const close = () => go({ session: null }, 'undo')
  const found = answer.data
  return (
    <dialog
      ref={dialog}
      aria-labelledby={title}
      aria-busy={answer.busy}
      onCancel={(event) => {
        event.preventDefault()
        close()
      }}
      closedby="any"
    >
      <div class="sheet">
        <header>
          <h2 id={title}>
            {say('session')} {found && <span>{format.moment(found.session.started_at)}</span>}
          </h2>
          <button type="button" class="quiet" onClick={close}>
            {say('close')}
          </button>
        </header>
        {answer.error ? (
          <Failure error={answer.error} retry={answer.retry} />
        ) : !found ? (
          <Waiting rows={12} />
        ) : (
          <>
            <Facts session={found.session} why={found.why} />
            <Events events={found.events} />
            <Touches touches={found.touches} current={found.session.id} />
            <Orders orders={found.orders} />
          </>
        )}
      </div>
    </dialog>
  )
}
