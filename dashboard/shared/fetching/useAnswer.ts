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

interface Loaded<T> {
  what: string
  round: string
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
  const round = `${refreshCount}.${attempt}`
  const [loaded, setLoaded] = useState<Loaded<T>>({ what: '', round: '', data: null, error: null })
  // A layout effect: the request goes out before the browser paints the waiting state.
  useLayoutEffect(() => {
    const abort = new AbortController()
    load(abort.signal).then(
      (data) => abort.signal.aborted || setLoaded({ what, round, data, error: null }),
      (error: unknown) => {
        if (abort.signal.aborted) return
        const failure = error instanceof ApiError ? error : new ApiError(0, 'unreadable', String(error))
        if (failure.status === 401) return signedOut()
        setLoaded((before) => ({
          what,
          round,
          data: before.what === what ? before.data : null,
          error: failure,
        }))
      },
    )
    return () => abort.abort()
  }, [what, round, load, signedOut])
  const retry = useCallback(() => setAttempt((count) => count + 1), [])
  return {
    data: loaded.data,
    error: loaded.error,
    busy: loaded.what !== what || loaded.round !== round,
    retry,
  }
}

/** Loads what the API answers at `path`. */
export function useAnswer<T>(path: string): Fetched<T> {
  const load = useCallback((signal: AbortSignal) => request<T>('GET', path, { signal }), [path])
  return useFetched(path, load)
}
