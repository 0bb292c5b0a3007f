/** Errors that a caller sees, in one shape: `{"error": {"code", "message", "issues"?}}`. The codes are in errorCodes.ts. */
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { z } from 'zod'
import type { ErrorAnswer, ErrorCode, Issue } from '../wire/answers/service.ts'
import { ERRORS } from './errorCodes.ts'
import { type BusyReason, busyOf } from './store/busy.ts'
import { noteOverload } from './store/overload.ts'
import { TooMuch } from './store/tooMuch.ts'

/** What a 503 says, and its `Retry-After` in seconds: by then the database can usually take the request. */
const BUSY: Record<BusyReason, { message: string; retry_s: number }> = {
  conflict: { message: 'too many requests for the same visitors at once; send this one again', retry_s: 2 },
  overloaded: { message: 'the database cannot take the request now; send it again', retry_s: 2 },
  quota: {
    message: 'the database has used up what its plan allows; send the request again later',
    retry_s: 600,
  },
}

/** The same for the rest of a request that is stored in parts. */
const REST_S = 1

type Status = (typeof ERRORS)[ErrorCode]['status']

/** Answered as it is. To be thrown anywhere below a route. */
export class ApiError extends Error {
  readonly status: Exclude<Status, 500>
  readonly issues: Issue[] | undefined
  readonly code: ErrorCode

  /** @param code only where a status has several: otherwise it follows from the status */
  constructor(status: Exclude<Status, 500>, message: string, issues?: Issue[], code = codeOf(status)) {
    super(message)
    this.status = status
    this.issues = issues
    this.code = code
  }
}

/** A 429. Nothing of the request is stored; it may come again after `retry_s` seconds (`Retry-After`). */
export class TooMany extends ApiError {
  readonly retry_s: number
  constructor(message: string, retry_s: number) {
    super(429, message)
    this.retry_s = retry_s
  }
}

/** A query parameter, a field or a part of a file that is not allowed: answered with 400 and its name. */
export class BadParameter extends Error {
  readonly parameter: string
  constructor(parameter: string, message: string) {
    super(message)
    this.parameter = parameter
  }
}

/** A 400 with every problem that a schema found. */
export function invalid(error: z.ZodError): ApiError {
  const issues = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
  const { path, message } = issues[0]!
  return new ApiError(400, path ? `${path}: ${message}` : message, issues)
}

/** An error's body with its status. In an answer with several reports it takes the place of a report. */
type ErrorResponse = ErrorAnswer & { status: ContentfulStatusCode }

/**
 * What to answer for any thrown error. An error that is not the caller's is logged, and the answer names no details of it.
 */
export function errorResponseOf(error: Error): ErrorResponse {
  if (error instanceof ApiError) return response(error.status, error.message, error.issues, error.code)
  if (error instanceof BadParameter) {
    const { parameter, message } = error
    return response(400, `${parameter}: ${message}`, [{ path: parameter, message }])
  }
  if (error instanceof HTTPException && error.status < 500) return response(error.status, error.message)
  if (error instanceof TooMuch) return response(429, error.message)
  const busy = busyOf(error)
  if (busy) {
    console.warn(busy.message)
    return response(503, BUSY[busy.reason].message)
  }
  console.error(error)
  return response(500, 'something went wrong on our side; it is safe to send the request again')
}

/** After how many seconds the caller may try again; null where he should not. */
function retryS(error: Error): number | null {
  if (error instanceof TooMany) return error.retry_s
  if (error instanceof TooMuch) return REST_S
  const busy = busyOf(error)
  return busy && BUSY[busy.reason].retry_s
}

/** The one error handler. */
export function answerError(failure: Error, c: Context): Response {
  if (busyOf(failure)?.reason === 'overloaded') noteOverload(c.env.DB, Date.now())
  const { status, error } = errorResponseOf(failure)
  if (status === 401) c.header('WWW-Authenticate', 'Bearer')
  const retry_s = retryS(failure)
  if (retry_s !== null) c.header('Retry-After', String(retry_s))
  return c.json({ error } satisfies ErrorAnswer, status)
}

function response(
  status: ContentfulStatusCode,
  message: string,
  issues?: Issue[],
  code = codeOf(status),
): ErrorResponse {
  return { status, error: { code, message, ...(issues ? { issues } : {}) } }
}

/** The first code of this status. A status of hono's own that has no code here counts as bad_request. */
function codeOf(status: number): ErrorCode {
  const codes = Object.keys(ERRORS) as ErrorCode[]
  return codes.find((one) => ERRORS[one].status === status) ?? 'bad_request'
}
