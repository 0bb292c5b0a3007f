/** Sends requests to the API. All requests of the dashboard go through `request()`. */
import type { ErrorAnswer, Issue } from '../../../wire/answers/service.ts'

/** D1 ends a query after 30 s, so no answer comes after this time. */
const TIMEOUT_MS = 45_000

/**
 * A failed request. `code` is the API's error code, or `network`, `timeout` or `unreadable` if there was no valid
 * answer.
 */
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

  /** Whether the error is about this field or something inside it. */
  concerns(field: string): boolean {
    return this.issues.some(({ path }) => path === field || path.startsWith(`${field}.`))
  }
}

/**
 * Sends one request and returns the JSON of the answer. `body` is sent as JSON, a Blob unchanged with its own type.
 * Throws ApiError; if `signal` is aborted, throws the abort's reason.
 */
export async function request<T>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  { body, signal }: { body?: unknown; signal?: AbortSignal } = {},
): Promise<T> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS)
  try {
    const response = await fetch(path, {
      method,
      ...(body === undefined ? {} : content(body)),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    })
    const text = await response.text()
    if (response.ok) return (text ? JSON.parse(text) : undefined) as T
    throw readError(response.status, text)
  } catch (error) {
    if (error instanceof ApiError || signal?.aborted) throw error
    if (timeout.aborted) throw new ApiError(0, 'timeout', 'no answer in time')
    if (error instanceof SyntaxError) throw new ApiError(0, 'unreadable', error.message)
    throw new ApiError(0, 'network', String(error))
  }
}

const content = (body: unknown): RequestInit =>
  body instanceof Blob
    ? { body, headers: { 'content-type': body.type || 'application/octet-stream' } }
    : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }

/** @param answer an error as the API writes it; among several reports it has its status, too */
export function apiErrorOf({ status = 0, error }: ErrorAnswer & { status?: number }): ApiError {
  return new ApiError(status, error.code, error.message, error.issues)
}

function readError(status: number, text: string): ApiError {
  try {
    return apiErrorOf({ ...(JSON.parse(text) as ErrorAnswer), status })
  } catch {
    return new ApiError(status, 'unreadable', `HTTP ${status}`)
  }
}
