/** The only place that talks to the API: one request, and a report that follows the page's state. */
import { useCallback, useEffect, useState } from 'preact/hooks'
import { useView } from './view.ts'

/** D1 ends a query after 30 s; whoever waits longer waits for nothing. */
const PATIENCE_MS = 45_000

/** A refusal. `code` is the API's own, or `network`, `timeout` or `unreadable` where the API never answered so. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  /** The fields that were refused. */
  readonly paths: string[]
  constructor(status: number, code: string, message: string, paths: string[] = []) {
    super(message)
    this.status = status
    this.code = code
    this.paths = paths
  }
}

/** Sends one request, JSON both ways. Throws ApiError; an abort of `signal` is thrown as it is. */
export async function request<T>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  { body, signal }: { body?: unknown; signal?: AbortSignal } = {},
): Promise<T> {
  const patience = AbortSignal.timeout(PATIENCE_MS)
  try {
    const response = await fetch(path, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    })
    const text = await response.text()
    if (response.ok) return (text ? JSON.parse(text) : undefined) as T
    throw refusal(response.status, text)
  } catch (error) {
    if (error instanceof ApiError || signal?.aborted) throw error
    if (patience.aborted) throw new ApiError(0, 'timeout', 'no answer in time')
    if (error instanceof SyntaxError) throw new ApiError(0, 'unreadable', error.message)
    throw new ApiError(0, 'network', String(error))
  }
}

interface Refusal {
  code: string
  message: string
  issues?: { path: string; message: string }[]
}

function refusal(status: number, text: string): ApiError {
  try {
    const { error } = JSON.parse(text) as { error: Refusal }
    const paths = error.issues?.map(({ path }) => path)
    return new ApiError(status, error.code, error.message, paths)
  } catch {
    return new ApiError(status, 'unreadable', `HTTP ${status}`)
  }
}

export interface Loaded<T> {
  /** The last answer; kept while a newer one is on its way. */
  data: T | null
  error: ApiError | null
  /** What is shown is not yet what was asked for. */
  busy: boolean
  retry(): void
}

/** What the API answers at `path`, asked again when the path changes or the reader refreshes; older requests end. */
export function useAnswer<T>(path: string): Loaded<T> {
  const { refreshed, signedOut } = useView()
  const [attempt, setAttempt] = useState(0)
  const wanted = `${refreshed}.${attempt} ${path}`
  const [got, setGot] = useState<{ wanted: string; data: T | null; error: ApiError | null }>({
    wanted: '',
    data: null,
    error: null,
  })
  useEffect(() => {
    const abort = new AbortController()
    request<T>('GET', path, { signal: abort.signal }).then(
      (data) => abort.signal.aborted || setGot({ wanted, data, error: null }),
      (error: ApiError) => {
        if (abort.signal.aborted) return
        if (error.status === 401) return signedOut()
        setGot({ wanted, data: null, error })
      },
    )
    return () => abort.abort()
  }, [wanted, path, signedOut])
  const retry = useCallback(() => setAttempt((count) => count + 1), [])
  return { data: got.data, error: got.error, busy: got.wanted !== wanted, retry }
}
