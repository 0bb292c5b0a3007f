/** Sites, events as a browser and as a server send them, and reports. */
import type { Envelope, WireEvent } from '../../wire/event.ts'
import type { TestWorker } from '../harness.ts'

export const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'
export const GOOGLEBOT = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'
export const META_AD =
  'https://shop.example/?utm_source=facebook&utm_medium=cpc&utm_campaign=winter&utm_content=video_ad_1&fbclid=AbC'

export interface Dropped {
  accepted: number
  dropped: { index: number; reason: string; message: string }[]
  warnings?: { index: number; field: string; message: string }[]
}

export interface Report {
  rows: Record<string, string | number | boolean | null>[]
  total: Record<string, number>
  /** Of `roi`. */
  campaigns_with_costs?: Record<string, number | null>
  next: string | null
  period: { from: string; to: string; timezone: string }
  currency: string
  columns: { key: string; label: string; unit: string }[]
}

export interface ErrorBody {
  error: { code: string; message: string; issues?: { path: string; message: string }[] }
}

let serial = 0
/** An id that no other test has. */
export const unique = (prefix: string): string => `${prefix}-${++serial}`

/** Creates a site of its own for one test, so that tests do not see each other's sessions. */
export async function newSite(worker: TestWorker, settings: Record<string, unknown> = {}): Promise<string> {
  const site = `${unique('shop')}.example`
  const body = { site, currency: 'UAH', timezone: 'Europe/Kyiv', hosts: ['shop.example'], ...settings }
  const { status } = await worker.api('POST', '/api/sites', body)
  if (status !== 201) throw new Error(`site not created: ${status}`)
  return site
}

/** Makes a token expire now. */
export async function expireToken(worker: TestWorker, id: string): Promise<void> {
  const ended = worker.db.prepare('UPDATE tokens SET expires_ms = ? WHERE id = ?').bind(Date.now(), id)
  if ((await ended.run()).meta.changes !== 1) throw new Error('there is no such token')
}

/** A page view of the script, in a session that began with the Meta ad. */
export function wireEvent(more: Partial<WireEvent> = {}): WireEvent {
  const at = Date.now()
  return {
    id: unique('event'),
    name: 'page_view',
    at,
    url: META_AD,
    visitor: 'v1',
    session: { id: 's1', at, url: META_AD, referrer: 'https://l.facebook.com/' },
    ...more,
  }
}

/** Sends events as the script does. */
export async function send(
  worker: TestWorker,
  site: string,
  events: unknown[],
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Dropped & ErrorBody }> {
  const envelope: Omit<Envelope, 'events'> & { events: unknown[] } = { v: 1, site, now: Date.now(), events }
  const answer = await worker.fetch('/e', {
    method: 'POST',
    headers: {
      'content-type': 'text/plain',
      'user-agent': CHROME,
      origin: 'https://shop.example',
      ...headers,
    },
    body: JSON.stringify(envelope),
  })
  return { status: answer.status, body: (await answer.json()) as Dropped & ErrorBody }
}

/** One event as a server sends it. */
export const apiEvent = (more: Record<string, unknown> = {}) => ({
  id: unique('event'),
  name: 'page_view',
  url: 'https://shop.example/',
  visitor_id: 'v1',
  user_agent: CHROME,
  ...more,
})

export const post = (worker: TestWorker, site: string, events: unknown[]) =>
  worker.api<Dropped & ErrorBody>('POST', '/api/events', { site, events })

/** The answer of a report. Throws if it is refused. */
export async function report(
  worker: TestWorker,
  site: string,
  name: string,
  query = 'period=all',
): Promise<Report> {
  const { status, body } = await worker.api<Report & ErrorBody>(
    'GET',
    `/api/stats/${name}?site=${site}&${query}`,
  )
  if (status !== 200) throw new Error(`${name}: ${status} ${body.error.message}`)
  return body
}
