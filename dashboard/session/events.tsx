/** The session's events on a time line. */
import type { EventRow } from '../answer.ts'
import { readable } from '../format.ts'
import { useView } from '../view.ts'

export function Events({ events }: { events: EventRow[] }) {
  const { say, named, format } = useView()
  return (
    <section>
      <h3>{say('events')}</h3>
      <ol class="events">
        {events.map((event) => (
          <li key={event.id}>
            <time dateTime={event.ts}>{format.clock(event.ts)}</time>
            <div>
              <strong>{named('event', event.name)}</strong>
              {event.value !== null && <b>{format.money(event.value, event.currency ?? undefined)}</b>}
              <small dir="auto">{readable(event.page)}</small>
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
