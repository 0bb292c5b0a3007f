/** Signs in to the dashboard over HTTP, and asks with the cookie. */
import type { TestWorker } from '../harness.ts'

/** The name of the cookie over http. */
export const COOKIE = 'utm_dispatcher'

export async function makeToken(
  worker: TestWorker,
  scope: string,
  site: string | null,
  expires_days: number | null = null,
) {
  const asked = { scope, site, expires_days }
  const { body } = await worker.api<{ id: string; token: string }>('POST', '/api/tokens', asked)
  return body
}

/** `set` is the answer's first header Set-Cookie, `cookie` the header Cookie of later requests. */
export async function signIn(worker: TestWorker, token: unknown, more: Record<string, string> = {}) {
  const answer = await worker.fetch('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...more },
    body: JSON.stringify({ token }),
  })
  const set = answer.headers.get('set-cookie') ?? ''
  return {
    status: answer.status,
    headers: answer.headers,
    body: await answer.json(),
    set,
    cookie: set.split(';')[0]!,
  }
}

export const withCookie = (
  worker: TestWorker,
  cookie: string,
  more: Record<string, string> = {},
  method = 'GET',
  path = '/api/session',
) => worker.fetch(path, { method, headers: { cookie, ...more } })
