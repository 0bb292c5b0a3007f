import { describe, expect, it } from 'vitest'
import { DAY_MS, MINUTE_MS } from '../../wire/time.ts'
import { AS_ADMIN } from '../harness.ts'
import { apiEvent, newSite, post, type Report, report } from './fixtures.ts'
import { testWorker } from './testWorker.ts'

const worker = testWorker()

async function download(site: string, name: string, query = 'period=all') {
  const answer = await worker.fetch(`/api/export/${name}.csv?site=${site}&${query}`, {
    headers: AS_ADMIN,
  })
  expect(answer.status).toBe(200)
  const bytes = Buffer.from(await answer.arrayBuffer())
  return { headers: answer.headers, bytes, text: bytes.toString('utf8').replace(/^\uFEFF/, '') }
}

/** Parses CSV strictly by RFC 4180. Throws on anything else. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy
  let row: string[] = []
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex
    const found = cell.exec(text)
    if (!found) throw new Error(`not RFC 4180 at ${at}: ${JSON.stringify(text.slice(at, at + 60))}`)
    row.push(found[1]?.replaceAll('""', '"') ?? found[2]!)
    if (found[3] === ',') continue
    rows.push(row)
    row = []
  }
  expect(row).toEqual([])
  return rows
}

/** Every row of a report, page after page. */
async function everything(site: string, name: string, query = 'period=all'): Promise<Report['rows']> {
  const rows: Report['rows'] = []
  let cursor = ''
  do {
    const page = await report(worker, site, name, `${query}&limit=1000${cursor}`)
    rows.push(...page.rows)
    cursor = page.next ? `&cursor=${encodeURIComponent(page.next)}` : ''
  } while (cursor)
  return rows
}

/** The text of a JSON cell in CSV, before formulas are escaped. */
const asText = (cell: unknown) => (Array.isArray(cell) ? cell.join(' ') : String(cell ?? ''))
const isRisky = (text: string) => /^[=+\-@\t\r\n]|^(?:0\d+|\d{16,})$/.test(text)
const asCell = (cell: unknown) => {
  const text = asText(cell)
  return typeof cell === 'string' && isRisky(text) ? `'${text}` : text
}

function expectSame(csv: string, rows: Report['rows']) {
  const [header, ...cells] = parseCsv(csv)
  expect(header).toEqual(Object.keys(rows[0]!))
  expect(cells).toEqual(rows.map((row) => Object.values(row).map(asCell)))
}

const landing = (campaign: string, more = '') =>
  `https://shop.example/?utm_source=mail&utm_medium=email&utm_campaign=${encodeURIComponent(campaign)}${more}`

const AWKWARD = [
  'plain',
  'Зима, літо; 50 %',
  'say "hello"',
  'both "a", b',
  'two\nlines',
  'two\r\nlines',
  'back\\slash',
  "o'clock",
  '🙂 emoji',
  ' spaces ',
  '"',
  ',',
]
const FORMULAS = [
  '=cmd()',
  '+1',
  '-1',
  '@x',
  '\t=1+1',
  '\r=1+1',
  '=HYPERLINK("https://evil.example","x")',
  '-',
]

describe('an export', () => {
  it('is a UTF-8 file with the BOM that spreadsheets need, or without it on request', async () => {
    const site = await newSite(worker)
    await post(worker, site, [apiEvent({ url: landing('Зима') })])
    const marked = await download(site, 'campaigns')
    expect(marked.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(marked.headers.get('content-disposition')).toBe(`attachment; filename="${site}-campaigns.csv"`)
    expect(marked.headers.get('cache-control')).toBe('no-store')
    expect([...marked.bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const plain = await download(site, 'campaigns', 'period=all&bom=0')
    expect(plain.bytes).toEqual(marked.bytes.subarray(3))
    expect(plain.text).toContain('Зима,mail,email,1,')
  })

  it('without rows has only the header', async () => {
    const site = await newSite(worker)
    for (const name of ['sessions', 'sources', 'campaigns', 'content']) {
      const { columns } = await report(worker, site, name)
      expect((await download(site, name)).text).toBe(`${columns.map(({ key }) => key).join(',')}\r\n`)
    }
  })

  it('keeps every campaign name by quoting it as in RFC 4180', async () => {
    const site = await newSite(worker)
    const visits = AWKWARD.map((name, i) =>
      apiEvent({ visitor_id: `v${i}`, url: landing(name, `&utm_content=${encodeURIComponent(name)}`) }),
    )
    await post(worker, site, visits)
    for (const name of ['sessions', 'sources', 'campaigns', 'content'])
      expectSame((await download(site, name)).text, await everything(site, name))
    const campaigns = (await everything(site, 'campaigns')).map((row) => row.campaign)
    expect(campaigns).toEqual(
      expect.arrayContaining(['Зима, літо; 50 %', 'both "a", b', 'spaces', '🙂 emoji']),
    )
  })

  it('escapes texts that spreadsheets would read as formulas, and does not change numbers', async () => {
    const site = await newSite(worker)
    const visits = FORMULAS.map((text, i) =>
      apiEvent({
        visitor_id: `v${i}`,
        url: landing(text, `&utm_term=${encodeURIComponent(text)}`),
        city: text,
        region: text,
      }),
    )
    await post(worker, site, visits)
    for (const name of ['sessions', 'campaigns', 'content', 'terms'])
      expectSame((await download(site, name)).text, await everything(site, name))
    const cells = parseCsv((await download(site, 'campaigns')).text)
    expect(cells.find(([campaign]) => campaign === "'=cmd()")!.slice(1, 5)).toEqual([
      'mail',
      'email',
      '1',
      '1',
    ])
    expect((await everything(site, 'campaigns')).map((row) => row.campaign)).toContain('=cmd()')
  })

  it('escapes ids that spreadsheets would read as formulas, also with several lines', async () => {
    const site = await newSite(worker)
    const ids = [...FORMULAS, '=1\n+2', '@a\r\nb', '820982911946154508', '00'].map((text, i) => `${text}${i}`)
    const visits = ids.map((id) =>
      apiEvent({
        id: `${id}${site}`,
        visitor_id: id,
        session_id: id,
        name: 'purchase',
        transaction_id: id,
        value: 1,
        currency: 'UAH',
      }),
    )
    const { body } = await post(worker, site, visits)
    expect(body.dropped).toEqual([])
    const read = async (name: string): Promise<Record<string, string>[]> => {
      const [header, ...cells] = parseCsv((await download(site, name)).text)
      return cells.map((row) => Object.fromEntries(row.map((cell, i) => [header![i], cell])))
    }
    const risky: string[] = []
    for (const name of ['sessions', 'events', 'orders'])
      for (const row of await read(name))
        for (const [key, cell] of Object.entries(row))
          if (isRisky(cell)) risky.push(`${name} ${key} ${JSON.stringify(cell)}`)
    expect(risky).toEqual([])
    const plain = (cell: unknown) => String(cell).replace(/^'/, '')
    const seen = (await read('sessions')).map((row) => [plain(row.id), plain(row.visitor_id)])
    expect(seen).toEqual((await everything(site, 'sessions')).map((row) => [row.id, row.visitor_id]))
  })

  it('accepts the parameters of the report: filters, period, model, sort', async () => {
    const site = await newSite(worker)
    const at = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString()
    const buy = { name: 'purchase', value: 100, currency: 'UAH' }
    await post(worker, site, [
      apiEvent({ url: landing('first'), ts: at(9) }),
      apiEvent({ url: landing('second'), ts: at(5) }),
      apiEvent({ ...buy, transaction_id: 'T1', url: landing('third'), ts: at(1) }),
      apiEvent({ visitor_id: 'v2', url: landing('second'), ts: at(40) }),
    ])
    for (const query of [
      'period=all&model=linear&sort=-revenue',
      'period=week&model=first',
      `from=${at(6)}&to=${at(2)}`,
      'period=all&filter=campaign:is_not:second&sort=campaign',
    ])
      expectSame((await download(site, 'campaigns', query)).text, await everything(site, 'campaigns', query))
  })

  it('equals format=csv, and has all rows even with a small limit', async () => {
    const site = await newSite(worker)
    await post(
      worker,
      site,
      Array.from({ length: 30 }, (_, i) => apiEvent({ visitor_id: `v${i}`, url: landing(`c${i}`) })),
    )
    const path = `/api/stats/campaigns?site=${site}&format=csv&limit=5`
    const answer = await worker.fetch(path, { headers: AS_ADMIN })
    expect(await answer.text()).toBe((await download(site, 'campaigns', 'period=month')).text)
    expect(parseCsv((await download(site, 'campaigns', 'limit=5')).text)).toHaveLength(31)
  })

  it('of several pages of sessions is complete and in order, and equals the JSON', async () => {
    const site = await newSite(worker)
    const count = 2_600
    const newest = Date.now() - MINUTE_MS
    // Three sessions begin at each instant, so some pages end between sessions with the same start.
    const visits = Array.from({ length: count }, (_, i) =>
      apiEvent({
        visitor_id: `v${i}`,
        url: landing(`campaign ${i % 1_300}`),
        ts: new Date(newest - Math.floor(i / 3) * 7_000).toISOString(),
      }),
    )
    for (let at = 0; at < count; at += 50) {
      const { body } = await post(worker, site, visits.slice(at, at + 50))
      expect(body.accepted).toBe(50)
    }
    const query = `from=2020-01-01&to=${new Date().toISOString()}`
    const { text } = await download(site, 'sessions', query)
    const rows = await everything(site, 'sessions', query)
    expect(new Set(rows.map((row) => row.visitor_id)).size).toBe(count)
    const starts = rows.map((row) => String(row.started_at))
    expect(starts).toEqual(starts.toSorted().reverse())
    expectSame(text, rows)
    expectSame((await download(site, 'campaigns', query)).text, await everything(site, 'campaigns', query))
  })
})
