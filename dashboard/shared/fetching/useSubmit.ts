/** The state of a form that sends something to the API. */
import { useState } from 'preact/hooks'
import type { ApiError } from './request.ts'

interface Submit {
  /** While it is sent: the button is disabled. */
  busy: boolean
  /** Why the last attempt failed; null if it did not. */
  error: ApiError | null
  /** Runs `send`, which throws `ApiError`. Returns whether it succeeded. */
  submit(send: () => Promise<void>): Promise<boolean>
}

/** @param leaves the page shows something else after a success, so the form stays busy until then */
export function useSubmit({ leaves = false } = {}): Submit {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  async function submit(send: () => Promise<void>) {
    setBusy(true)
    setError(null)
    try {
      await send()
      if (!leaves) setBusy(false)
      return true
    } catch (error) {
      setError(error as ApiError)
      setBusy(false)
      return false
    }
  }
  return { busy, error, submit }
}
