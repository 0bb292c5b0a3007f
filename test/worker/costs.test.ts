/** Costs through HTTP: loaded, loaded again, replaced, refused, and set against what the ads brought. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ADMIN_TOKEN, startWorker, type TestWorker } from '../harness.ts'
import { apiEvent, type ErrorBody, newSite, post, type Report, report } from './fixtures.ts'

let worker: TestWorker
beforeAll(async () => {
  worker = await startWorker()
})
afterAll(() => worker.close())

interface Loaded extends ErrorBody {
  format: string
  period: { from: string; to: string }
  lines: number
  totals: number[]
  spend: { currency: string; spend: number }[]
  rows: number
  written: number
  removed: number
}

async function load(site: string, body: unknown, { query = '', token = ADMIN_TOKEN, type = '' } = {}) {
  const isText = typeof body === 'string' || body instanceof Uint8Array
  const answer = await worker.fetch(`/api/costs?site=${site}${query}`, {
    method: 'POST',
    headers: {
      'content-type': type || (isText ? 'text/csv' : 'application/json'),
      authorization: `Bearer ${token}`,
    },
    body: isText ? (body as string | Uint8Array<ArrayBuffer>) : JSON.stringify(body),
  })
  return { status: answer.status, body: (await answer.json()) as Loaded }
}

async function loaded(site: string, body: unknown, options = {}): Promise<Loaded> {
  const answer = await load(site, body, options)
  expect(answer).toMatchObject({ status: 200 })
  return answer.body
}

/** All costs of a site as `day platform/source campaign/content minor currency`. */
async function stored(site: string): Promise<string[]> {
  const { results } = await worker.db
    .prepare(
      'SELECT c.* FROM costs c JOIN sites s ON s.id = c.site_id WHERE s.site = ? ORDER BY day, campaign, content',
    )
    .bind(site)
    .all()
  return results.map(
    (row) =>
      `${row.day} ${row.platform}/${row.source} ${row.campaign}/${row.content} ${row.spend_minor} ${row.currency}`,
  )
}

/** Noon of a day in Kyiv. */
const at = (day: string) => `${day}T10:00:00Z`
let visitors = 0
const url = (query: string) => `https://shop.example/?${query}`

/** Visits by a link on a day, of which the first buys for each value. */
async function visits(site: string, day: string, query: string, count: number, values: number[] = []) {
  const events = Array.from({ length: count }, (_, i) => {
    const who = { visitor_id: `visitor ${++visitors}`, ts: at(day) }
    const view = apiEvent({ ...who, url: url(query) })
    const value = values[i]
    if (value === undefined) return [view]
    const sale = { name: 'purchase', transaction_id: `T${visitors}`, value, currency: 'UAH' }
    return [view, apiEvent({ ...who, ...sale })]
  }).flat()
  const { body } = await post(worker, site, events)
  expect(body.dropped).toEqual([])
}

const row = ({ rows }: Report, names: Record<string, unknown>) =>
  rows.find((one) => Object.entries(names).every(([key, value]) => one[key] === value))

const META = `Campaign name,Campaign ID,Day,Amount spent (UAH),Link clicks,Impressions
,,,1000.5,100,10000
Winter Sale,120210000000000001,2026-11-20,600.25,60,6000
Winter Sale,120210000000000001,2026-11-21,300.25,30,3000
Nobody came,120210000000000002,2026-11-21,100,10,1000`

describe('loading costs', () => {
  it('tells what was read, and changes nothing when the same is loaded again', async () => {
    const site = await newSite(worker)
    expect(await loaded(site, META)).toEqual({
      site,
      format: 'meta',
      period: { from: '2026-11-20', to: '2026-11-21' },
      lines: 3,
      totals: [2],
      spend: [{ currency: 'UAH', spend: 1000.5 }],
      rows: 3,
      written: 3,
      removed: 0,
    })
    const before = await stored(site)
    expect(before).toEqual([
      '2026-11-20 meta/ Winter Sale/ 60025 UAH',
      '2026-11-21 meta/ Nobody came/ 10000 UAH',
      '2026-11-21 meta/ Winter Sale/ 30025 UAH',
    ])
    expect(await loaded(site, META)).toMatchObject({ rows: 3, written: 0, removed: 0 })
    expect(await stored(site)).toEqual(before)
  })

  it('replaces what it speaks of and leaves the rest', async () => {
    const site = await newSite(worker)
    const cost = { date: '2026-11-20', source: 'facebook', campaign: 'Winter', spend: 10, currency: 'UAH' }
    await loaded(site, [cost, { ...cost, date: '2026-11-21' }, { ...cost, source: 'tiktok' }])
    expect(await loaded(site, [{ ...cost, spend: 12.5 }])).toMatchObject({ written: 1, removed: 0 })
    expect(await stored(site)).toEqual([
      '2026-11-20 meta/facebook Winter/ 1250 UAH',
      '2026-11-20 tiktok/tiktok Winter/ 1000 UAH',
      '2026-11-21 meta/facebook Winter/ 1000 UAH',
    ])
    const ads = ['Video', 'Photo'].map((content) => ({ ...cost, content, spend: 6 }))
    expect(await loaded(site, { costs: ads })).toMatchObject({ written: 2, removed: 1 })
    expect(await stored(site)).toMatchObject([
      '2026-11-20 tiktok/tiktok Winter/ 1000 UAH',
      '2026-11-20 meta/facebook Winter/Photo 600 UAH',
      '2026-11-20 meta/facebook Winter/Video 600 UAH',
      '2026-11-21 meta/facebook Winter/ 1000 UAH',
    ])
  })

  it('takes a Google Ads report in UTF-16, and text in the charset that the sender names', async () => {
    const site = await newSite(worker)
    const google = 'Campaign report\n\nDay\tCampaign\tCurrency code\tCost\n2026-11-20\tПошук\tUAH\t1,250.50\n'
    expect(await loaded(site, new Uint8Array(Buffer.from(`\uFEFF${google}`, 'utf16le')))).toMatchObject({
      format: 'google',
      spend: [{ currency: 'UAH', spend: 1250.5 }],
    })
    const cyrillic = Uint8Array.from(
      'Название кампании,День,Сумма затрат (UAH)\nЗима,2026-11-20,5\n',
      (char) => {
        const code = char.charCodeAt(0)
        return code < 128 ? code : code - 0x350
      },
    )
    expect(await loaded(site, cyrillic, { type: 'text/csv; charset=windows-1251' })).toMatchObject({
      format: 'meta',
    })
    expect(await stored(site)).toEqual([
      '2026-11-20 meta/ Зима/ 500 UAH',
      '2026-11-20 google/google Пошук/ 125050 UAH',
    ])
    const { status, body } = await load(site, cyrillic)
    expect(status).toBe(400)
    expect(body.error.message).toMatch(/^body: line 1, character 1: is not UTF-8: send UTF-8 or UTF-16/)
  })

  it('knows the months by their names', async () => {
    const site = await newSite(worker)
    const file = 'День,Кампанія,Код валюти,Вартість\n22 листопада 2026 р.,Пошук,UAH,"1 250,50"\n'
    await loaded(site, file)
    expect(await stored(site)).toEqual(['2026-11-22 google/google Пошук/ 125050 UAH'])
  })

  it('takes the currency from the parameter where the file has none', async () => {
    const site = await newSite(worker)
    const file = 'Campaign,Day,Cost\nSearch,2026-11-20,5'
    expect((await load(site, file)).body.error.message).toMatch(/^line 2, currency: is needed: as a column/)
    expect((await load(site, file, { query: '&currency=hryvnia' })).body.error.message).toMatch(
      /^currency: must be/,
    )
    expect(await loaded(site, file, { query: '&currency=usd' })).toMatchObject({
      spend: [{ currency: 'USD' }],
    })
  })

  it('loads nothing of a file that has anything wrong, and says what by line and column', async () => {
    const site = await newSite(worker)
    const before = await stored(site)
    const { status, body } = await load(
      site,
      'Campaign name,Day,Amount spent (USD),Currency\nGood,2026-11-20,1,USD\nBad,2026-11-20,-1,USD\nMixed,20.11.2026,1,EUR\nHalf,2026',
    )
    expect(status).toBe(400)
    expect(body.error).toEqual({
      code: 'bad_request',
      message: 'line 3, Amount spent (USD): must not be negative (and 2 more; nothing was loaded)',
      issues: [
        {
          path: 'spend',
          line: 3,
          column: 'Amount spent (USD)',
          message: 'line 3, Amount spent (USD): must not be negative',
        },
        {
          path: 'currency',
          line: 4,
          column: 'Currency',
          message: 'line 4, Currency: is EUR, but the heading says Amount spent (USD)',
        },
        { path: 'line', line: 5, message: 'line 5: has 2 of the heading’s 4 cells: it is cut off' },
      ],
    })
    expect(await stored(site)).toEqual(before)
  })

  it.each([
    ['headings of something else', 'sku,stock\nA1,5', /^body: has no heading that is known.*docs\/costs\.md/],
    ['a file without costs', 'Campaign name,Day,Amount spent (USD)\n', /^costs: is empty/],
    ['JSON that is none', { type: 'application/json', text: '[{' }, /^body: is not JSON/],
    ['JSON that is no list', {}, /^costs: must be a list/],
    ['a form', { type: 'multipart/form-data; boundary=x', text: META }, /^body: must be the file itself/],
    ['a row that is no object', [5], /^line 1: must be an object/],
    [
      'JSON without a source',
      [{ date: '2026-11-20', campaign: 'C', spend: 1, currency: 'UAH' }],
      /^line 1, source: is needed/,
    ],
    [
      'JSON with a negative amount',
      [{ date: '2026-11-20', source: 'bing', campaign: 'C', spend: -1, currency: 'UAH' }],
      /^line 1, spend: must not be negative/,
    ],
  ])('answers 400 to %s', async (_, sent, expected) => {
    const site = await newSite(worker)
    const raw = sent as { type?: string; text?: string }
    const { status, body } = raw.text
      ? await load(site, raw.text, { type: raw.type! })
      : await load(site, sent)
    expect(status).toBe(400)
    expect(body.error.message).toMatch(expected)
    expect(body.error.issues).not.toHaveLength(0)
  })

  it('is for admins, of sites that exist, within bounds', async () => {
    const site = await newSite(worker)
    const { body: token } = await worker.api<{ token: string }>('POST', '/api/tokens', { scope: 'read' })
    expect((await load(site, META, { token: token.token })).status).toBe(403)
    expect((await load('nowhere.example', META)).status).toBe(404)
    const many = `Campaign name,Day,Amount spent (USD)\n${'C,2026-11-20,1\n'.repeat(20_001)}`
    expect((await load(site, many)).status).toBe(413)
    expect((await load(site, `${META}\n${' '.repeat(5 * 1_048_576)}`)).status).toBe(413)
  })

  it('is forgotten with its site', async () => {
    const site = await newSite(worker)
    await loaded(site, META)
    await worker.api('DELETE', `/api/sites/${site}`)
    const count = await worker.db
      .prepare(`SELECT count(*) AS n FROM costs WHERE site_id NOT IN (SELECT id FROM sites)`)
      .first()
    expect(count).toEqual({ n: 0 })
  })
})

describe('roi', () => {
  const NOVEMBER = 'from=2026-11-01&to=2026-11-23'
  let site: string
  beforeAll(async () => {
    site = await newSite(worker, { retention_days: 3650 })
    // By name in other letters, by another of Meta's sources, and by id.
    await visits(
      site,
      '2026-11-20',
      'utm_source=fb&utm_medium=cpc&utm_campaign=winter+sale&utm_content=Video',
      4,
      [1000],
    )
    await visits(
      site,
      '2026-11-20',
      'utm_source=ig&utm_medium=paid&utm_campaign=Winter%20Sale&utm_content=77',
      3,
      [500.5],
    )
    await visits(
      site,
      '2026-11-21',
      'utm_source=meta&utm_medium=cpc&utm_campaign=120210000000000001',
      3,
      [250, 250.5],
    )
    // The same name by mail is another matter.
    await visits(
      site,
      '2026-11-21',
      'utm_source=newsletter&utm_medium=email&utm_campaign=Winter+Sale',
      2,
      [100],
    )
    await visits(site, '2026-11-21', 'utm_source=google&utm_medium=cpc&utm_campaign=Search', 5, [300])
    await visits(site, '2026-11-21', 'gclid=abc', 2, [40])
    const organic = { visitor_id: 'organic', ts: at('2026-11-21'), referrer: 'https://www.google.com/' }
    await post(worker, site, [apiEvent(organic)])
    await loaded(site, META)
  })

  it('by campaign sets spend against sessions by name or id, to the cent, and hides neither side', async () => {
    const answer = await report(worker, site, 'roi', NOVEMBER)
    expect(answer.rows.map(({ campaign, source, matched }) => [campaign, source, matched])).toEqual([
      ['Winter Sale', 'meta', 'both'],
      ['Nobody came', 'meta', 'costs only'],
      ['Search', 'google', 'sessions only'],
      ['Winter Sale', 'newsletter', 'sessions only'],
      ['(not set)', 'google', 'sessions only'],
    ])
    // 1000 + 500.50 + 250 + 250.50 for 600.25 + 300.25, in 4 orders.
    expect(answer.rows[0]).toEqual({
      campaign: 'Winter Sale',
      source: 'meta',
      sources: ['facebook', 'instagram'],
      matched: 'both',
      clicks: 90,
      impressions: 9000,
      sessions: 10,
      conversions: 4,
      orders: 4,
      revenue: 2001,
      ad_spend: 900.5,
      ad_spend_unconverted: null,
      profit: 1100.5,
      roi: 122.2099,
      roas: 2.2221,
      cost_per_conversion: 225.13,
    })
    expect(answer.rows[1]).toMatchObject({
      sessions: 0,
      revenue: 0,
      ad_spend: 100,
      profit: -100,
      roi: -100,
      roas: 0,
      cost_per_conversion: null,
    })
    expect(answer.rows[2]).toMatchObject({ revenue: 300, ad_spend: 0, profit: 300, roi: null, roas: null })
    expect(answer.total).toMatchObject({
      sessions: 20,
      orders: 7,
      revenue: 2441,
      ad_spend: 1000.5,
      profit: 1440.5,
      roi: 143.978,
      cost_per_conversion: 142.93,
    })
    const sum = (key: string) => answer.rows.reduce((all, one) => all + Number(one[key]), 0)
    for (const key of ['sessions', 'orders', 'revenue', 'ad_spend'])
      expect(sum(key)).toBeCloseTo(answer.total[key]!, 9)
  })

  it('by source keeps what no ad can have brought apart', async () => {
    const answer = await report(worker, site, 'roi', `${NOVEMBER}&by=source`)
    expect(answer.rows).toMatchObject([
      {
        source: 'meta',
        paid: true,
        sources: ['facebook', 'instagram'],
        ad_spend: 1000.5,
        revenue: 2001,
        roi: 100,
      },
      { source: 'google', paid: true, ad_spend: 0, revenue: 340, sessions: 7 },
      { source: 'newsletter', paid: false, revenue: 100 },
      { source: 'google', paid: false, revenue: 0, sessions: 1 },
    ])
  })

  it('finds a campaign by utm_id where the link names none', async () => {
    const own = await newSite(worker, { retention_days: 3650 })
    await visits(own, '2026-11-20', 'utm_source=anything&utm_medium=cpc&utm_id=120210000000000002', 1, [70])
    await loaded(own, META)
    expect(row(await report(worker, own, 'roi', NOVEMBER), { campaign: 'Nobody came' })).toMatchObject({
      matched: 'both',
      sources: ['anything'],
      revenue: 70,
      ad_spend: 100,
    })
  })

  it('by content sets ads against their names and ids', async () => {
    const own = await newSite(worker, { retention_days: 3650 })
    await visits(
      own,
      '2026-11-20',
      'utm_source=fb&utm_medium=cpc&utm_campaign=Winter&utm_content=video',
      2,
      [100],
    )
    await visits(
      own,
      '2026-11-20',
      'utm_source=fb&utm_medium=cpc&utm_campaign=Winter&utm_content=77',
      1,
      [50],
    )
    await loaded(
      own,
      `Campaign name,Ad name,Ad ID,Day,Amount spent (UAH)
Winter,Video,76,2026-11-20,10
Winter,Photo,77,2026-11-20,20
Winter,Story,78,2026-11-20,5`,
    )
    const answer = await report(worker, own, 'roi', `${NOVEMBER}&by=content&sort=content`)
    expect(answer.rows).toMatchObject([
      { content: 'Photo', campaign: 'Winter', revenue: 50, ad_spend: 20, roi: 150, matched: 'both' },
      { content: 'Story', revenue: 0, ad_spend: 5, roi: -100, matched: 'costs only' },
      { content: 'Video', revenue: 100, ad_spend: 10, roi: 900, roas: 10, matched: 'both' },
    ])
  })

  it('in total is one row, of the imported costs or of what the caller says was spent', async () => {
    const imported = await report(worker, site, 'roi', `${NOVEMBER}&by=total`)
    expect(imported.rows).toMatchObject([{ revenue: 2441, ad_spend: 1000.5, matched: 'both' }])
    const stated = await report(worker, site, 'roi', `${NOVEMBER}&ad_spend=2000`)
    expect(stated.rows).toMatchObject([
      { revenue: 2441, ad_spend: 2000, profit: 441, roi: 22.05, roas: 1.2205 },
    ])
    const both = await report(worker, site, 'roi', `${NOVEMBER}&by=campaign&ad_spend=2000`)
    expect(both.total).toMatchObject({ ad_spend: 2000, profit: 441 })
    expect(both.rows[0]).toMatchObject({ ad_spend: 900.5 })
  })

  it('counts the costs of the days that begin in the period, of the site’s time zone', async () => {
    const spend = async (query: string) =>
      (await report(worker, site, 'roi', `${query}&by=total`)).total.ad_spend
    expect(await spend('from=2026-11-20&to=2026-11-21')).toBe(600.25)
    expect(await spend('from=2026-11-21&to=2026-11-22')).toBe(400.25)
    expect(await spend('from=2026-11-20T22:00:00Z&to=2026-11-20T23:00:00Z')).toBe(400.25)
    expect(await spend('from=2026-11-20T21:59:00Z&to=2026-11-20T22:00:00Z')).toBe(0)
    expect(await spend('from=2026-11-20T22:01:00Z&to=2026-11-21T21:00:00Z')).toBe(0)
    expect(await spend('from=2026-11-20&to=2026-11-21&tz=America/New_York')).toBe(600.25)
  })

  it('of all time begins with the first costs', async () => {
    const old = await newSite(worker)
    await loaded(old, [{ date: '2026-01-05', source: 'bing', campaign: 'C', spend: 7, currency: 'UAH' }])
    const { period, total } = await report(worker, old, 'roi', 'period=all')
    expect(period.from).toBe('2026-01-04T22:00:00.000Z')
    expect(total).toMatchObject({ ad_spend: 7, sessions: 0 })
    const empty = await report(worker, await newSite(worker), 'roi', 'period=all')
    expect(empty).toMatchObject({ rows: [], total: { ad_spend: 0, revenue: 0, roi: null } })
  })

  it('filters what costs know, and says nothing of spend by what they do not', async () => {
    const campaign = await report(worker, site, 'roi', `${NOVEMBER}&filter=campaign:contains:Winter`)
    expect(campaign.total).toMatchObject({ ad_spend: 900.5, revenue: 600.5 })
    const source = await report(worker, site, 'roi', `${NOVEMBER}&filter=source:is:google`)
    expect(source.total).toMatchObject({ ad_spend: 0, revenue: 340 })
    const device = await report(worker, site, 'roi', `${NOVEMBER}&filter=device:is:desktop`)
    expect(device.total).toMatchObject({ revenue: 2441, ad_spend: null, profit: null, roi: null })
    expect(device.rows).toHaveLength(4)
    expect(device.rows[0]).toMatchObject({ campaign: 'Winter Sale', revenue: 2001, ad_spend: null })
  })

  it('converts by the rate of each day, and shows apart what has none', async () => {
    const own = await newSite(worker, { retention_days: 3650 })
    await visits(own, '2026-11-20', 'utm_source=tiktok&utm_medium=cpc&utm_campaign=Winter', 1, [1000])
    const cost = { source: 'tiktok', campaign: 'Winter', spend: 10.01 }
    await loaded(own, [
      { ...cost, date: '2026-11-18', currency: 'USD' },
      { ...cost, date: '2026-11-20', currency: 'USD' },
      { ...cost, date: '2026-11-21', currency: 'USD' },
      { ...cost, date: '2026-11-20', campaign: 'Spring', currency: 'EUR' },
    ])
    const rates = [
      { currency: 'USD', date: '2026-11-19', rate: 40 },
      { currency: 'USD', date: '2026-11-21', rate: 41.5 },
    ]
    await worker.api('PUT', `/api/rates?site=${own}`, { rates })
    const answer = (await report(worker, own, 'roi', NOVEMBER)) as Report & { unconverted_costs: unknown }
    // 10.01 × 40 + 10.01 × 41.5, each to the cent
    expect(row(answer, { campaign: 'Winter' })).toMatchObject({
      ad_spend: 815.82,
      ad_spend_unconverted: '10.01 USD',
      profit: 184.18,
    })
    expect(row(answer, { campaign: 'Spring' })).toMatchObject({
      ad_spend: 0,
      ad_spend_unconverted: '10.01 EUR',
      roi: null,
    })
    expect(answer.unconverted_costs).toEqual([
      { currency: 'EUR', ad_spend: 10.01 },
      { currency: 'USD', ad_spend: 10.01 },
    ])
    expect(answer.total).toMatchObject({ ad_spend: 815.82, ad_spend_unconverted: '10.01 EUR, 10.01 USD' })
  })

  it('is sorted, paged and exported like any report', async () => {
    const sorted = await report(worker, site, 'roi', `${NOVEMBER}&sort=roi`)
    expect(sorted.rows.map(({ roi }) => roi)).toEqual([-100, 122.2099, null, null, null])
    const first = await report(worker, site, 'roi', `${NOVEMBER}&limit=2`)
    const second = await report(worker, site, 'roi', `${NOVEMBER}&limit=3&cursor=${first.next}`)
    expect([...first.rows, ...second.rows]).toEqual((await report(worker, site, 'roi', NOVEMBER)).rows)
    expect(second.next).toBeNull()
    const file = await worker.fetch(`/api/export/roi.csv?site=${site}&${NOVEMBER}&bom=0`, {
      headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
    })
    const [heading, line] = (await file.text()).split('\r\n')
    expect(heading).toBe(sorted.columns.map(({ key }) => key).join(','))
    expect(line).toBe(
      'Winter Sale,meta,facebook instagram,both,90,9000,10,4,4,2001,900.5,,1100.5,122.2099,2.2221,225.13',
    )
  })

  it.each([
    ['by=weather', 'by', /must be one of campaign, source, content, total/],
    ['ad_spend=-5', 'ad_spend', /must be an amount/],
    ['ad_spend=much', 'ad_spend', /must be an amount/],
    ['sort=weather', 'sort', /must be one of campaign, source, sources, matched/],
    ['cursor=eyJ4Ijo1fQ', 'cursor', /must be the next/],
    ['model=best', 'model', /must be one of/],
  ])('answers 400 to %s', async (query, parameter, message) => {
    const { status, body } = await worker.api<ErrorBody>('GET', `/api/stats/roi?site=${site}&${query}`)
    expect(status).toBe(400)
    expect(body.error.issues).toEqual([{ path: parameter, message: expect.stringMatching(message) }])
  })
})
