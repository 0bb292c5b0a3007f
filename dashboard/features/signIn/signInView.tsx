/** The sign-in by token. The API exchanges the token for a cookie that no script can read. */
import { useId } from 'preact/hooks'
import { errorText } from '../../shared/fetching/errorText.ts'
import { request } from '../../shared/fetching/request.ts'
import { useSubmit } from '../../shared/fetching/useSubmit.ts'
import { usePage } from '../../shared/page.ts'

/**
 * Why the reader must sign in: the sign-in has ended, the share link is no longer valid, or null for no special
 * reason.
 */
export type SignedOutReason = 'ended' | 'link' | null

export function SignInView({ why }: { why: SignedOutReason }) {
  const page = usePage()
  const { say, reloadReader } = page
  const id = useId()
  const { busy, error, submit } = useSubmit({ leaves: true })
  async function signIn(event: SubmitEvent) {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const token = String(new FormData(form).get('token')).trim()
    const isDone = await submit(async () => {
      await request('POST', '/api/session', { body: { token } })
      reloadReader()
    })
    if (!isDone) form.querySelector('input')?.select()
  }
  return (
    <form class="card" method="post" onSubmit={signIn} aria-busy={busy}>
      <h1>{say('sign_in')}</h1>
      {why && !error && <p role="status">{say(why === 'ended' ? 'signed_out' : 'link_ended')}</p>}
      <label for={id}>{say('token')}</label>
      <input
        id={id}
        name="token"
        type="password"
        required
        autoComplete="current-password"
        autoCapitalize="off"
        spellcheck={false}
        aria-invalid={error?.status === 401}
        aria-describedby={`${id}-help`}
      />
      <p id={`${id}-help`} class="help">
        {say('token_help')}
      </p>
      <div class="form-error" role="alert">
        {error && <p>{error.status === 401 ? say('token_wrong') : errorText(error, page)}</p>}
      </div>
      <button type="submit" class="main" disabled={busy}>
        {say(busy ? 'signing_in' : 'sign_in')}
      </button>
    </form>
  )
}
