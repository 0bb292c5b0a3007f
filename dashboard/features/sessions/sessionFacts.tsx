/** The facts of a session: visitor, place, device, duration and revenue. */
import type { EventRow, SessionAnswer } from '../../shared/fetching/answers.ts'
import { text } from '../../shared/format/format.ts'
import { usePage } from '../../shared/page.ts'
import { type Fact, FactList } from './factList.tsx'
import { furthestStage } from './sessionRow.ts'

export function SessionFacts({ session, events }: { session: SessionAnswer['session']; events: EventRow[] }) {
  const { say, named, format } = usePage()
  const place = [session.city, session.region, session.country && format.country(session.country)]
  const device = [named('device', session.device), session.browser, session.os]
  const [first, last] = [events[0], events.at(-1)]
  const facts: Fact[] = [
    [say('revenue'), format.money(session.revenue)],
    [say('furthest_stage'), named('stage', furthestStage(session.stages))],
    [say('points'), format.count(session.points)],
    [say('lasted'), first && last ? format.duration(Date.parse(last.ts) - Date.parse(first.ts)) : text(null)],
    [say('pageviews'), format.count(session.pageviews)],
    [say('events'), format.count(session.events)],
    [say('place'), text([...new Set(place)].filter(Boolean).join(', '))],
    [say('dimension_language'), format.language(session.language)],
    [say('device'), device.filter(Boolean).join(', ')],
    [say('visit'), format.count(session.visit_number)],
    [say('visitor'), text(session.visitor_id)],
  ]
  return (
    <dl class="facts">
      <FactList facts={facts} />
    </dl>
  )
}
