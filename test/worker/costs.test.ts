/** Loading costs over HTTP: first loads, repeated loads, replacement and errors. */
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { load, loaded, META } from './costs.ts'
import { newSite } from './fixtures.ts'
import { testWorker } from './testWorker.ts'

const worker = testWorker()

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

describe('loading costs', () => {
  it('reports the rows that were read, and changes nothing if the same file is loaded again', async () => {
    const site = await newSite(worker)
    expect(await loaded(worker, site, META)).toEqual({
      site,
      format: 'meta',
      period: { from: '2026-11-20', to: '2026-11-21' },
      lines: 3,
      totals: [2],
      spread: null,
      spend: [{ currency: 'UAH', spend: 1000.5, converted: 1000.5 }],
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
    expect(await loaded(worker, site, META)).toMatchObject({ rows: 3, written: 0, removed: 0 })
    expect(await stored(site)).toEqual(before)
  })

  it('replaces the costs that are in the file and keeps all others', async () => {
    const site = await newSite(worker)
    const cost = { date: '2026-11-20', source: 'facebook', campaign: 'Winter', spend: 10, currency: 'UAH' }
    await loaded(worker, site, [cost, { ...cost, date: '2026-11-21' }, { ...cost, source: 'tiktok' }])
    expect(await loaded(worker, site, [{ ...cost, spend: 12.5 }])).toMatchObject({ written: 1, removed: 0 })
    expect(await stored(site)).toEqual([
      '2026-11-20 meta/facebook Winter/ 1250 UAH',
      '2026-11-20 tiktok/tiktok Winter/ 1000 UAH',
      '2026-11-21 meta/facebook Winter/ 1000 UAH',
    ])
    const ads = ['Video', 'Photo'].map((content) => ({ ...cost, content, spend: 6 }))
    expect(await loaded(worker, site, { costs: ads })).toMatchObject({ written: 2, removed: 1 })
    expect(await stored(site)).toMatchObject([
      '2026-11-20 tiktok/tiktok Winter/ 1000 UAH',
      '2026-11-20 meta/facebook Winter/Photo 600 UAH',
      '2026-11-20 meta/facebook Winter/Video 600 UAH',
      '2026-11-21 meta/facebook Winter/ 1000 UAH',
    ])
  })

  it('accepts a Google Ads report in UTF-16, and text in the charset that the sender states', async () => {
    const site = await newSite(worker)
    const google = 'Campaign report\n\nDay\tCampaign\tCurrency code\tCost\n2026-11-20\tПошук\tUAH\t1,250.50\n'
    expect(
      await loaded(worker, site, new Uint8Array(Buffer.from(`\uFEFF${google}`, 'utf16le'))),
    ).toMatchObject({
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
    expect(await loaded(worker, site, cyrillic, { type: 'text/csv; charset=windows-1251' })).toMatchObject({
      format: 'meta',
    })
    expect(await stored(site)).toEqual([
      '2026-11-20 meta/ Зима/ 500 UAH',
      '2026-11-20 google/google Пошук/ 125050 UAH',
    ])
    const { status, body } = await load(worker, site, cyrillic)
    expect(status).toBe(400)
    expect(body.error.message).toMatch(/^body: line 1, character 1: is not UTF-8: send UTF-8 or UTF-16/)
  })

  it('says that the costs of a file without days are spread over its period, and which column a file lacks', async () => {
    const site = await newSite(worker)
    const file =
      'Report\n"September 1, 2026 - September 30, 2026"\nCampaign,Cost,Currency code\nA,100.01,UAH\n'
    expect(await loaded(worker, site, file, { query: '&preview=1' })).toMatchObject({
      period: { from: '2026-09-01', to: '2026-09-30' },
      spread: { lines: 1, from: '2026-09-01', to: '2026-09-30' },
      spend: [{ currency: 'UAH', spend: 100.01, converted: 100.01 }],
      rows: 30,
    })
    const { status, body } = await load(worker, site, 'Ad name,Day,Amount spent (UAH)\nVideo,2026-09-01,1')
    expect([status, body.error.issues?.[0]?.path]).toEqual([400, 'campaign'])
    expect(body.error.message).toMatch(/no column Campaign name: in Ads Manager choose Columns/)
  })

  it('accepts a workbook', async () => {
    const site = await newSite(worker)
    const rows = [
      ['Campaign name', 'Day', 'Amount spent (UAH)'],
      ['Зима', new Date(Date.UTC(2026, 10, 20)), 1250.505],
    ]
    const bytes = await writeXlsx({ sheets: [{ name: 'Raw Data Report', rows }] })
    expect(await loaded(worker, site, bytes)).toMatchObject({ format: 'meta', rows: 1 })
    expect(await stored(site)).toEqual(['2026-11-20 meta/ Зима/ 125051 UAH'])
  })

  it('reads dates with names of months', async () => {
    const site = await newSite(worker)
    const file = 'День,Кампанія,Код валюти,Вартість\n22 листопада 2026 р.,Пошук,UAH,"1 250,50"\n'
    await loaded(worker, site, file)
    expect(await stored(site)).toEqual(['2026-11-22 google/google Пошук/ 125050 UAH'])
  })

  it('uses the currency of the parameter if the file has none', async () => {
    const site = await newSite(worker)
    const file = 'Campaign,Day,Cost\nSearch,2026-11-20,5'
    expect((await load(worker, site, file)).body.error.message).toMatch(
      /^line 2, currency: is needed: as a column/,
    )
    expect((await load(worker, site, file, { query: '&currency=hryvnia' })).body.error.message).toMatch(
      /^currency: must be/,
    )
    expect(await loaded(worker, site, file, { query: '&currency=usd' })).toMatchObject({
      spend: [{ currency: 'USD' }],
    })
  })

  it('loads nothing from a file with a problem, and reports problems by line and column', async () => {
    const site = await newSite(worker)
    const before = await stored(site)
    const { status, body } = await load(
      worker,
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
          message: 'line 4, Currency: is EUR, but the heading has Amount spent (USD)',
        },
        { path: 'line', line: 5, message: 'line 5: has 2 of the heading’s 4 cells: it is cut off' },
      ],
    })
    expect(await stored(site)).toEqual(before)
  })

  it.each([
    ['unknown headings', 'sku,stock\nA1,5', /^body: has no heading that is known.*docs\/costs\.md/],
    ['a file without costs', 'Campaign name,Day,Amount spent (USD)\n', /^costs: is empty/],
    ['invalid JSON', { type: 'application/json', text: '[{' }, /^body: is not JSON/],
    ['JSON that is not a list', {}, /^costs: must be a list/],
    ['a form', { type: 'multipart/form-data; boundary=x', text: META }, /^body: must be the file itself/],
    ['a row that is not an object', [5], /^line 1: must be an object/],
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
      ? await load(worker, site, raw.text, { type: raw.type! })
      : await load(worker, site, sent)
    expect(status).toBe(400)
    expect(body.error.message).toMatch(expected)
    expect(body.error.issues).not.toHaveLength(0)
  })

  it('previews a file: shows the rows that it would load, without loading them', async () => {
    const site = await newSite(worker)
    const query = '&preview=1'
    const before = await loaded(worker, site, META, { query })
    const row = { platform: 'meta', source: null, medium: null, content: null, currency: 'UAH' }
    const winter = { ...row, campaign: 'Winter Sale' }
    expect(before.preview).toEqual([
      { ...winter, date: '2026-11-20', spend: 600.25, clicks: 60, impressions: 6000 },
      { ...winter, date: '2026-11-21', spend: 300.25, clicks: 30, impressions: 3000 },
      { ...row, date: '2026-11-21', campaign: 'Nobody came', spend: 100, clicks: 10, impressions: 1000 },
    ])
    expect(await stored(site)).toEqual([])
    const { preview: _, ...answer } = before
    expect(await loaded(worker, site, META)).toEqual(answer)

    const ads = 'date,source,campaign,content,spend,currency\n2026-11-20,meta,Winter Sale,Video,9,UAH'
    expect(await loaded(worker, site, ads, { query })).toMatchObject({ written: 1, removed: 1 })
    expect(await loaded(worker, site, META, { query })).toMatchObject({ rows: 3, written: 0, removed: 0 })
    expect(await stored(site)).toHaveLength(3)
  })

  it('previews only the first rows, and refuses what a load refuses', async () => {
    const site = await newSite(worker)
    const many = Array.from({ length: 30 }, (_, i) => `C${i},2026-11-20,1`).join('\n')
    const file = `Campaign name,Day,Amount spent (USD)\n${many}`
    const { rows, preview } = await loaded(worker, site, file, { query: '&preview=1' })
    expect([rows, preview?.length]).toEqual([30, 20])
    expect((await loaded(worker, site, file, { query: '&preview=0' })).preview).toBeUndefined()
    const wrong = file.replace('C7,2026-11-20,1', 'C7,2026-11-20,-1')
    const refused = await load(worker, site, wrong)
    expect(await load(worker, site, wrong, { query: '&preview=1' })).toEqual(refused)
    expect(refused.status).toBe(400)
    const { status, body } = await load(worker, site, file, { query: '&preview=maybe' })
    expect([status, body.error.message]).toEqual([400, 'preview: must be 1 or 0'])
  })

  it('needs an admin, an existing site, and a file within the limits', async () => {
    const site = await newSite(worker)
    const { body: token } = await worker.api<{ token: string }>('POST', '/api/tokens', { scope: 'read' })
    expect((await load(worker, site, META, { token: token.token })).status).toBe(403)
    expect((await load(worker, site, META, { token: token.token, query: '&preview=1' })).status).toBe(403)
    expect((await load(worker, 'nowhere.example', META)).status).toBe(404)
    const many = `Campaign name,Day,Amount spent (USD)\n${'C,2026-11-20,1\n'.repeat(20_001)}`
    expect((await load(worker, site, many)).status).toBe(413)
    expect((await load(worker, site, `${META}\n${' '.repeat(5 * 1_048_576)}`)).status).toBe(413)
  })

  it('is deleted with its site', async () => {
    const site = await newSite(worker)
    await loaded(worker, site, META)
    await worker.api('DELETE', `/api/sites/${site}`)
    const count = await worker.db
      .prepare(`SELECT count(*) AS n FROM costs WHERE site_id NOT IN (SELECT id FROM sites)`)
      .first()
    expect(count).toEqual({ n: 0 })
  })
})
