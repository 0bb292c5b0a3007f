/** What is known of the session itself, with the reasons for its channel first. */
import type { SessionRow, Why } from '../answer.ts'
import { readable, text } from '../format.ts'
import { useView } from '../view.ts'

export function Facts({ session, why }: { session: SessionRow; why: Why }) {
  const { say, named, format } = useView()
  const place = [session.city, session.region, session.country && format.country(session.country)]
  const device = [named('device', session.device), session.browser, session.os]
  const facts: [title: string, value: string][] = [
    [say('campaign'), text(session.campaign)],
    [say('creative'), text(session.content)],
    [say('term'), text(session.term)],
    [say('click_id'), text(session.click_id_kind)],
    [say('place'), text(place.filter(Boolean).join(', '))],
    [say('device'), device.filter(Boolean).join(', ')],
    [say('visitor'), text(session.visitor_id)],
    [say('visit'), format.count(session.visit_number)],
    [say('points'), format.count(session.points)],
    [say('revenue'), format.money(session.revenue)],
  ]
  return (
    <>
      <Reasons session={session} why={why} />
      <dl class="facts">
        {facts.map(([title, value]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function Reasons({ session, why }: { session: SessionRow; why: Why }) {
  const { say, named } = useView()
  const reasons: [title: string, value: string, reason: string][] = [
    [say('channel'), named('channel', session.channel), why.channel],
    [say('source'), session.source, why.source],
    [say('medium'), session.medium, why.medium],
  ]
  return (
    <section class="why">
      <h3>{say('why')}</h3>
      <dl>
        {reasons.map(([title, value, reason]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>
              <strong dir="auto">{value}</strong> <span lang="en">{reason}</span>
            </dd>
          </div>
        ))}
        <div>
          <dt>{say('landing_page')}</dt>
          <dd dir="auto">{text(readable(why.evidence.landing_url))}</dd>
        </div>
        <div>
          <dt>{say('referrer')}</dt>
          <dd dir="auto">{text(readable(why.evidence.referrer))}</dd>
        </div>
      </dl>
      {why.rules_version !== why.current_rules_version && <p class="help">{say('older_rules')}</p>}
    </section>
  )
}
