/** Tables: sorting by each column in both directions, turning pages, and exports that equal those of the API. */
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { seed } from '../../demo/seed.ts'
import { DEMO_SITE } from '../../demo/site.ts'
import { DAY_MS } from '../../wire/time.ts'
import { ADMIN_TOKEN, AS_ADMIN } from '../harness.ts'
import { isFull } from '../trials.ts'
import { type ShownTable, tables } from './cells.ts'
import { settled, useDashboard } from './dashboard.ts'
import { listen, type ReportAnswer, TABLES } from './expected.ts'

const { site } = DEMO_SITE
const { openPage, worker } = useDashboard(site)

beforeAll(async () => {
  const options = { workerOrigin: worker().url, token: ADMIN_TOKEN, until: new Date(), days: 6 }
  expect((await seed(options)).accepted).toBeGreaterThan(1000)
})

/** Opens a view, and records the answers of the API. */
async function open(view: string, more = '') {
  const page = await openPage({ path: '/api/health' })
  const heard = listen(page)
  await page.goto(`/?site=${site}&view=${view}&compare=none${more}`)
  await settled(page)
  return { page, heard }
}

/** Panels whose tables cannot be sorted. */
const sides = [
  'Over time',
  'Credit by model',
  'Which one converts better',
  'Cohorts',
  'Funnel',
  'Key figures',
]
const plainOnes = (all: ShownTable[]) => all.filter(({ panel }) => !sides.includes(panel))

/** Clicks the nth head of each table. Returns the direction in which each is sorted then, by panel. */
const press = (page: Page, place: number): Promise<Record<string, string>> =>
  page.evaluate(async (place) => {
    const sorted: Record<string, string> = {}
    for (const panel of document.querySelectorAll('main .panel')) {
      const button = panel.querySelectorAll<HTMLElement>('thead button.head')[place]
      if (!button) continue
      const head = button.closest('th')!
      await new Promise((resolve) => {
        new MutationObserver(resolve).observe(head, { attributeFilter: ['aria-sort'] })
        button.click()
      })
      sorted[panel.querySelector('h2')!.textContent] = head.getAttribute('aria-sort') ?? ''
    }
    return sorted
  }, place)

/** The expected rows of a table. */
const wanted = (reports: ReportAnswer[], table: ShownTable) => TABLES[table.panel]!(reports, table)

describe('sorting', () => {
  it.each(['overview', 'ads', 'pages', 'audience', 'costs'])(
    'by columns of %s is the order of the API, can be reversed, and is announced',
    async (view) => {
      const { page, heard } = await open(view)
      const columns = Math.max(...(await tables(page)).map(({ heads }) => heads.length))
      // All columns are sorted by the same code. TEST_SIZE=full tries every one; otherwise the first and the last.
      const every = Array.from({ length: columns }, (_, place) => place)
      const places = isFull ? every : [0, columns - 1]
      for (const place of places) {
        // A second click turns the order around, for each column by the same code: the first and the last show it.
        const clicks = place === 0 || place === columns - 1 ? 2 : 1
        const ways: Record<string, string>[] = []
        for (let time = 0; time < clicks; time++) {
          ways.push(await press(page, place))
          await settled(page)
          const reports = await heard.reports()
          for (const table of plainOnes(await tables(page)))
            expect(table.rows, `${table.panel} by ${table.heads[place]}`).toEqual(wanted(reports, table))
        }
        for (const [panel, way] of Object.entries(ways[0]!)) {
          expect(way, `${panel}, ${place}`).toMatch(/^(a|de)scending$/)
          if (clicks < 2) continue
          expect(ways[1]![panel], `${panel}, ${place}`).toBe(way === 'ascending' ? 'descending' : 'ascending')
        }
        const asked = (await heard.reports()).flatMap(({ own }) => own.get('sort') ?? [])
        const last = new URL(page.url()).searchParams.getAll('sort').map((one) => one.split(':')[1])
        expect(asked).toEqual(expect.arrayContaining(last))
      }
    },
  )

  it('orders rows by the values of the column', async () => {
    const { page, heard } = await open('ads', '&sort=campaigns:revenue&sort=content:-conversion_rate')
    const reports = await heard.reports()
    const values = (report: string, key: string) =>
      reports
        .find(({ name, own }) => name === report && own.get('limit') === '10')!
        .answer.rows.map((row) => Number(row[key]))
    const [up, down] = [values('campaigns', 'revenue'), values('content', 'conversion_rate')]
    expect(up).toEqual(up.toSorted((a, b) => a - b))
    expect(down).toEqual(down.toSorted((a, b) => b - a))
    expect(await page.locator('[aria-sort=descending]').allInnerTexts()).toContain('Conv. rate ↓')
  })
})

describe('pages', () => {
  it.each([
    ['ads', 'Campaigns'],
    ['audience', 'Cities'],
    ['pages', 'Pages seen'],
    ['costs', 'Return on ad spend'],
    ['sessions', 'Latest sessions'],
  ])('of %s can be turned forward and back, with the same rows: %s', async (view, title) => {
    const { page, heard } = await open(view)
    const shown = async () => {
      await settled(page)
      const reports = await heard.reports()
      const table = (await tables(page)).find(({ panel }) => panel === title)!
      expect(table.rows).toEqual(wanted(reports, table))
      return table.rows
    }
    const box = page.getByRole('region', { name: title, exact: true })
    const [forth, back] = ['Rows after', 'Rows before'].map((name) => box.getByRole('button', { name }))
    const seen = [await shown()]
    while ((await forth!.getAttribute('aria-disabled')) !== 'true' && seen.length < 3) {
      await forth!.click()
      seen.push(await shown())
    }
    expect(seen.length).toBeGreaterThan(1)
    expect(seen[1]).not.toEqual(seen[0])
    for (const rows of seen.slice(0, -1).reverse()) {
      await back!.click()
      expect(await shown()).toEqual(rows)
    }
    expect(await back!.getAttribute('aria-disabled')).toBe('true')
  })
})

const day = (ago: number) => new Date(Date.now() - ago * DAY_MS).toISOString().slice(0, 10)
/** Whole days: two requests at different moments get the same sessions. */
const SCOPE = `from=${day(5)}&to=${day(1)}&filter=device:is:mobile&model=first`
const STATE = `&${SCOPE}&sort=sources:revenue&sort=campaigns:-orders`

/** What the panels of a view export. */
const FILES: [view: string, panels: Record<string, string>][] = [
  [
    'overview',
    {
      Funnel: 'funnel?',
      Sources: 'sources?sort=revenue',
      Campaigns: 'campaigns?sort=-orders',
      Creatives: 'content?',
      Channels: 'channels?',
      Countries: 'geo?',
      'Over time': 'timeseries?interval=day',
      'New and returning visitors': 'returning?',
      Devices: 'devices?',
      Browsers: 'browsers?',
      Systems: 'os?',
      'Latest sessions': 'sessions?',
    },
  ],
  [
    'ads',
    {
      Campaigns: 'campaigns?sort=-orders',
      Creatives: 'content?',
      Terms: 'terms?',
      'Click IDs': 'click_ids?',
    },
  ],
  [
    'pages',
    {
      Products: 'products?',
      'Pages seen': 'pages?',
      'Landing pages': 'landing_pages?',
      Referrers: 'referrers?',
    },
  ],
  [
    'audience',
    { Languages: 'languages?', Cohorts: 'cohorts?', Regions: 'geo?by=region', Cities: 'geo?by=city' },
  ],
  ['costs', { 'Return on ad spend': 'roi?by=campaign' }],
  ['sessions', { 'Latest sessions': 'sessions?' }],
]

/** What the API exports; `own` are the table's own parameters. */
async function exported(file: string, ending: string): Promise<Buffer> {
  const [type, own] = file.split('?')
  const answer = await worker().fetch(`/api/export/${type}.${ending}?site=${site}&${SCOPE}&${own}`, {
    headers: AS_ADMIN,
  })
  expect(answer.status, file).toBe(200)
  return Buffer.from(await answer.arrayBuffer())
}

/** A workbook contains its time of creation: two workbooks of the same rows differ only in that. */
const comparable = (file: Buffer, ending: string) =>
  ending === 'csv' ? file.toString() : `${file.subarray(0, 2)}${file.length}`

/** A report's answer as text for the clipboard. */
function cellsOf(reports: ReportAnswer[], file: string): string {
  const [type, own] = file.split('?')
  const by = new URLSearchParams(own).get('by')
  const { answer } = reports.find(
    (one) =>
      one.name === type && one.own.get('by') === by && (type === 'sessions' || one.own.get('limit') !== '50'),
  )!
  const cells = answer.rows.map((row) =>
    answer.columns.map(({ key }) => {
      const value = row[key] ?? ''
      return Array.isArray(value) ? value.join(', ') : String(value)
    }),
  )
  return [answer.columns.map(({ label }) => label), ...cells].map((row) => row.join('\t')).join('\n')
}

describe('an export', () => {
  it.each(FILES)(
    'equals the answer of the API for the same state, as a file and on the clipboard: %s',
    async (view, panels) => {
      const { page, heard } = await open(view, STATE)
      const reports = await heard.reports()
      for (const [title, file] of Object.entries(panels)) {
        const box = page.getByRole('region', { name: title, exact: true })
        const links = box.locator('a[download]')
        expect(await links.count()).toBe(2)
        const [csv, xlsx] = await links.evaluateAll((all) => all.map((one) => one.getAttribute('href')))
        expect(xlsx).toBe(csv!.replace('.csv?', '.xlsx?'))
        // The same link with another ending: of each view one workbook is compared. TEST_SIZE=full compares all.
        const withWorkbook = isFull || title === Object.keys(panels)[0]
        for (const [ending, path] of Object.entries({ csv, ...(withWorkbook && { xlsx }) })) {
          const got = await (await page.request.get(path!)).body()
          const wanted = await exported(file, ending)
          expect(comparable(got, ending), `${title} as ${ending}`).toBe(comparable(wanted, ending))
        }
        await box.getByRole('button', { name: `Copy: ${title}`, exact: true }).click()
        const text = await page.evaluate<string>('navigator.clipboard.readText()')
        expect(text, title).toBe(cellsOf(reports, file))
      }
    },
  )

  it.each([
    ['CSV', 'csv'],
    ['Excel', 'xlsx'],
  ])('is saved by a click under a telling file name: %s', async (label, ending) => {
    const { page } = await open('ads', STATE)
    const coming = page.waitForEvent('download')
    await page.getByRole('link', { name: `${label}: Campaigns` }).click()
    const download = await coming
    expect(download.suggestedFilename()).toMatch(new RegExp(`campaigns.*\\.${ending}$`))
    const got = await readFile(await download.path())
    const wanted = await exported('campaigns?sort=-orders', ending)
    expect(comparable(got, ending)).toBe(comparable(wanted, ending))
  })
})
