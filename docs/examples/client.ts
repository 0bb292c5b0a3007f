/**
 * A typed client of the API, for TypeScript that runs anywhere `fetch` does. Copy it; instead of the import, have the
 * types made from `GET /api/openapi.json` by the generator of your choice.
 */
import type { Answers, Bodies } from '../../worker/openapi/types.ts'

/** What the API says when it refuses. */
export class Refused extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

type Query = Record<string, string | number | string[]>

/** @param origin such as `https://stats.example.com` */
export function createClient(origin: string, token: string, site: string) {
  async function call<T>(method: string, path: string, query: Query = {}, body?: unknown): Promise<T> {
    const url = new URL(path, origin)
    for (const [name, value] of Object.entries(query))
      for (const one of [value].flat()) url.searchParams.append(name, String(one))
    const answer = await fetch(url, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    })
    const read = answer.status === 204 ? null : await answer.json()
    if (answer.ok) return read as T
    const { error } = read as Answers['error']
    throw new Refused(answer.status, error.code, error.message)
  }

  /** One page of a report. */
  const report = (name: string, query: Query = {}) =>
    call<Answers['report']>('GET', `/api/stats/${name}`, { ...query, site })

  return {
    report,
    /** Every row of a report, page after page. */
    async *rows(name: string, query: Query = {}) {
      let cursor: string | null = ''
      while (cursor !== null) {
        const page: Answers['report'] = await report(name, {
          limit: 1000,
          ...query,
          ...(cursor ? { cursor } : {}),
        })
        yield* page.rows
        cursor = page.next
      }
    },
    track: (events: Bodies['event'][]) =>
      call<Answers['ingest']>('POST', '/api/events', {}, { site, events }),
    confirm: (transactionId: string, order: Omit<Bodies['order'], 'site'>) =>
      call<Answers['order']>(
        'PUT',
        `/api/orders/${encodeURIComponent(transactionId)}`,
        {},
        { ...order, site },
      ),
    order: (transactionId: string) =>
      call<Answers['order']>('GET', `/api/orders/${encodeURIComponent(transactionId)}`, { site }),
  }
}
