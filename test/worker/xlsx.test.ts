import { describe, expect, it } from 'vitest'
import { DAY_MS, MINUTE_MS } from '../../wire/time.ts'
import { AS_ADMIN } from '../harness.ts'
import { fill } from './fill.ts'
import { apiEvent, newSite, post, type Report, report } from './fixtures.ts'
import { testWorker } from './testWorker.ts'
import { readWorkbook } from './workbook.ts'

const worker = testWorker()

async function download(site: string, name: string, query = 'period=all') {
  const answer = await worker.fetch(`/api/export/${name}.xlsx?site=${site}&${query}`, {
    headers: AS_ADMIN,
  })
  expect(answer.status).toBe(200)
  return { headers: answer.headers, ...readWorkbook(Buffer.from(await answer.arrayBuffer())) }
}

/** Converts a workbook's time (days since the end of 1899) to milliseconds since 1970. */
const instant = (days: unknown) => new Date(Math.round((Number(days) - 25_569) * DAY_MS)).toISOString()

/** The sheet has the report's rows: numbers as numbers, texts as texts, instants as dates. */
function expectSame(sheet: unknown[][], { columns, rows }: Pick<Report, 'columns' | 'rows'>) {
  expect(sheet[0]).toEqual(columns.map(({ key }) => key))
  const read = sheet
    .slice(1)
    .map((cells) =>
      columns.map(({ unit }, i) => (unit === 'instant' ? instant(cells[i]) : (cells[i] ?? null))),
    )
  const wanted = rows.map((row) =>
    columns.map(({ key }) => {
      const cell = Array.isArray(row[key]) ? row[key].join(' ') || null : row[key]
      // XML does not allow that character.
      return typeof cell === 'string' ? cell.replace('\uFFFE', '\uFFFD') : cell
    }),
  )
  expect(read.map((row) => row.map((cell) => (cell === '' ? null : cell)))).toEqual(wanted)
}

const TEXTS = [
  'Зима & <літо>; 50 %',
  'say "hello"',
  "o'clock",
  'two\nlines',
  'a\rb',
  '🙂 emoji',
  '=1+1',
  '+1',
  '-1',
  '@x',
  '007',
  '1e5',
  '2026-11-22',
  'bell\u0007',
  '_x0041_',
  '\uFFFE',
]

describe('a workbook', () => {
  it('has every cell of a report with its type, whatever the name of a campaign', async () => {
    const site = await newSite(worker)
    const visits = TEXTS.map((text, i) =>
      apiEvent({
        visitor_id: `v${i}`,
        url: `https://shop.example/?utm_source=mail&utm_medium=email&utm_campaign=${encodeURIComponent(text)}`,
        ...(i % 2 ? {} : { name: 'purchase', transaction_id: `T${i}`, value: 10.5 + i, currency: 'UAH' }),
      }),
    )
    const { body } = await post(worker, site, visits)
    expect(body.dropped).toEqual([])
    for (const name of ['general', 'sources', 'campaigns', 'sessions', 'funnel', 'drops']) {
      const answer = await report(worker, site, name, 'period=all&limit=1000')
      expectSame((await download(site, name)).sheets[0]!, answer)
    }
    const campaigns = await report(worker, site, 'campaigns', 'period=all&limit=1000')
    expect(campaigns.rows.map((row) => row.campaign)).toEqual(expect.arrayContaining(['=1+1', '_x0041_']))
  })

  it('has a bold heading that stays visible, money with decimals, rates in percent, times as dates', async () => {
    const site = await newSite(worker)
    await post(worker, site, [apiEvent()])
    const { headers, parts } = await download(site, 'sessions')
    expect(headers.get('content-type')).toBe(
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    )
    expect(headers.get('content-disposition')).toBe(`attachment; filename="${site}-sessions.xlsx"`)
    const sheet = parts.get('xl/worksheets/sheet1.xml')!
    expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" state="frozen"')
    expect(sheet).not.toContain('<f>')
    const styles = parts.get('xl/styles.xml')!
    for (const format of ['yyyy-mm-dd hh:mm:ss', '<b/>']) expect(styles).toContain(format)
    const styleOf = (cell: string) => sheet.match(new RegExp(`<c r="${cell}"[^>]* s="(\\d+)"`))?.[1]
    expect(styleOf('A1')).toBe(styleOf('C1'))
    expect(styleOf('A2')).toBeUndefined()
    expect(styleOf('B2')).not.toBe(styleOf('B1'))
    const rates = (await download(site, 'campaigns')).parts.get('xl/styles.xml')!
    expect(rates).toContain('0.00&quot;%&quot;')
    const inDinars = await download(await newSite(worker, { currency: 'KWD' }), 'general')
    expect(inDinars.parts.get('xl/styles.xml')).toContain('formatCode="0.000"')
  })

  it('without rows has only the heading', async () => {
    const site = await newSite(worker)
    for (const name of ['sessions', 'events', 'orders', 'campaigns'])
      expect((await download(site, name)).sheets.map((sheet) => sheet.length)).toEqual([1])
  })

  it('of many pages has every session, newest first', async () => {
    const site = await newSite(worker)
    const count = 6_000
    await fill(worker.db, site, { count, newest_ms: Date.now() - MINUTE_MS, gap_ms: 1000 })
    const ids = (await download(site, 'sessions')).sheets[0]!.slice(1).map(([id]) => id)
    expect(ids).toEqual(Array.from({ length: count }, (_, i) => `s${count - 1 - i}`))
  })

  it('refuses a bad parameter before anything is sent, and an unknown report', async () => {
    const site = await newSite(worker)
    const status = async (file: string, query: string) =>
      (await worker.api('GET', `/api/export/${file}?site=${site}&${query}`)).status
    expect(await status('sessions.xlsx', 'tz=Mars')).toBe(400)
    expect(await status('sources.xlsx', 'model=unknown')).toBe(400)
    expect(await status('nonsense.xlsx', '')).toBe(404)
    expect(await status('sources.xls', '')).toBe(404)
  })
})
