/** What is excluded from reports: the list, and the form to exclude more or to delete for good. */

import { useId } from 'preact/hooks'
import type { ExclusionAnswer, ExclusionsAnswer } from '../../../wire/answers/exclusion.ts'
import { unicodeHost } from '../../../wire/idn.ts'
import { errorText } from '../../shared/fetching/errorText.ts'
import { useAnswer } from '../../shared/fetching/useAnswer.ts'
import { useSubmit } from '../../shared/fetching/useSubmit.ts'
import { type Page, usePage } from '../../shared/page.ts'
import { NameText } from '../../shared/parts/nameText.tsx'
import { Failure, Waiting } from '../../shared/parts/panel.tsx'
import { ExcludeForm } from './excludeForm.tsx'
import { include } from './exclusionApi.ts'

export function ExclusionsPanel({ site }: { site: string }) {
  const page = usePage()
  const { say } = page
  const id = useId()
  const answer = useAnswer<ExclusionsAnswer>(`/api/exclusions?site=${encodeURIComponent(site)}`)
  const { busy, error, submit } = useSubmit()
  const rows = answer.data?.exclusions
  const undo = (row: ExclusionAnswer) =>
    submit(async () => {
      await include(site, row.id)
      answer.retry()
    })
  return (
    <section class="panel form wide" aria-labelledby={id} aria-busy={busy || (!rows && answer.busy)}>
      <h2 id={id}>{say('exclusions')}</h2>
      <p>{say('exclusions_about')}</p>
      {answer.error && <Failure error={answer.error} retry={answer.retry} />}
      {!rows && !answer.error && <Waiting rows={2} />}
      {rows?.length === 0 && <p class="empty">{say('exclusions_none')}</p>}
      {rows && rows.length > 0 && (
        <table class="tokens">
          <thead>
            <tr>
              <th scope="col">{say('exclusion_what')}</th>
              <th scope="col">{say('exclusion_visits')}</th>
              <th scope="col">{say('exclusion_orders')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.id} row={row} busy={busy} undo={() => undo(row)} />
            ))}
          </tbody>
        </table>
      )}
      <div class="form-error" role="alert">
        {error && <p>{errorText(error, page)}</p>}
      </div>
      <ExcludeForm site={site} changed={answer.retry} />
    </section>
  )
}

function Row({ row, busy, undo }: { row: ExclusionAnswer; busy: boolean; undo: () => void }) {
  const page = usePage()
  const { say, format } = page
  const name = nameOf(row, page)
  return (
    <tr>
      <th scope="row">
        <NameText text={name} />
        {(row.state === 'applying' || row.state === 'removing') && (
          <small> {say(`exclusion_${row.state}`)}</small>
        )}
      </th>
      <td>
        <span class="in-row">{say('exclusion_visits')}: </span>
        {format.count(row.sessions)}
      </td>
      <td>
        <span class="in-row">{say('exclusion_orders')}: </span>
        {format.count(row.orders)}
      </td>
      <td>
        <button
          type="button"
          class="quiet"
          disabled={busy}
          aria-label={`${say('exclusion_undo')}: ${name}`}
          onClick={undo}
        >
          {say('exclusion_undo')}
        </button>
      </td>
    </tr>
  )
}

function nameOf({ excludes }: ExclusionAnswer, { say, format }: Page): string {
  if ('visitor_id' in excludes) return `${say('exclude_visitor')}: ${excludes.visitor_id}`
  if ('source' in excludes) return `${say('exclude_source')}: ${unicodeHost(excludes.source)}`
  return `${format.dateTime(excludes.from)} – ${format.dateTime(excludes.to)}`
}
