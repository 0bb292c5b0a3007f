/** How a kind of connection reports a failed call, in classes that are the same for all services. */

/** What to do about an error. Each kind maps its service's codes to these. */
export type ErrorClass =
  /** Temporary: network, time-out, 5xx. Try again later. */
  | 'retry'
  /** Too many requests. Try again after `retry_ms`, or later than usual if the service does not say when. */
  | 'throttled'
  /** The service refuses the credentials. Stop until the owner connects again. */
  | 'reauth'
  /** A right is missing, or an account or its setting is wrong. Stop until the owner changes it. */
  | 'setup'
  /** The service no longer accepts this form of request. Stop: the kind needs a new version. */
  | 'request'

/** Thrown by the functions of a kind. Messages never contain a secret: services repeat tokens in their errors. */
export class ConnectionError extends Error {
  readonly errorClass: ErrorClass
  /** What the owner can do, in words. */
  readonly advice: string | undefined
  readonly retry_ms: number | undefined

  constructor(errorClass: ErrorClass, message: string, more: { advice?: string; retry_ms?: number } = {}) {
    super(message)
    this.errorClass = errorClass
    this.advice = more.advice
    this.retry_ms = more.retry_ms
  }
}
