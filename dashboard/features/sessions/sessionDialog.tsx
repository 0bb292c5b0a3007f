/** The dialog with one session: why it has its channel, its events, its orders, and the visitor's touches. */
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks'
import type { SessionAnswer } from '../../shared/fetching/answers.ts'
import { sessionPath } from '../../shared/fetching/reportRequest.ts'
import { useAnswer } from '../../shared/fetching/useAnswer.ts'
import { usePage } from '../../shared/page.ts'
import { Failure, Waiting } from '../../shared/parts/panel.tsx'
import { ExcludeVisitor } from '../exclusions/excludeVisitor.tsx'
import { ChannelReasons } from './channelReasons.tsx'
import { EventTimeline } from './eventTimeline.tsx'
import { NeighbourButtons } from './neighbourButtons.tsx'
import { SessionFacts } from './sessionFacts.tsx'
import { SessionOrders } from './sessionOrders.tsx'
import { rowOf } from './sessionRow.ts'
import { TouchesTable } from './touchesTable.tsx'
import './sessionsStyle.css'

export function SessionDialog({ id }: { id: string }) {
  const { say, state, go, format } = usePage()
  const title = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const current = useRef(id)
  current.current = id
  const answer = useAnswer<SessionAnswer>(sessionPath(state, id))
  const found = answer.data
  useLayoutEffect(() => {
    const shown = dialog.current!
    shown.showModal()
    heading.current!.focus()
    return () => {
      shown.close()
      // The reader may have stepped to another session than the one that was opened.
      rowOf(current.current)?.querySelector('a')?.focus()
    }
  }, [])
  // Each session starts scrolled to the top.
  useLayoutEffect(() => dialog.current!.scrollTo(0, 0), [id])
  // The focused element may have disappeared with the previous session.
  useEffect(() => {
    if (!dialog.current!.contains(document.activeElement)) heading.current!.focus()
  }, [found])
  const close = () => go({ session: null }, 'undo')
  return (
    <dialog
      ref={dialog}
      class="session"
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
          <h2 id={title} ref={heading} tabIndex={-1}>
            {say('session')} {found && <span>{format.dateTime(found.session.started_at)}</span>}
          </h2>
          <NeighbourButtons id={id} />
          <button type="button" class="quiet" onClick={close}>
            {say('close')}
          </button>
        </header>
        {answer.error ? (
          <Failure error={answer.error} retry={answer.retry} />
        ) : !found ? (
          <Waiting rows={12} />
        ) : (
          <div class="details">
            <ChannelReasons session={found.session} why={found.why} />
            <SessionFacts session={found.session} events={found.events} />
            <EventTimeline key={found.session.id} events={found.events} />
            <SessionOrders orders={found.orders} />
            <TouchesTable key={found.session.id} touches={found.touches} current={found.session.id} />
            <ExcludeVisitor key={found.session.visitor_id} visitorId={found.session.visitor_id} />
          </div>
        )}
      </div>
    </dialog>
  )
}
