/** A typed client of the API, for browsers, Node, Deno and Workers: `import { createClient } from 'utm-dispatcher/api'`. */
import type { ExportQuery, ReportName, ReportQuery } from './query.ts'
import type * as api from './types.ts'

export type { ExportQuery, ReportName, ReportQuery } from './query.ts'
export type * from './types.ts'

/** A report's answer, with the rows of this report. */
export type Report<R extends ReportName> = Omit<api.AnyReport, 'rows' | 'total'> & {
  rows: api.ReportRows[R][]
  total: api.ReportTotals[R]
}

export interface ClientOptions {
  /** Of the Worker, such as `https://data.shop.example`. */
  origin: string
  /** With the scope that the calls need: `read`, `ingest` or `admin`. */
  token: string
  /** The site of all calls that name no `site`. */
  site: string
  /** In place of the global `fetch`. */
  fetch?: (url: string, init: RequestInit) => Promise<Response>
}

/** What the API answered in place of a result. docs/errors.md lists the codes. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly issues: NonNullable<api.ErrorAnswer['error']['issues']>
  constructor(
    status: number,
    { code, message, issues = [] }: { code: string } & Omit<api.ErrorAnswer['error'], 'code'>,
  ) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.issues = issues
  }
}

/** What names a person: one browser's id, the shop's user id, or the number of an order. */
export type PersonKey = { visitor_id: string } | { user_id: string } | { transaction_id: string }
type PersonRows = Pick<api.PersonAnswer, 'user_ids' | 'sessions' | 'orders' | 'identities'> & {
  visitor_ids: Set<string>
}

type Query = Record<string, string | number | string[] | undefined>

/** A table: the text of a CSV, a file, or rows that are sent as JSON. */
export type Table = string | Blob | object[]

const json = (value: unknown) => ({ body: JSON.stringify(value), type: 'application/json' })
const tableOf = (table: Table): { body: BodyInit; type: string } => {
  if (typeof table === 'string') return { body: table, type: 'text/csv' }
  return table instanceof Blob ? { body: table, type: table.type || 'application/octet-stream' } : json(table)
}

/**
 * Every method returns a promise of the answer. It rejects with ApiError where the API refuses, and with the error of
 * `fetch` where there is no answer.
 * @example
 * const client = createClient({ origin: 'https://data.shop.example', token, site: 'shop.example' })
 * const { rows, total } = await client.stats('campaigns', { period: 'month', filter: ['country:is:UA'] })
 * for await (const session of client.rows('sessions', { period: 'week' })) console.log(session.source)
 * await client.orders.put('A-17', { status: 'paid', value: 24.9, currency: 'UAH' })
 */
export function createClient({
  origin,
  token,
  site,
  fetch: send = (url, init) => fetch(url, init),
}: ClientOptions) {
  async function request(
    method: string,
    path: string,
    query: Query = {},
    content?: { body: BodyInit; type: string },
  ) {
    const url = new URL(path, origin)
    for (const [name, value] of Object.entries(query))
      for (const one of [value].flat()) if (one !== undefined) url.searchParams.append(name, String(one))
    const response = await send(String(url), {
      method,
      headers: { authorization: `Bearer ${token}`, ...(content ? { 'content-type': content.type } : {}) },
      ...(content ? { body: content.body } : {}),
    })
    if (!response.ok) throw await errorOf(response)
    return response
  }
  async function call<T>(...args: Parameters<typeof request>): Promise<T> {
    const response = await request(...args)
    return (response.status === 204 ? undefined : await response.json()) as T
  }

  const stats = <R extends ReportName>(report: R, query: ReportQuery<R> = {}) =>
    call<Report<R>>('GET', `/api/stats/${report}`, { site, ...query } as Query)
  const about = (path: string, id: string) => `${path}/${encodeURIComponent(id)}`

  return {
    /** One page of a report. */
    stats,

    /** Every row of a report, page after page. */
    async *rows<R extends ReportName>(
      report: R,
      query: ReportQuery<R> = {},
    ): AsyncGenerator<api.ReportRows[R]> {
      let cursor: string | undefined = query.cursor
      do {
        const page: Report<R> = await stats(report, { limit: 1000, ...query, ...(cursor ? { cursor } : {}) })
        yield* page.rows
        cursor = page.next ?? undefined
      } while (cursor)
    },

    /** A session with its events, its visitor's touches and its orders. */
    session: (id: string) => call<api.SessionShown>('GET', about('/api/stats/sessions', id), { site }),

    /** The whole period of a report, or `events` or `orders`, as a file: read its body as a stream. */
    export: (
      type: ReportName | 'events' | 'orders',
      query: ExportQuery = {},
      ending: 'csv' | 'xlsx' = 'csv',
    ) => request('GET', `/api/export/${type}.${ending}`, { site, ...query } as Query),

    /** Sends events from a server, 50 at most. Each is judged alone: read `dropped`. */
    events: (events: api.EventBody[]) =>
      call<api.IngestAnswer>('POST', '/api/events', {}, json({ site, events })),

    orders: {
      get: (id: string) => call<api.OrderShown>('GET', about('/api/orders', id), { site }),
      /** What the shop knows of an order. May be repeated. */
      put: (id: string, order: Omit<api.OrderBody, 'site'>) =>
        call<api.OrderShown>('PUT', about('/api/orders', id), {}, json({ ...order, site })),
    },
    /** Compares the shop's own orders with the tracked ones. */
    reconcile: (orders: Table) =>
      call<api.Reconciliation>('POST', '/api/reconcile', { site }, tableOf(orders)),

    costs: {
      /** Loads what ads cost. With `preview: '1'` nothing is written. */
      load: (costs: Table, query: { currency?: string; preview?: '0' | '1' } = {}) =>
        call<api.CostsAnswer>('POST', '/api/costs', { site, ...query }, tableOf(costs)),
    },
    rates: {
      list: async () => (await call<{ rates: api.Rate[] }>('GET', '/api/rates', { site })).rates,
      put: (rates: api.RateBody[]) => call<api.RatesStored>('PUT', '/api/rates', { site }, json({ rates })),
    },

    sites: {
      list: async () => (await call<{ sites: api.Site[] }>('GET', '/api/sites')).sites,
      create: (settings: api.SiteBody) => call<api.Site>('POST', '/api/sites', {}, json(settings)),
      change: (name: string, settings: api.SitePatch) =>
        call<api.Site>('PATCH', about('/api/sites', name), {}, json(settings)),
      /** Removes the site with all its data. */
      remove: (name: string) => call<void>('DELETE', about('/api/sites', name)),
      status: (name = site) => call<api.SiteStatus>('GET', `${about('/api/sites', name)}/status`),
      /** One step; call it until `done`. */
      reclassify: (name = site) =>
        call<api.ReclassifyAnswer>('POST', `${about('/api/sites', name)}/reclassify`),
    },
    tokens: {
      list: async () => (await call<{ tokens: api.Token[] }>('GET', '/api/tokens')).tokens,
      create: (wanted: api.TokenBody) => call<api.NewToken>('POST', '/api/tokens', {}, json(wanted)),
      remove: (id: string) => call<void>('DELETE', about('/api/tokens', id)),
    },
    visitors: {
      /** Everything that is stored of a visitor. */
      get: (id: string) => call<api.VisitorAnswer>('GET', about('/api/visitors', id), { site }),
      erase: (id: string) => call<void>('DELETE', about('/api/visitors', id), { site }),
    },
    people: {
      /** Everything that is stored of a person, from all linked browsers. */
      async get(person: PersonKey) {
        const lists = { user_ids: [], sessions: [], orders: [], identities: [] }
        const all: PersonRows = { ...lists, visitor_ids: new Set() }
        let cursor: string | undefined
        do {
          const page = await call<api.PersonAnswer>('GET', '/api/people', { site, ...person, cursor })
          all.user_ids = page.user_ids
          for (const id of page.visitor_ids) all.visitor_ids.add(id)
          all.sessions.push(...page.sessions)
          all.orders.push(...page.orders)
          all.identities.push(...page.identities)
          cursor = page.next ?? undefined
        } while (cursor)
        return { ...all, site, visitor_ids: [...all.visitor_ids] }
      },
      /** Erases all linked browsers of a person. Orders stay without the person. */
      async erase(person: PersonKey) {
        const sum = { sessions: 0, orders: 0 }
        let step: api.ErasedAnswer
        do {
          step = await call<api.ErasedAnswer>('DELETE', '/api/people', { site, ...person })
          sum.sessions += step.sessions
          sum.orders += step.orders
        } while (!step.done)
        return sum
      },
    },
    health: () => call<api.HealthAnswer>('GET', '/api/health'),
  }
}

export type Client = ReturnType<typeof createClient>

/** A proxy between the client and the API may answer in another form. */
async function errorOf(response: Response): Promise<ApiError> {
  const text = await response.text()
  try {
    return new ApiError(response.status, (JSON.parse(text) as api.ErrorAnswer).error)
  } catch {
    return new ApiError(response.status, { code: 'unreadable', message: `HTTP ${response.status}` })
  }
}
