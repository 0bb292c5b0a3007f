/** What the API has answered, is answering, or refused: kept until something newer takes its place. */
import { useCallback, useLayoutEffect, useState } from 'preact/hooks'
import { usePage } from '../page.ts'
import { ApiError, request } from './request.ts'

export interface Fetched<T> {
  /** The last answer; kept while a newer one is on its way, and when the same could not be loaded again. */
  data: T | null
  error: ApiError | null
  /** What is shown is not yet what was asked for. */
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
 * Loads `what` by `load`, again when `what` changes, every `load` of a kind being the same, or the reader refreshes.
 * Older requests end.
 */
export function useFetched<T>(what: string, load: (signal: AbortSignal) => Promise<T>): Fetched<T> {
  const { refreshCount, signedOut } = usePage()
  const [attempt, setAttempt] = useState(0)
  const turn = `${refreshCount}.${attempt}`
  const [got, setGot] = useState<Got<T>>({ what: '', turn: '', data: null, error: null })
  // Before the browser paints what waits for the answer, which takes longer than the asking.
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

/** What the API answers at `path`. */
export function useAnswer<T>(path: string): Fetched<T> {
  const load = useCallback((signal: AbortSignal) => request<T>('GET', path, { signal }), [path])
  return useFetched(path, load)
}
