/** The only place that talks to the API. */

/** D1 ends a query after 30 s; whoever waits longer waits for nothing. */
const PATIENCE_MS = 45_000

/** What was refused, by the name of its field, in English; of a file also by its line and the column's title. */
export interface Issue {
  path: string
  message: string
  line?: number
  column?: string
}

/** A refusal. `code` is the API's own, or `network`, `timeout` or `unreadable` where the API never answered so. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly issues: Issue[]
  constructor(status: number, code: string, message: string, issues: Issue[] = []) {
    super(message)
    this.status = status
    this.code = code
    this.issues = issues
  }

  /** Whether a field was refused, or something within it. */
  concerns(field: string): boolean {
    return this.issues.some(({ path }) => path === field || path.startsWith(`${field}.`))
  }
}

/**
 * Sends one request: a `body` as JSON, a Blob as it is, with its own type. Answers JSON. Throws ApiError; an abort of
 * `signal` is thrown as it is.
 */
export async function request<T>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  { body, signal }: { body?: unknown; signal?: AbortSignal } = {},
): Promise<T> {
  const patience = AbortSignal.timeout(PATIENCE_MS)
  try {
    const response = await fetch(path, {
      method,
      ...(body === undefined ? {} : content(body)),
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

const content = (body: unknown): RequestInit =>
  body instanceof Blob
    ? { body, headers: { 'content-type': body.type || 'application/octet-stream' } }
    : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }

/** A refusal as the API writes it; among the reports of a request each has its status beside it. */
export interface Refusal {
  status?: number
  error: { code: string; message: string; issues?: Issue[] }
}

export function refusalOf({ status = 0, error }: Refusal): ApiError {
  return new ApiError(status, error.code, error.message, error.issues)
}

function refusal(status: number, text: string): ApiError {
  try {
    return refusalOf({ ...(JSON.parse(text) as Refusal), status })
  } catch {
    return new ApiError(status, 'unreadable', `HTTP ${status}`)
  }
}
