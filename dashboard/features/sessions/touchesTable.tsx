/** All touches of the visitor in order of time, independent of any attribution model. */
import { unicodeHost } from '../../../wire/idn.ts'
import type { TouchRow } from '../../shared/fetching/answers.ts'
import { readable, text } from '../../shared/format/format.ts'
import { usePage } from '../../shared/page.ts'
import { Link } from '../../shared/parts/link.tsx'
import { NameText } from '../../shared/parts/nameText.tsx'
import { useLongList } from '../../shared/parts/useLongList.tsx'

const MAX_SHOWN = 20

export function TouchesTable({ touches, current }: { touches: TouchRow[]; current: string }) {
  const { say, counted, nameOf, format } = usePage()
  const here = touches.findIndex(({ session_id }) => session_id === current)
  const { shown, showAll } = useLongList(touches, MAX_SHOWN, here)
  return (
    <section>
      <h3>
        {say('touches')} <small>{counted('visit_count', touches.length, format.count(touches.length))}</small>
      </h3>
      <table class="touches">
        <thead>
          <tr>
            <th scope="col">{say('when')}</th>
            <th scope="col">{say('source_medium')}</th>
            <th scope="col">{say('campaign_creative')}</th>
            <th scope="col">{say('came_to')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((touch) => {
            const isHere = touch.session_id === current
            const at = touches.indexOf(touch)
            const before = touches[at - 1]
            return (
              <tr key={touch.session_id} aria-current={isHere ? 'true' : undefined}>
                <th scope="row">
                  {isHere ? (
                    <span>{format.dateTime(touch.ts)}</span>
                  ) : (
                    <Link
                      to={{ session: touch.session_id }}
                      label={say('open_session', { time: format.dateTime(touch.ts) })}
                    >
                      {format.dateTime(touch.ts)}
                    </Link>
                  )}
                  <small>
                    {isHere
                      ? say('this_session')
                      : before
                        ? say('later', {
                            time: format.duration(Date.parse(touch.ts) - Date.parse(before.ts)),
                          })
                        : say('credit_first')}
                  </small>
                </th>
                <td>
                  <NameText text={[nameOf('source', touch.source), nameOf('medium', touch.medium)]} />
                  <small>{nameOf('channel', touch.channel)}</small>
                </td>
                <td>
                  <NameText text={text(touch.campaign)} />
                  <NameText small text={[touch.content, touch.term].filter((one) => one !== null)} />
                </td>
                <td>
                  <NameText text={text(readable(pathOf(touch.landing_url)))} />
                  <NameText
                    small
                    text={[hostOf(touch.referrer), touch.click_id_kind ?? ''].filter(Boolean)}
                  />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {showAll}
    </section>
  )
}

/** The path of a URL, without parameters. URLs of apps may have no path. */
const pathOf = (url: string) => (URL.canParse(url) ? new URL(url).pathname : url)
const hostOf = (url: string) => unicodeHost(URL.canParse(url) ? new URL(url).host : url)
