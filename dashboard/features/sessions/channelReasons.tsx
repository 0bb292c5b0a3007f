/** Why a session has its channel, source and medium: the rules that decided, and their evidence. */
import { phraseOf } from '../../../wire/reasons.ts'
import { LANGUAGES } from '../../languages/languagesByCode.ts'
import type { SessionRow, Why } from '../../shared/fetching/answers.ts'
import { readable, text } from '../../shared/format/format.ts'
import { usePage } from '../../shared/page.ts'
import { type Fact, FactList } from './factList.tsx'

export function ChannelReasons({ session, why }: { session: SessionRow; why: Why }) {
  const { say, nameOf, language } = usePage()
  const { reasons: phrases } = LANGUAGES[language]
  const phrase = (by: 'channel' | 'source' | 'medium') =>
    phrases ? phraseOf(why.reasons[by], phrases, (word) => nameOf('source', word)) : why[by]
  const decisions: [title: string, value: string, reasons: string][] = [
    [say('channel'), nameOf('channel', session.channel), phrase('channel')],
    [say('source'), nameOf('source', session.source), phrase('source')],
    [say('medium'), nameOf('medium', session.medium), phrase('medium')],
  ]
  const evidence: Fact[] = [
    [say('campaign'), text(session.campaign)],
    [say('creative'), text(session.content)],
    [say('term'), text(session.term)],
    [say('click_id'), text(session.click_id_kind)],
    [say('landing_page'), text(readable(why.evidence.landing_url))],
    [say('referrer'), text(readable(why.evidence.referrer))],
  ]
  return (
    <section class="why">
      <h3>{say('why')}</h3>
      <dl>
        {decisions.map(([title, value, reasons]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>
              <strong>
                <bdi>{value}</bdi>
              </strong>{' '}
              <span>
                <bdi>{reasons}</bdi>
              </span>
            </dd>
          </div>
        ))}
        <FactList facts={evidence} />
      </dl>
      {why.rules_version !== why.current_rules_version && <p class="help">{say('older_rules')}</p>}
    </section>
  )
}
