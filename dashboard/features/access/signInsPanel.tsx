/** The browsers that have signed in with the reader's token, and the button that signs all of them out. */
import { useState } from 'preact/hooks'
import type { PrincipalAnswer, SignIn } from '../../../wire/answers/index.ts'
import { iso } from '../../../wire/time.ts'
import { useAnswer } from '../../shared/fetching/useAnswer.ts'
import { NOTHING } from '../../shared/format/format.ts'
import { usePage } from '../../shared/page.ts'
import { ClosedPanel } from '../../shared/parts/closedPanel.tsx'
import { ConfirmDialog } from '../../shared/parts/confirmDialog.tsx'
import { Failure, Waiting } from '../../shared/parts/panel.tsx'

export function SignInsPanel() {
  return (
    <ClosedPanel title="sign_ins" class="form">
      {() => <SignIns />}
    </ClosedPanel>
  )
}

function SignIns() {
  const { say, signOut } = usePage()
  const answer = useAnswer<PrincipalAnswer>('/api/session?all=1')
  const [isAsking, setIsAsking] = useState(false)
  const rows = answer.data?.sign_ins
  return (
    <div class="form" aria-busy={!rows && answer.busy}>
      <p>{say('sign_ins_about')}</p>
      {answer.error && <Failure error={answer.error} retry={answer.retry} />}
      {!rows && !answer.error && <Waiting rows={2} />}
      {rows && rows.length > 0 && (
        <table class="sign-ins">
          <thead>
            <tr>
              <th scope="col">{say('sign_in_browser')}</th>
              <th scope="col">{say('sign_in_since')}</th>
              <th scope="col">{say('sign_in_until')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={`${row.created_ms} ${row.browser}`} row={row} />
            ))}
          </tbody>
        </table>
      )}
      <div>
        <button type="button" onClick={() => setIsAsking(true)}>
          {say('sign_out_everywhere')}
        </button>
      </div>
      {isAsking && (
        <ConfirmDialog
          question={say('sign_out_sure')}
          yes={say('sign_out_everywhere')}
          busy={false}
          agree={() => signOut('everywhere')}
          cancel={() => setIsAsking(false)}
        >
          <p>{say('sign_out_about')}</p>
        </ConfirmDialog>
      )}
    </div>
  )
}

function Row({ row: { browser, created_ms, expires_ms, is_this } }: { row: SignIn }) {
  const { say, format } = usePage()
  const dateTimeOf = (ms: number) => format.dateTime(iso(ms))
  return (
    <tr>
      <th scope="row">
        {browser || NOTHING}
        {is_this && <small>{say('this_browser')}</small>}
      </th>
      <td>{dateTimeOf(created_ms)}</td>
      <td>{dateTimeOf(expires_ms)}</td>
    </tr>
  )
}
