/** Everything that ever brought this visitor, in order. */
import type { TouchRow } from '../answer.ts'
import { text } from '../format.ts'
import { Link } from '../parts/link.tsx'
import { Name } from '../parts/name.tsx'
import { useView } from '../view.ts'

export function Touches({ touches, current }: { touches: TouchRow[]; current: string }) {
  const { say, named, format } = useView()
  return (
    <section>
      <h3>{say('touches')}</h3>
      <table class="touches">
        <thead>
          <tr>
            <th scope="col">{say('when')}</th>
            <th scope="col">{say('source_medium')}</th>
            <th scope="col">{say('campaign_creative')}</th>
          </tr>
        </thead>
        <tbody>
          {touches.map((touch) => (
            <tr key={touch.session_id} aria-current={touch.session_id === current ? 'true' : undefined}>
              <th scope="row">
                {touch.session_id === current ? (
                  <span>{format.moment(touch.ts)}</span>
                ) : (
                  <Link to={{ session: touch.session_id }}>{format.moment(touch.ts)}</Link>
                )}
              </th>
              <td>
                <Name text={[touch.source, touch.medium]} />
                <small>{named('channel', touch.channel)}</small>
              </td>
              <td>
                <Name text={text(touch.campaign)} />
                <Name small text={text(touch.content)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
