/** For admins of all sites: the rows that each site has written to the database today, beside what it may write. */

import type { HealthDetail } from '../../../wire/answers/service.ts'
import { unicodeHost } from '../../../wire/idn.ts'
import { iso } from '../../../wire/time.ts'
import { useAnswer } from '../../shared/fetching/useAnswer.ts'
import { isFullAdmin, usePage } from '../../shared/page.ts'
import { Bar } from '../../shared/parts/bar.tsx'
import { ClosedPanel } from '../../shared/parts/closedPanel.tsx'
import { Failure, Waiting } from '../../shared/parts/panel.tsx'

export function UsagePanel() {
  const { me } = usePage()
  if (!isFullAdmin(me)) return null
  return (
    <ClosedPanel title="rows_today" class="wide">
      {() => <Usage />}
    </ClosedPanel>
  )
}

function Usage() {
  const { sites } = usePage()
  const { data, error, busy, retry } = useAnswer<HealthDetail>('/api/health?detail=1')
  return (
    <div aria-busy={busy}>
      {error && <Failure error={error} retry={retry} />}
      {!data && !error && <Waiting rows={sites.length + 1} />}
      {data && <Rows data={data} />}
    </div>
  )
}

interface Row {
  name: string
  written: number
  most: number | null
}

function Rows({ data }: { data: HealthDetail }) {
  const { say, format } = usePage()
  const { last_ms } = data.cron
  const rows: Row[] = [
    { name: say('all_sites'), written: data.rows_written_today, most: data.rows_per_day },
    ...data.sites.map((one) => ({
      name: unicodeHost(one.site),
      written: one.rows_written_today,
      most: one.rows_per_day,
    })),
  ]
  return (
    <>
      <table class="usage" aria-label={say('rows_today')}>
        <thead>
          <tr>
            <th scope="col">{say('site_column')}</th>
            <th scope="col">{say('usage_written')}</th>
            <th scope="col">{say('usage_limit')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, written, most }, at) => (
            <tr key={at}>
              <th scope="row">
                <Bar percent={most && (100 * written) / most} />
                <bdi>{name}</bdi>
              </th>
              <td>{format.count(written)}</td>
              <td>{most === null ? say(at ? 'usage_shared' : 'usage_unlimited') : format.count(most)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="help">
        {say('rows_today_help')} {say('drops_last_hour', { count: format.count(data.drops_last_hour) })}{' '}
        {last_ms !== null && say('cron_last', { time: format.dateTime(iso(last_ms)) })}
      </p>
    </>
  )
}
