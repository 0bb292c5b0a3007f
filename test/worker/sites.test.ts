import { describe, expect, it } from 'vitest'
import {
  apiEvent,
  type ErrorBody,
  GOOGLEBOT,
  newSite,
  post,
  report,
  send,
  unique,
  wireEvent,
} from './fixtures.ts'
import { testWorker } from './testWorker.ts'

const worker = testWorker()

const create = (body: unknown) => worker.api<ErrorBody & Record<string, unknown>>('POST', '/api/sites', body)
const patch = (site: string, body: unknown) =>
  worker.api<ErrorBody & Record<string, unknown>>('PATCH', `/api/sites/${site}`, body)
const read = async (site: string) => {
  const { body } = await worker.api<{ sites: Record<string, unknown>[] }>('GET', '/api/sites')
  return body.sites.find((one) => one.site === site)
}
const pathsOf = ({ error }: ErrorBody) => error.issues?.map(({ path }) => path)

const SETTINGS = {
  name: 'Крамниця',
  timezone: 'Europe/Warsaw',
  currency: 'PLN',
  hosts: ['shop.example', 'sklep.example', '*'],
  ignored_referrers: ['pay.example'],
  excluded_ips: ['203.0.113.7', '10.0.0.0/8', '2001:db8::1', '2001:db8::/32'],
  points: { purchase: 7, my_event: -3 },
  keep_params: ['affiliate'],
  retention_days: 90,
  revenue_counts: 'confirmed',
  exclude_data_centres: true,
  rows_per_day: 50_000,
  identify: 'open',
}

const BAD: [what: string, settings: Record<string, unknown>, path: string][] = [
  ['an empty name', { name: ' ' }, 'name'],
  ['a name that is not text', { name: 7 }, 'name'],
  ['an unknown time zone', { timezone: 'Mars/Olympus' }, 'timezone'],
  ['an unknown currency', { currency: 'ZZZ' }, 'currency'],
  ['no hosts', { hosts: [] }, 'hosts'],
  ['hosts that are not a list', { hosts: 'shop.example' }, 'hosts'],
  ['a host with a path', { hosts: ['shop.example', 'https://shop.example/'] }, 'hosts.1'],
  ['an ignored referrer that is not a domain', { ignored_referrers: ['b@d'] }, 'ignored_referrers.0'],
  ['an invalid address', { excluded_ips: ['10.0.0.1', '300.1.1.1'] }, 'excluded_ips.1'],
  ['an invalid address range', { excluded_ips: ['10.0.0.0/33'] }, 'excluded_ips.0'],
  ['points for an invalid event name', { points: { 'Add To Cart': 1 } }, 'points.Add To Cart'],
  ['points that are not a whole number', { points: { add_to_cart: 1.5 } }, 'points.add_to_cart'],
  ['an unknown kind of identify', { identify: 'no' }, 'identify'],
  ['an unknown kind of revenue', { revenue_counts: 'paid' }, 'revenue_counts'],
  ['a budget of fewer rows than a site needs', { rows_per_day: 999 }, 'rows_per_day'],
  ['data centres that are no yes or no', { exclude_data_centres: 1 }, 'exclude_data_centres'],
  ['a parameter with its value', { keep_params: ['affiliate', 'page=2'] }, 'keep_params.1'],
  ['the parameter with a visitor’s id', { keep_params: ['_utmd'] }, 'keep_params.0'],
  ['a retention of zero days', { retention_days: 0 }, 'retention_days'],
  ['a retention of half a day', { retention_days: 0.5 }, 'retention_days'],
  ['a retention that is too long', { retention_days: 100_000 }, 'retention_days'],
]

describe('a site', () => {
  it('is created with the given settings, and with defaults for the others', async () => {
    const [full, bare] = [`${unique('full')}.example`, `${unique('bare')}.example`]
    const made = await create({ site: full, ...SETTINGS })
    expect(made.status).toBe(201)
    expect(made.body).toEqual({ site: full, ...SETTINGS })
    expect(await read(full)).toEqual(made.body)
    const plain = await create({ site: ` ${bare.toUpperCase()} ` })
    expect(plain.status).toBe(201)
    expect(plain.body).toMatchObject({ site: bare, name: bare, hosts: [bare], timezone: 'UTC' })
    expect(await read(bare)).toEqual(plain.body)
  })

  it('cannot be created twice', async () => {
    const site = await newSite(worker, { name: 'First' })
    const { status, body } = await create({ site: site.toUpperCase(), name: 'Second' })
    expect([status, body.error.code]).toEqual([409, 'conflict'])
    expect(await read(site)).toMatchObject({ name: 'First' })
  })

  it.each([
    [{}],
    [{ site: '' }],
    [{ site: 'not a domain' }],
    [{ site: 'https://shop.example' }],
    [{ site: 7 }],
  ])('is not created from %j', async (body) => {
    const answer = await create(body)
    expect(answer.status).toBe(400)
    expect(pathsOf(answer.body)).toEqual(['site'])
  })

  it.each(BAD)(
    'is neither created nor changed with %s; the answer names the setting',
    async (_, settings, path) => {
      const made = await create({ site: `${unique('bad')}.example`, ...settings })
      const site = await newSite(worker)
      const before = await read(site)
      for (const answer of [made, await patch(site, { name: 'Changed', ...settings })]) {
        expect([answer.status, answer.body.error.code]).toEqual([400, 'bad_request'])
        expect(pathsOf(answer.body)).toEqual([path])
        expect(answer.body.error.message.startsWith(`${path}: `)).toBe(true)
      }
      expect(await read(site)).toEqual(before)
    },
  )

  it('reports every bad setting at once, and unknown settings', async () => {
    const site = await newSite(worker)
    const many = await patch(site, { timezone: 'Mars', currency: 'ZZZ', hosts: [] })
    expect(pathsOf(many.body)?.sort()).toEqual(['currency', 'hosts', 'timezone'])
    for (const unknown of [{ colour: 'red' }, { site: 'other.example' }, { id: 1 }, { created_ms: 1 }]) {
      const { status, body } = await patch(site, unknown)
      expect(status).toBe(400)
      expect(JSON.stringify(body.error)).toContain(Object.keys(unknown)[0])
    }
    expect((await patch(site, [])).status).toBe(400)
  })

  it.each(Object.entries(SETTINGS))('changes its %s, and nothing else', async (key, value) => {
    const site = await newSite(worker)
    const before = await read(site)
    const { status, body } = await patch(site, { [key]: value })
    expect(status).toBe(200)
    expect(body).toEqual({ ...before, [key]: value })
    expect(await read(site)).toEqual(body)
  })

  it('applies a changed setting at once', async () => {
    const site = await newSite(worker)
    expect((await send(worker, site, [wireEvent()])).body.accepted).toBe(1)
    await patch(site, { hosts: ['elsewhere.example'], points: { page_view: 50 } })
    expect((await send(worker, site, [wireEvent()])).body.dropped).toMatchObject([{ reason: 'origin' }])
    await post(worker, site, [apiEvent({ visitor_id: 'late' })])
    const { rows } = await report(worker, site, 'sessions', 'period=all')
    expect(rows.find((row) => row.visitor_id === 'late')).toMatchObject({ points: 50 })
  })

  it('keeps its currency once it has an amount', async () => {
    const site = await newSite(worker)
    await post(worker, site, [
      apiEvent({ name: 'purchase', transaction_id: 'T1', value: 100, currency: 'UAH' }),
    ])
    const { status } = await patch(site, { currency: 'JPY' })
    const { rows, currency } = await report(worker, site, 'general')
    expect([status, currency, rows[0]!.revenue]).toEqual([409, 'UAH', 100])
  })

  it('that does not exist cannot be changed or deleted', async () => {
    expect((await patch('nobody.example', { name: 'x' })).status).toBe(404)
    expect((await worker.api('DELETE', '/api/sites/nobody.example')).status).toBe(404)
  })
})

describe('deleting a site', () => {
  /** How many rows of each table belong to a site. */
  async function rowsOf(id: number): Promise<Record<string, number>> {
    const { results } = await worker.db
      .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%site_id%'`)
      .all<{ name: string }>()
    const counts: Record<string, number> = {}
    for (const { name } of results) {
      const sql = `SELECT count(*) AS n FROM "${name}" WHERE site_id = ?`
      counts[name] = (await worker.db.prepare(sql).bind(id).first<number>('n'))!
    }
    return counts
  }
  const idOf = async (site: string) =>
    (await worker.db.prepare('SELECT id FROM sites WHERE site = ?').bind(site).first<number>('id'))!

  async function fill(site: string) {
    await post(worker, site, [
      apiEvent({ user_id: 'u1' }),
      apiEvent({ name: 'purchase', transaction_id: 'T1', value: 1, currency: 'UAH' }),
      apiEvent({ user_agent: GOOGLEBOT }),
    ])
    const { body } = await worker.api<{ token: string }>('POST', '/api/tokens', { scope: 'read', site })
    return body.token
  }

  it('removes its sessions, orders, drops and tokens, and nothing of other sites', async () => {
    const [site, other] = [await newSite(worker), await newSite(worker)]
    const [token, otherToken] = [await fill(site), await fill(other)]
    const [id, otherId] = [await idOf(site), await idOf(other)]
    const before = await rowsOf(otherId)
    expect(await rowsOf(id)).toMatchObject({ sessions: 1, orders: 1, drops: 1 })
    expect((await worker.api('DELETE', `/api/sites/${site}`)).status).toBe(204)
    expect(Object.values(await rowsOf(id)).filter(Boolean)).toEqual([])
    expect(await read(site)).toBeUndefined()
    const ask = (at: string, by: string) => worker.api('GET', `/api/stats/general?site=${at}`, undefined, by)
    expect((await ask(site, token)).status).toBe(401)
    expect((await post(worker, site, [apiEvent()])).body.dropped).toMatchObject([{ reason: 'unknown_site' }])
    expect((await ask(other, otherToken)).status).toBe(200)
    expect(await rowsOf(otherId)).toEqual(before)
  })

  it('leaves nothing for a new site of the same name', async () => {
    const site = await newSite(worker)
    await fill(site)
    await worker.api('DELETE', `/api/sites/${site}`)
    expect((await create({ site, hosts: ['shop.example'] })).status).toBe(201)
    expect((await report(worker, site, 'general', 'period=all')).rows[0]).toMatchObject({
      sessions: 0,
      orders: 0,
    })
    expect((await report(worker, site, 'drops', 'period=all')).rows).toEqual([])
  })

  it('never gives its id to a new site, because other isolates still cache it and write with it', async () => {
    const site = await newSite(worker)
    const id = await idOf(site)
    await worker.api('DELETE', `/api/sites/${site}`)
    expect(await idOf(await newSite(worker))).not.toBe(id)
  })
})
