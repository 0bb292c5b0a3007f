/** The list of sessions, latest first. A row opens the details. */
import { useEffect } from 'preact/hooks'
import type { SessionRow } from '../../shared/fetching/answers.ts'
import { scopeParams } from '../../shared/fetching/reportRequest.ts'
import { useReport } from '../../shared/fetching/useReport.ts'
import { text } from '../../shared/format/format.ts'
import { usePage } from '../../shared/page.ts'
import { Link } from '../../shared/parts/link.tsx'
import { NameText } from '../../shared/parts/nameText.tsx'
import { Pager, usePaging } from '../../shared/parts/paging.tsx'
import { Panel } from '../../shared/parts/panel.tsx'
import { furthestStage, rowId } from './sessionRow.ts'

const NONE: readonly string[] = []

/** `rows` is the number of rows on a page. */
export function SessionsPanel({ rows: limit }: { rows: number }) {
  const { say, state, setSessionList } = usePage()
  const paging = usePaging(scopeParams(state).toString())
  const answer = useReport<SessionRow>('sessions', { limit, cursor: paging.cursor })
  const listed = answer.data?.rows
  useEffect(() => setSessionList(listed?.map(({ id }) => id) ?? NONE), [listed, setSessionList])
  useEffect(() => () => setSessionList(NONE), [setSessionList])
  return (
    <Panel
      title="latest_sessions"
      answer={answer}
      rows={limit}
      tall
      isEmpty={({ rows }) => !rows.length}
      empty="empty_period"
      more
      file="sessions"
      class="wide"
    >
      {({ rows, next }) => (
        <>
          <table class="sessions">
            <thead>
              <tr>
                <th scope="col">{say('started')}</th>
                <th scope="col" class="words">
                  {say('source_medium')}
                </th>
                <th scope="col" class="words">
                  {say('campaign_creative')}
                </th>
                <th scope="col" class="words">
                  {say('place_device')}
                </th>
                <th scope="col">{say('pages')}</th>
                <th scope="col" class="words">
                  {say('furthest_stage')}
                </th>
                <th scope="col">{say('revenue')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row key={row.id} row={row} />
              ))}
            </tbody>
          </table>
          <Pager paging={paging} rows={limit} shown={rows.length} next={next} />
        </>
      )}
    </Panel>
  )
}

function Row({ row }: { row: SessionRow }) {
  const { say, named, nameOf, format } = usePage()
  const place = [row.city, row.country && format.country(row.country)].filter(Boolean).join(', ')
  return (
    <tr id={rowId(row.id)} onClick={followLink}>
      <th scope="row">
        <Link to={{ session: row.id }} label={say('open_session', { time: format.dateTime(row.started_at) })}>
          {format.dateTime(row.started_at)}
        </Link>
        <small>{say('visit_number', { number: format.count(row.visit_number) })}</small>
      </th>
      <td class="words">
        <NameText text={[nameOf('source', row.source), nameOf('medium', row.medium)]} />
        <small>{nameOf('channel', row.channel)}</small>
      </td>
      <td class="words">
        <NameText text={text(row.campaign)} />
        <NameText small text={text(row.content)} />
      </td>
      <td class="words">
        <NameText text={text(place)} />
        <small>{named('device', row.device)}</small>
      </td>
      <td class="pages">{format.count(row.pageviews)}</td>
      <td class="words stage">{named('stage', furthestStage(row.stages))}</td>
      <td class="money">{row.revenue ? format.money(row.revenue) : '–'}</td>
    </tr>
  )
}

/** A click anywhere on the row opens the session, unless it is on a link or selects text. */
function followLink(event: MouseEvent) {
  const [row, target] = [event.currentTarget as HTMLElement, event.target as HTMLElement]
  if (target.closest('a') || !getSelection()?.isCollapsed) return
  const link = row.querySelector('a')
  link?.focus()
  link?.click()
}
