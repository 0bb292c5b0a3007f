/** Hooks that load data from the API and keep the last answer until a newer one comes. */
import { useCallback, useLayoutEffect, useState } from 'preact/hooks'
import { usePage } from '../page.ts'
import { ApiError, request } from './request.ts'

export interface Fetched<T> {
  /** The last answer. It stays while a newer one is loading, and when loading the same again has failed. */
  data: T | null
  error: ApiError | null
  /** `data` is not yet the answer to the current request. */
  busy: boolean
  retry(): void
}

interface Got<T> {
  what: string
  turn: string
  data: T | null
  error: ApiError | null
}

/**
 * Calls `load`, and calls it again when `what` changes, when the reader refreshes, or on `retry()`. `load` must be a
 * stable function (useCallback). A request that is no longer needed is aborted.
 */
export function useFetched<T>(what: string, load: (signal: AbortSignal) => Promise<T>): Fetched<T> {
  const { refreshCount, signedOut } = usePage()
  const [attempt, setAttempt] = useState(0)
  const turn = `${refreshCount}.${attempt}`
  const [got, setGot] = useState<Got<T>>({ what: '', turn: '', data: null, error: null })
  // A layout effect: the request goes out before the browser paints the waiting state.
  useLayoutEffect(() => {
    const abort = new AbortController()
    load(abort.signal).then(
      (data) => abort.signal.aborted || setGot({ what, turn, data, error: null }),
      (error: unknown) => {
        if (abort.signal.aborted) return
        const failure = error instanceof ApiError ? error : new ApiError(0, 'unreadable', String(error))
        if (failure.status === 401) return signedOut()
        setGot((before) => ({
          what,
          turn,
          data: before.what === what ? before.data : null,
          error: failure,
        }))
      },
    )
    return () => abort.abort()
  }, [what, turn, load, signedOut])
  const retry = useCallback(() => setAttempt((count) => count + 1), [])
  return { data: got.data, error: got.error, busy: got.what !== what || got.turn !== turn, retry }
}

/** Loads what the API answers at `path`. */
export function useAnswer<T>(path: string): Fetched<T> {
  const load = useCallback((signal: AbortSignal) => request<T>('GET', path, { signal }), [path])
  return useFetched(path, load)
}
