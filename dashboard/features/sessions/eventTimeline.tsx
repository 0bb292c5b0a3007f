/** The events of a session on a time line, with the pauses between them. */
import type { EventRow } from '../../shared/fetching/answers.ts'
import { readable } from '../../shared/format/format.ts'
import { usePage } from '../../shared/page.ts'
import { useLongList } from '../../shared/parts/useLongList.tsx'
import { ItemList } from './itemList.tsx'

/** Pauses from this length on are written out. */
const PAUSE_MS = 120_000
const MAX_SHOWN = 100

export function EventTimeline({ events }: { events: EventRow[] }) {
  const { say, named, format } = usePage()
  const { shown, showAll } = useLongList(events, MAX_SHOWN)
  const start = Date.parse(events[0]?.ts ?? '')
  return (
    <section>
      <h3>{say('events')}</h3>
      <ol class="events">
        {shown.map((event, place) => {
          const before = shown[place - 1]
          const gap = before ? Date.parse(event.ts) - Date.parse(before.ts) : 0
          const since = Date.parse(event.ts) - start
          const moved = event.name === 'page_view' || event.page !== before?.page
          return (
            <li key={event.id} style={{ '--gap': Math.log2(1 + Math.max(0, gap) / 1000).toFixed(1) }}>
              {gap >= PAUSE_MS && <small class="pause">{say('pause', { time: format.duration(gap) })}</small>}
              <div class="at">
                <time dateTime={event.ts}>{format.timeOfDay(event.ts)}</time>
                <small>{say('after_start', { time: format.duration(since) })}</small>
              </div>
              <div>
                <strong>
                  <bdi>{named('event', event.name)}</bdi>
                </strong>
                {event.value !== null && <b>{format.money(event.value, event.currency ?? undefined)}</b>}
                {event.transaction_id && (
                  <span>
                    {' '}
                    {say('order')} <bdi>{event.transaction_id}</bdi>
                  </span>
                )}
                {moved && <small dir="auto">{readable(event.page)}</small>}
                <ItemList items={event.items} currency={event.currency} />
                <Params params={event.params} />
              </div>
            </li>
          )
        })}
      </ol>
      {showAll}
    </section>
  )
}

/** The other parameters of the event, as the shop sent them. */
function Params({ params }: { params: EventRow['params'] }) {
  const shopParams = Object.entries(params)
  if (!shopParams.length) return null
  return (
    <small class="params">
      {shopParams.map(([name, value]) => (
        <span key={name}>
          <bdi>{name}</bdi>: <bdi>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</bdi>
        </span>
      ))}
    </small>
  )
}
