/** Errors that a caller sees: `{"error": {"code", "message", "issues"?}}`. Anything else is ours and says nothing. */
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { z } from 'zod'
import { isBusy } from './store/busy.ts'

const CODES = {
  400: 'bad_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  409: 'conflict',
  413: 'too_large',
  429: 'rate_limited',
  503: 'busy',
} as const

/** After so long the database may take what it could not take now. */
const RETRY_S = 2

export interface Issue {
  path: string
  message: string
  /** Where in a file, whose lines are counted from 1, and what it calls the column. */
  line?: number
  column?: string
}

/** Throw it anywhere below a route. */
export class ApiError extends Error {
  readonly status: keyof typeof CODES
  readonly issues: Issue[] | undefined

  constructor(status: keyof typeof CODES, message: string, issues?: Issue[]) {
    super(message)
    this.status = status
    this.issues = issues
  }
}

/** A query parameter, or part of a file, that is not allowed: answered with 400 and the parameter's name. */
export class BadParameter extends Error {
  readonly parameter: string
  constructor(parameter: string, message: string) {
    super(message)
    this.parameter = parameter
  }
}

/** 400 with every problem that a schema found. */
export function invalid(error: z.ZodError): ApiError {
  const issues = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
  const { path, message } = issues[0]!
  return new ApiError(400, path ? `${path}: ${message}` : message, issues)
}

/** What a caller is told of a failure, and the status that says it. */
export interface Refusal {
  status: ContentfulStatusCode
  error: { code: string; message: string; issues?: Issue[] }
}

/** Anything that is not the caller's doing is logged and named no further. */
export function refusalOf(error: Error): Refusal {
  if (error instanceof ApiError) return refusal(error.status, error.message, error.issues)
  if (error instanceof BadParameter) {
    const { parameter, message } = error
    return refusal(400, `${parameter}: ${message}`, [{ path: parameter, message }])
  }
  if (error instanceof HTTPException && error.status < 500) return refusal(error.status, error.message)
  if (isBusy(error)) {
    console.warn(error.message)
    return refusal(503, 'too much at once; nothing of this request was stored, send it again')
  }
  console.error(error)
  return refusal(500, 'something went wrong on our side; nothing of this request was stored')
}

/** The one error handler. */
export function answerError(failure: Error, c: Context): Response {
  const { status, error } = refusalOf(failure)
  if (status === 401) c.header('WWW-Authenticate', 'Bearer')
  if (status === 503) c.header('Retry-After', String(RETRY_S))
  return c.json({ error }, status)
}

const refusal = (status: ContentfulStatusCode, message: string, issues?: Issue[]): Refusal => {
  const code =
    (CODES as Partial<Record<number, string>>)[status] ?? (status < 500 ? 'bad_request' : 'internal')
  return { status, error: { code, message, ...(issues ? { issues } : {}) } }
}
