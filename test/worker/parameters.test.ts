import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../wire/time.ts'
import { operationOf } from '../../worker/openapi/parameterCheck.ts'
import { REPORTS } from '../../worker/stats/reports.ts'
import { startWorker, type TestWorker } from '../harness.ts'
import { apiEvent, type ErrorBody, GOOGLEBOT, newSite, post, report } from './fixtures.ts'

let worker: TestWorker
let site: string
beforeAll(async () => {
  worker = await startWorker()
  site = await newSite(worker)
  const visits = Array.from({ length: 3 }, (_, i) => apiEvent({ visitor_id: `v${i}` }))
  await post(worker, site, visits)
})
afterAll(() => worker.close())

const get = (path: string) => worker.api<ErrorBody>('GET', path)

describe('a period', () => {
  it.each([
    ['today', 1],
    ['week', 7],
    ['month', 30],
  ])('%s is the last %i × 24 hours', async (name, days) => {
    const before = Date.now()
    const { period } = await report(worker, site, 'general', `period=${name}`)
    expect(Date.parse(period.to)).toBeGreaterThanOrEqual(before)
    expect(Date.parse(period.to)).toBeLessThanOrEqual(Date.now())
    expect(Date.parse(period.to) - Date.parse(period.from)).toBe(days * DAY_MS)
    expect(period.timezone).toBe('Europe/Kyiv')
  })

  it('called all begins with the first visit, and is empty without visits', async () => {
    const old = await newSite(worker)
    const ts = new Date(Date.now() - 500 * DAY_MS).toISOString()
    await post(worker, old, [apiEvent({ ts }), apiEvent()])
    const { period, total } = await report(worker, old, 'general', 'period=all')
    expect(period.from).toBe(ts)
    expect(total.sessions).toBe(2)
    const empty = await report(worker, await newSite(worker), 'general', 'period=all')
    expect(empty.rows[0]).toMatchObject({ sessions: 0, visitors: 0, conversion_rate: 0, bounce_rate: 0 })
    expect(empty.period.from).toBe(empty.period.to)
  })

  it('includes from and excludes to', async () => {
    const edges = await newSite(worker)
    const from = Date.UTC(2026, 5, 1, 10)
    const to = from + HOUR_MS
    const at = [from - 1, from, to - 1, to]
    await post(
      worker,
      edges,
      at.map((ms, i) => apiEvent({ visitor_id: `v${i}`, ts: new Date(ms).toISOString() })),
    )
    const query = `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`
    const { rows } = await report(worker, edges, 'sessions', query)
    expect(rows.map((row) => row.visitor_id)).toEqual(['v2', 'v1'])
  })

  it('of dates has the days of the site’s time zone or of tz, also days of 23 and 25 hours', async () => {
    const hourly = await newSite(worker, { retention_days: 3650 })
    const around = (day: number) =>
      Array.from({ length: 49 }, (_, i) => {
        const ts = new Date(day - 25 * HOUR_MS + i * HOUR_MS).toISOString()
        return apiEvent({ visitor_id: `v${day}-${i}`, ts })
      })
    const [spring, autumn, plain] = [Date.UTC(2025, 2, 30), Date.UTC(2025, 9, 26), Date.UTC(2025, 6, 1)]
    for (const day of [spring, autumn, plain]) await post(worker, hourly, around(day))
    const of = (query: string) => report(worker, hourly, 'general', query)
    const days: [from: string, to: string, hours: number, begins: string][] = [
      ['2025-03-30', '2025-03-31', 23, '2025-03-29T22:00:00.000Z'],
      ['2025-10-26', '2025-10-27', 25, '2025-10-25T21:00:00.000Z'],
      ['2025-07-01', '2025-07-02', 24, '2025-06-30T21:00:00.000Z'],
    ]
    for (const [from, to, hours, begins] of days) {
      const { period, rows } = await of(`from=${from}&to=${to}`)
      expect(period.from).toBe(begins)
      expect(Date.parse(period.to) - Date.parse(period.from)).toBe(hours * HOUR_MS)
      // The events that were sent end at 23:00 UTC of the day.
      expect(rows[0]!.sessions).toBe(Math.min(hours, (Date.parse(to) - Date.parse(begins)) / HOUR_MS))
    }
    const abroad = await of('from=2025-07-01&to=2025-07-02&tz=America/New_York')
    expect(abroad.period).toEqual({
      from: '2025-07-01T04:00:00.000Z',
      to: '2025-07-02T04:00:00.000Z',
      timezone: 'America/New_York',
    })
    expect(abroad.rows[0]!.sessions).toBe(20)
  })

  it('without to ends now, and without from begins with the first visit', async () => {
    const from = new Date(Date.now() - DAY_MS).toISOString()
    expect((await report(worker, site, 'general', `from=${from}`)).rows[0]!.sessions).toBe(3)
    const to = new Date(Date.now() + DAY_MS).toISOString()
    expect((await report(worker, site, 'general', `to=${to}`)).rows[0]!.sessions).toBe(3)
  })

  it('excludes to in the report of drops, too', async () => {
    const other = await newSite(worker)
    await post(worker, other, [apiEvent({ user_agent: GOOGLEBOT })])
    const [drop] = (await report(worker, other, 'drops')).rows
    const day = (days: number) =>
      new Date(Date.parse(String(drop!.day)) + days * DAY_MS).toISOString().slice(0, 10)
    const dropsOf = async (from: number, to: number) =>
      (await report(worker, other, 'drops', `from=${day(from)}&to=${day(to)}&tz=UTC`)).rows.length
    expect(await dropsOf(0, 1)).toBe(1)
    expect(await dropsOf(-1, 0)).toBe(0)
  })
})

describe('a bad parameter is refused and named', () => {
  const cases: [parameter: string, ...values: string[]][] = [
    ['limit', '0', '-1', '1e9', 'abc', '1001', '2.5', '0x10', '٣'],
    ['model', 'unknown', 'LAST', 'constructor', 'last,first'],
    ['tz', 'Mars/Olympus', 'Kyiv', "Europe/Kyiv'--"],
    ['period', 'yesterday', 'constructor', '7d'],
    ['from', '22.11.2026', '2026-02-30', '2026-13-01', 'yesterday', '2026-11-22T25:00:00Z', '20261122'],
    ['to', '2026-11-31', '1795000000000', '2026-11-22T10:00:00 02:00', '2026-11-22;'],
    [
      'filter',
      'campaign',
      'campaign:is',
      'campaign:is:',
      'planet:is:x',
      'campaign:like:x',
      'constructor:is:x',
    ],
    ['format', 'xml'],
    ['compare', 'month', 'constructor', 'previous,year'],
    ['rollup', 'maybe'],
  ]
  for (const [parameter, ...values] of cases)
    it.each(values)(`${parameter}=%s`, async (value) => {
      for (const name of value === values[0] ? Object.keys(REPORTS) : ['sources', 'sessions']) {
        const { status, body } = await get(
          `/api/stats/${name}?site=${site}&${parameter}=${encodeURIComponent(value)}`,
        )
        expect(status, `${name} with ${parameter}=${value}`).toBe(400)
        expect(body.error.code).toBe('bad_request')
        expect(body.error.message).toMatch(new RegExp(`^${parameter}: .`))
        expect(body.error.issues).toMatchObject([{ path: parameter }])
      }
    })

  const pairs: [what: string, parameter: string, report: string, query: string][] = [
    ['a named period together with dates', 'period', 'sources', 'period=month&from=2026-11-01'],
    ['a named period together with an end', 'period', 'general', 'period=month&to=2026-11-01'],
    ['a start after the end', 'from', 'sources', 'from=2026-11-02&to=2026-11-01'],
    ['an empty period', 'from', 'sources', 'from=2026-11-02&to=2026-11-02'],
    ['a start in the future', 'from', 'general', 'from=2100-01-01'],
    ['a period of fifty years', 'from', 'general', 'from=1976-01-01&to=2026-01-01'],
    ['an invalid second filter', 'filter', 'sources', 'filter=os:is:x&filter=nonsense'],
    ['a filter of 501 characters', 'filter', 'sources', `filter=os:is:${'x'.repeat(501)}`],
    ['a column that the report does not have', 'sort', 'sources', 'sort=-campaign'],
    ['SQL as sort', 'sort', 'sources', 'sort=sessions;DROP%20TABLE%20sessions'],
    ['an inherited property as sort', 'sort', 'sources', 'sort=constructor'],
    ['sessions in another order', 'sort', 'sessions', 'sort=revenue'],
    ['an unknown kind of place', 'by', 'geo', 'by=planet'],
    ['an inherited property as kind of place', 'by', 'geo', 'by=constructor'],
    ['an invalid cursor', 'cursor', 'sources', 'cursor=abc'],
    ['an invalid cursor of sessions', 'cursor', 'sessions', 'cursor=%00%ff'],
    ['a cursor with a wrong position', 'cursor', 'sessions', `cursor=${btoa('["sessions","x"]')}`],
    ['a cursor with a negative position', 'cursor', 'sources', `cursor=${btoa('["sources",-1]')}`],
    ['a cursor that is an object', 'cursor', 'sources', `cursor=${btoa('{}')}`],
  ]
  it.each(pairs)('%s', async (_, parameter, name, query) => {
    const { status, body } = await get(`/api/stats/${name}?site=${site}&${query}`)
    expect(status).toBe(400)
    expect(body.error.issues).toMatchObject([{ path: parameter }])
  })

  it.each(['nonsense', 'constructor', '__proto__', 'toString', 'General', 'sessions.csv'])(
    'a report that there is not: %s',
    async (name) => {
      const { status, body } = await get(`/api/stats/${name}?site=${site}`)
      expect(status).toBe(400)
      expect(body.error.issues).toMatchObject([{ path: 'report' }])
      expect(body.error.message).toContain('general, timeseries')
    },
  )

  it('a cursor of another report', async () => {
    const of = async (name: string) => (await report(worker, site, name, 'limit=1')).next
    const visits = await newSite(worker)
    await post(worker, visits, [
      apiEvent({ visitor_id: 'a', url: 'https://shop.example/?utm_source=one' }),
      apiEvent({ visitor_id: 'b', url: 'https://shop.example/?utm_source=two' }),
    ])
    const sources = (await report(worker, visits, 'sources', 'limit=1')).next
    for (const [cursor, name] of [
      [sources, 'channels'],
      [sources, 'sessions'],
      [sources, 'general'],
      [sources, 'returning'],
      [sources, 'funnel'],
      [sources, 'drops'],
      [await of('sessions'), 'sources'],
    ]) {
      const { status, body } = await get(
        `/api/stats/${name}?site=${visits}&cursor=${encodeURIComponent(cursor!)}`,
      )
      expect(status, name!).toBe(400)
      expect(body.error.issues).toMatchObject([{ path: 'cursor' }])
    }
  })

  it.each(['sources', 'sessions'])('in the CSV of %s, too, before anything is sent', async (name) => {
    for (const query of ['model=unknown', 'tz=Mars', 'filter=x', 'from=2026-11-02&to=2026-11-01']) {
      for (const path of [
        `/api/export/${name}.csv?site=${site}`,
        `/api/stats/${name}?format=csv&site=${site}`,
      ]) {
        const { status, headers, body } = await get(`${path}&${query}`)
        expect(status).toBe(400)
        expect(headers.get('content-type')).toContain('application/json')
        expect(body.error.issues).toMatchObject([{ path: query.split('=')[0] }])
      }
    }
  })
})

it('an empty value of any parameter means the same as none', async () => {
  for (const name of Object.keys(REPORTS)) {
    const { parameters } = operationOf('GET', `/api/stats/${name}`)!
    const empty = parameters!
      .filter((one) => one.in === 'query' && !one.required)
      .map((one) => `&${one.name}=`)
    const dates = '&from=2026-11-01&to=2026-11-02'
    const path = `/api/stats/${name}?site=${site}`
    const plain = await get(path + dates)
    expect(plain.status).toBe(200)
    expect(await get(path + empty.filter((one) => !/from|to/.test(one)).join('') + dates)).toMatchObject({
      body: plain.body,
    })
    expect((await get(path + empty.join(''))).status, `${name} ${empty.join('')}`).toBe(200)
  }
})

describe('an unknown parameter', () => {
  const refused: [method: string, path: string, name: string, nearest: string | null][] = [
    ['GET', '/api/stats/sources?site={site}&filtr=source:is:x', 'filtr', 'filter'],
    ['GET', '/api/stats/sources?site={site}&sort_by=revenue', 'sort_by', 'sort'],
    ['GET', '/api/stats/sources?site={site}&Period=week', 'Period', 'period'],
    ['GET', '/api/stats/sources?site={site}&by=country', 'by', null],
    ['GET', '/api/stats/sources?site={site}&fbclid=1', 'fbclid', null],
    ['GET', '/api/stats/sessions/s1?site={site}&limits=1', 'limits', null],
    ['GET', '/api/stats?site={site}&report=general&reports=sources', 'reports', 'report'],
    ['GET', '/api/export/sources.csv?site={site}&form=2026-11-01', 'form', 'from'],
    ['GET', '/api/export/sources.xlsx?site={site}&modell=first', 'modell', 'model'],
    ['GET', '/api/sites?constructor=1', 'constructor', null],
    ['POST', '/api/costs?site={site}&previw=1', 'previw', 'preview'],
    ['DELETE', '/api/visitors/v1?site={site}&stie=x', 'stie', 'site'],
  ]
  it.each(refused)(
    'of %s %s is refused and named: %s, with the proposal %s',
    async (method, path, name, nearest) => {
      const { status, body } = await worker.api<ErrorBody>(method, path.replace('{site}', site))
      expect(status).toBe(400)
      expect(body.error).toMatchObject({ code: 'bad_request', issues: [{ path: name }] })
      expect(body.error.message).toMatch(new RegExp(`^${name}: unknown parameter`))
      if (nearest) expect(body.error.message).toContain(`did you mean ${nearest}?`)
      else expect(body.error.message).not.toContain('did you mean')
    },
  )

  it('of one of several reports fails only that report', async () => {
    const path = `/api/stats?site=${site}&report=general&report=${encodeURIComponent('geo?bye=city')}`
    const { status, body } = await worker.api<{ reports: object[] }>('GET', path)
    expect(status).toBe(200)
    expect(body.reports).toMatchObject([
      { report: 'general' },
      { status: 400, error: { message: 'bye: unknown parameter: did you mean by?' } },
    ])
  })

  it.each(['constructor', '__proto__', 'toString'])(
    '%s of one of several reports is one like any other',
    async (name) => {
      const path = `/api/stats?site=${site}&report=${encodeURIComponent(`general?${name}=1`)}`
      const { body } = await worker.api<{ reports: object[] }>('GET', path)
      expect(body.reports).toMatchObject([{ status: 400, error: { issues: [{ path: name }] } }])
    },
  )

  it('is reported only to a request whose token may read the report', async () => {
    const path = `/api/stats/sources?site=${site}&filtr=x`
    expect((await worker.api('GET', path, undefined, null)).status).toBe(401)
    const { body } = await worker.api<{ token: string }>('POST', '/api/tokens', { scope: 'ingest' })
    expect((await worker.api('GET', path, undefined, body.token)).status).toBe(403)
  })

  it('is ignored where a refusal would lose an order or an event', async () => {
    const order = { site, status: 'paid', value: 1, currency: 'UAH' }
    const put = await worker.api('PUT', `/api/orders/in-the-url?site=${site}&_=1700000000`, order)
    expect(put.status).toBe(200)
    const events = { site, events: [{ name: 'page_view', url: `https://${site}/` }] }
    expect((await worker.api('POST', `/api/events?site=${site}&hmac=x`, events)).status).toBe(202)
  })

  it('is not found in an empty query, or where a name is empty', async () => {
    expect((await get('/api/health?')).status).toBe(200)
    expect((await get(`/api/stats/sources?site=${site}&&=`)).status).toBe(200)
  })

  it.each([
    ['GET', '/api/health?_=1700000000', 200],
    ['GET', '/api/openapi.json?v=2', 200],
  ])('is ignored by the routes of monitors: %s %s', async (method, path, expected) => {
    expect((await worker.api(method, path)).status).toBe(expected)
  })
})

describe('what does not exist', () => {
  it.each(['nonsense.csv', 'constructor.csv', 'sources', 'sources.ods', '__proto__.xlsx'])(
    'is 404: the export %s',
    async (file) => {
      expect(await get(`/api/export/${file}?site=${site}`)).toMatchObject({
        status: 404,
        body: { error: { code: 'not_found' } },
      })
    },
  )

  it('is 404 for a site, a session and a path; a missing site parameter is 400', async () => {
    expect((await get('/api/stats/general?site=nobody.example')).status).toBe(404)
    expect((await get(`/api/stats/sessions/none?site=${site}`)).status).toBe(404)
    expect((await get('/api/nothing')).body).toMatchObject({ error: { code: 'not_found' } })
    expect(await get('/api/stats/general')).toMatchObject({
      status: 400,
      body: { error: { issues: [{ path: 'site' }] } },
    })
  })
})
