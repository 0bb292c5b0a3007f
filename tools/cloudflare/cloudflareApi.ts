/** Cloudflare's API, as far as deploy, backup and restore use it themselves. wrangler does the rest. */
import { setTimeout as wait } from 'node:timers/promises'

/** Why a request failed. The message says it in a sentence. */
export class CloudflareError extends Error {
  /** The status of the answer; 0 if there was none. */
  readonly status: number
  /** Cloudflare's own number of the error, if the answer has one. */
  readonly code: number | undefined

  constructor(message: string, status: number, code?: number) {
    super(message)
    this.status = status
    this.code = code
  }
}

export interface CloudflareApi {
  get<T>(path: string): Promise<T>
  /** A request that changes something. It is sent once. */
  send<T>(method: 'POST' | 'PUT', path: string, body: unknown): Promise<T>
  /** A POST whose repetition does no harm. It is repeated like a GET. */
  ask<T>(path: string, body: unknown): Promise<T>
}

export const HOW_TO_LOG_IN =
  'Run `npx wrangler login`, or set CLOUDFLARE_API_TOKEN to a token made from the template “Edit Cloudflare Workers” with the permission “D1 Edit” added.'

/** The headers that say who sends a request. */
export type Credentials = Record<string, string>

interface Answer {
  success?: boolean
  result?: unknown
  errors?: { code?: number; message?: string }[]
}

const baseUrl = () => process.env.CLOUDFLARE_API_BASE_URL ?? 'https://api.cloudflare.com/client/v4'

/** Waits before the second, third, … attempt. */
const WAITS_MS = [500, 2000, 5000, 10_000]

/** Cloudflare's numbers for credentials that are malformed, unknown or not allowed to do this. */
const LOGIN_CODES = [6003, 9106, 9109, 10000]

const isTemporary = ({ status }: CloudflareError) => status === 0 || status === 429 || status >= 500

/**
 * @param readCredentials is called before the first request, and again when Cloudflare does not accept the credentials any
 * longer: a login is renewed every hour
 */
export function cloudflareApi(
  readCredentials: () => Promise<Credentials>,
  waits_ms: readonly number[] = WAITS_MS,
): CloudflareApi {
  let credentials: Promise<Credentials> | undefined

  async function once<T>(method: string, path: string, body?: unknown): Promise<T> {
    const what = `${method} ${path.split('?')[0]}`
    credentials ??= readCredentials()
    const headers = { ...(await credentials), 'content-type': 'application/json' }
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
    let status = 0
    let text: string
    try {
      const response = await fetch(baseUrl() + path, init)
      status = response.status
      text = await response.text()
    } catch (error) {
      const { message, cause } = error as Error & { cause?: { message?: string } }
      throw new CloudflareError(`Cloudflare cannot be reached: ${cause?.message || message} (${what})`, 0)
    }
    const answer = readAnswer(text)
    if (answer?.success) return answer.result as T
    const first = answer?.errors?.[0]
    const why = first?.message ?? (text.slice(0, 200) || 'no reason is given')
    const isLogin = [401, 403].includes(status) || LOGIN_CODES.includes(first?.code ?? 0)
    const advice = isLogin ? `\nThe login is missing or may not do this. ${HOW_TO_LOG_IN}` : ''
    throw new CloudflareError(`Cloudflare answered ${status}: ${why} (${what})${advice}`, status, first?.code)
  }

  async function repeated<T>(method: string, path: string, body?: unknown): Promise<T> {
    let isRenewed = false
    for (let attempt = 0; ; attempt++) {
      try {
        return await once<T>(method, path, body)
      } catch (error) {
        if (!(error instanceof CloudflareError)) throw error
        if (error.status === 401 && !isRenewed) {
          isRenewed = true
          credentials = undefined
        } else {
          const wait_ms = waits_ms[attempt]
          if (!isTemporary(error) || wait_ms === undefined) throw error
          await wait(wait_ms)
        }
      }
    }
  }

  return {
    get: (path) => repeated('GET', path),
    send: once,
    ask: (path, body) => repeated('POST', path, body),
  }
}

/** The answer as JSON; undefined if it is something else, such as the page of a proxy. */
function readAnswer(text: string): Answer | undefined {
  try {
    return JSON.parse(text) as Answer
  } catch {
    return undefined
  }
}
