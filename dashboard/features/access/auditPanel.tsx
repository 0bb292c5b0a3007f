/** The audit trail: who changed what, in pages. */
import type { AuditAnswer, AuditRow } from '../../../wire/answers/audit.ts'
import { useAnswer } from '../../shared/fetching/useAnswer.ts'
import { type Page, usePage } from '../../shared/page.ts'
import { ClosedPanel } from '../../shared/parts/closedPanel.tsx'
import { Pager, usePaging } from '../../shared/parts/paging.tsx'
import { Failure, Waiting } from '../../shared/parts/panel.tsx'
import { SCOPES } from '../settings/tokenApi.ts'

const ROWS = 10

export function AuditPanel({ site }: { site: string }) {
  return (
    <ClosedPanel title="audit_trail" class="form wide">
      {() => <Trail site={site} />}
    </ClosedPanel>
  )
}

function Trail({ site }: { site: string }) {
  const { say } = usePage()
  const paging = usePaging(site)
  const params = new URLSearchParams({ site, limit: String(ROWS), cursor: paging.cursor ?? '' })
  const answer = useAnswer<AuditAnswer>(`/api/audit?${params}`)
  const { data } = answer
  return (
    <div class="form" aria-busy={answer.busy}>
      <p>{say('audit_about')}</p>
      {answer.error && <Failure error={answer.error} retry={answer.retry} />}
      {!data && !answer.error && <Waiting rows={3} />}
      {data?.rows.length === 0 && <p class="empty">{say('audit_none')}</p>}
      {data && data.rows.length > 0 && (
        <table class="audit">
          <thead>
            <tr>
              <th scope="col">{say('audit_when')}</th>
              <th scope="col">{say('audit_what')}</th>
              <th scope="col">{say('audit_who')}</th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row, at) => (
              <Row key={at} row={row} />
            ))}
          </tbody>
        </table>
      )}
      {data && <Pager paging={paging} rows={ROWS} shown={data.rows.length} next={data.next} />}
    </div>
  )
}

function Row({ row }: { row: AuditRow }) {
  const page = usePage()
  const { say, format } = page
  const details = detailsOf(row, page)
  return (
    <tr>
      <td>{format.dateTime(row.at)}</td>
      <td>
        {say(`audit_${row.action}`)}
        {details.length > 0 && (
          <small>
            <bdi>{details.join(' · ')}</bdi>
          </small>
        )}
      </td>
      <td>
        <bdi>{row.token_id === null ? say('audit_admin_token') : row.token_name || say('token_unnamed')}</bdi>
        {row.by_sign_in && <small>{say('audit_in_dashboard')}</small>}
      </td>
    </tr>
  )
}

/** What was changed, in words; a name that this page does not know is shown as the API has it. */
function detailsOf({ detail }: AuditRow, { say, counted, format }: Page): string[] {
  const { name, scope, rows, sign_ins, from, to, fields, id: _, ...others } = detail
  const known = SCOPES.find((one) => one === scope)
  return [
    ...(typeof name === 'string' ? [name || say('token_unnamed')] : []),
    ...(known ? [say(`scope_${known}`)] : []),
    ...(Array.isArray(fields) ? [fields.join(', ')] : []),
    ...(typeof rows === 'number' ? [counted('audit_rows', rows, format.count(rows))] : []),
    ...(typeof sign_ins === 'number' ? [counted('audit_sign_ins', sign_ins, format.count(sign_ins))] : []),
    ...(typeof from === 'string' && typeof to === 'string'
      ? [`${format.day(from)} – ${format.day(to)}`]
      : []),
    ...Object.entries(others).map(([key, value]) =>
      ['site', 'transaction_id'].includes(key) ? String(value) : `${key}: ${value}`,
    ),
  ]
}
