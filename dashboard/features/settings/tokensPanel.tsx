/** The tokens: the list, the form for a new one, and revoking one. */

import { useId, useState } from 'preact/hooks'
import type { Token } from '../../../wire/answers/index.ts'
import { unicodeHost } from '../../../wire/idn.ts'
import { iso } from '../../../wire/time.ts'
import { errorText } from '../../shared/fetching/errorText.ts'
import { type ApiError, request } from '../../shared/fetching/request.ts'
import type { Fetched } from '../../shared/fetching/useAnswer.ts'
import { usePage } from '../../shared/page.ts'
import { ConfirmDialog } from '../../shared/parts/confirmDialog.tsx'
import { NameText } from '../../shared/parts/nameText.tsx'
import { Failure, Waiting } from '../../shared/parts/panel.tsx'
import { NewToken } from './newToken.tsx'

export function TokensPanel({ answer }: { answer: Fetched<{ tokens: Token[] }> }) {
  const page = usePage()
  const { say } = page
  const id = useId()
  const [revoking, setRevoking] = useState<Token | null>(null)
  const [busy, setBusy] = useState(false)
  const [revoked, setRevoked] = useState('')
  const [error, setError] = useState<ApiError | null>(null)
  const tokens = answer.data?.tokens
  async function revoke(token: Token) {
    setBusy(true)
    setError(null)
    try {
      await request('DELETE', `/api/tokens/${encodeURIComponent(token.id)}`)
      setRevoked(say('token_revoked', { name: token.name || say('token_unnamed') }))
    } catch (error) {
      setError(error as ApiError)
    }
    setBusy(false)
    setRevoking(null)
    answer.retry()
  }
  return (
    <section class="panel form wide" aria-labelledby={id} aria-busy={!tokens && answer.busy}>
      <h2 id={id}>{say('tokens')}</h2>
      <p>{say('tokens_about')}</p>
      {answer.error && <Failure error={answer.error} retry={answer.retry} />}
      {!tokens && !answer.error && <Waiting rows={3} />}
      {tokens?.length === 0 && <p class="empty">{say('tokens_none')}</p>}
      {tokens && tokens.length > 0 && (
        <table class="tokens">
          <thead>
            <tr>
              <th scope="col">{say('token_name')}</th>
              <th scope="col">{say('token_scope')}</th>
              <th scope="col">{say('site')}</th>
              <th scope="col">{say('token_created')}</th>
              <th scope="col">{say('token_expires')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {tokens.map((token) => (
              <Row key={token.id} token={token} revoke={() => setRevoking(token)} />
            ))}
          </tbody>
        </table>
      )}
      <div role="status">{revoked && <p>{revoked}</p>}</div>
      <div class="form-error" role="alert">
        {error && <p>{errorText(error, page)}</p>}
      </div>
      <NewToken made={answer.retry} />
      {revoking && (
        <ConfirmDialog
          question={say('revoke_sure', { name: revoking.name || say('token_unnamed') })}
          yes={say('token_revoke')}
          busy={busy}
          agree={() => revoke(revoking)}
          cancel={() => setRevoking(null)}
        >
          <p>{say('revoke_about')}</p>
        </ConfirmDialog>
      )}
    </section>
  )
}

function Row({ token, revoke }: { token: Token; revoke: () => void }) {
  const { say, format } = usePage()
  const { name, scope, site, created_ms, expires_ms } = token
  const dateTimeOf = (ms: number) => format.dateTime(iso(ms))
  const isExpired = expires_ms !== null && expires_ms <= Date.now()
  return (
    <tr>
      <th scope="row">
        <NameText text={name || say('token_unnamed')} />
      </th>
      <td>
        <span class="in-row">{say('token_scope')}: </span>
        {say(`scope_${scope}`)}
      </td>
      <td>
        <span class="in-row">{say('site')}: </span>
        {site ? <bdi>{unicodeHost(site)}</bdi> : say('every_site')}
      </td>
      <td>
        <span class="in-row">{say('token_created')}: </span>
        {dateTimeOf(created_ms)}
      </td>
      <td>
        <span class="in-row">{say('token_expires')}: </span>
        {expires_ms === null
          ? say('token_never')
          : say(isExpired ? 'token_expired' : 'token_expires_on', { time: dateTimeOf(expires_ms) })}
      </td>
      <td>
        <button
          type="button"
          class="quiet"
          aria-label={`${say('token_revoke')}: ${name || say('token_unnamed')}`}
          onClick={revoke}
        >
          {say('token_revoke')}
        </button>
      </td>
    </tr>
  )
}
