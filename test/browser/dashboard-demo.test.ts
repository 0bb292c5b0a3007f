/** The demo shop's history on every report view: each cell of each table equals the API's answer for the same state. */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { seed } from '../../demo/seed.ts'
import { DEMO_SITE } from '../../demo/site.ts'
import type { AnswerRow, Unit } from '../../wire/answers/report.ts'
import { MODELS } from '../../wire/model.ts'
import { DAY_MS } from '../../wire/time.ts'
import { ADMIN_TOKEN } from '../harness.ts'
import { cards, type ShownTable, tables } from './cells.ts'
import { settled, useDashboard } from './dashboard.ts'
import { changed, listen, type ReportAnswer, TABLES, write } from './expected.ts'

const { site } = DEMO_SITE
const { openPage, worker } = useDashboard(site)
const NOW_MS = Date.now()
const dayBefore = (days: number) => new Date(NOW_MS - days * DAY_MS).toISOString().slice(0, 10)

beforeAll(async () => {
  for (const until_ms of [NOW_MS, NOW_MS - 365 * DAY_MS]) {
    const days = until_ms === NOW_MS ? 10 : 4
    const options = { workerOrigin: worker().url, token: ADMIN_TOKEN, until: new Date(until_ms), days }
    expect((await seed(options)).accepted).toBeGreaterThan(500)
  }
})

/** The parameters that all reports of a page in this state have in common. */
function scopeOf(state: string): string {
  const params = new URLSearchParams(`site=${site}&${state}`)
  params.delete('compare')
  if (!params.has('from') && !params.has('period')) params.set('period', 'month')
  params.sort()
  return String(params)
}

/** Every control of the page has a value in one of them that is not the default. */
const STATES: Record<string, string> = {
  'as it opens': '',
  'by another model, compared with the year before': 'period=week&model=linear&compare=year',
  'for some days under filters, compared with nothing': `from=${dayBefore(9)}&to=${dayBefore(3)}&compare=none&filter=channel:contains:Paid&filter=device:is_not:desktop`,
}

/** Opens the view and returns the answers it got. All its requests must be about its state. */
async function show(page: Page, view: string, state: string): Promise<ReportAnswer[]> {
  const heard = listen(page)
  await page.goto(`/?site=${site}&view=${view}&${state}`)
  await settled(page)
  expect(new Set(await heard.abouts())).toEqual(new Set([scopeOf(state)]))
  return heard.reports()
}

/** Rows by the title of their panel, so that a failure names the panel. */
const by = (all: ShownTable[], rows: (table: ShownTable) => unknown) =>
  Object.fromEntries(all.map((table) => [table.panel, rows(table)]))

/** The least number of tables on each view, without the one of credits. */
const VIEWS = { overview: 12, ads: 5, pages: 4, audience: 9, costs: 1, sessions: 1 }

describe('every number on every report view equals the answer of the API', () => {
  it.each(Object.entries(STATES))('%s', async (_, state) => {
    const page = await openPage({ path: '/api/health' })
    for (const [view, least] of Object.entries(VIEWS)) {
      const reports = await show(page, view, state)
      const all = (await tables(page)).filter(({ panel }) => panel !== CREDIT)
      expect(all.length).toBeGreaterThanOrEqual(least)
      expect(by(all, ({ rows }) => rows)).toEqual(by(all, (table) => TABLES[table.panel]?.(reports, table)))
      expect(await cards(page)).toEqual(CARDS[view]?.(reports) ?? [])
      page.removeAllListeners('response')
    }
  })
})

const counted = (value: unknown, noun: string) => `${write('count', value)} ${noun}${value === 1 ? '' : 's'}`

const CARDS: Record<string, (reports: ReportAnswer[]) => string[][]> = {
  overview(reports) {
    const { rows, previous } = reports.find(({ name }) => name === 'general')!.answer
    const row = rows[0] as AnswerRow
    const hasBefore = previous && (row.previous_sessions || row.previous_revenue)
    const card = (key: string, title: string, unit: 'count' | 'money', note: string) => [
      title,
      key === 'average_order_value' && !row.orders ? '–' : write(unit, row[key]),
      note,
      ...(hasBefore ? changed(row, key) : []),
    ]
    return [
      card('sessions', 'Sessions', 'count', counted(row.visitors, 'visitor')),
      card('conversions', 'Conversions', 'count', `${write('percent', row.conversion_rate)} of sessions`),
      card('revenue', 'Revenue', 'money', counted(row.orders, 'order')),
      card('average_order_value', 'Average order', 'money', 'revenue per order'),
    ]
  },
  costs(reports) {
    const isTotal = ({ name, own }: ReportAnswer) => name === 'roi' && own.get('by') === 'total'
    const { rows, previous, campaigns_with_costs: paid } = reports.find(isTotal)!.answer
    const blended = rows[0]!
    const row = paid ?? blended
    const hasBefore = previous && (row.previous_ad_spend || row.previous_revenue)
    const card = (key: string, title: string, unit: Unit, note?: string) => [
      title,
      write(unit, row[key]),
      ...(note ? [note] : []),
      ...(paid && key !== 'ad_spend' ? [`Blended: ${write(unit, blended[key])}`] : []),
      ...(hasBefore ? changed(row, key) : []),
    ]
    return [
      card('ad_spend', 'Ad spend', 'money'),
      card('revenue', paid ? 'Revenue from ads' : 'Revenue', 'money', counted(row.orders, 'order')),
      card('profit', 'Profit', 'money', 'revenue less ad spend'),
      card('roi', 'ROI', 'percent', 'profit in % of the spend'),
      card('roas', 'ROAS', 'count', 'revenue per unit of spend'),
      card('cost_per_conversion', 'Cost per conversion', 'money', counted(row.conversions, 'conversion')),
    ]
  },
}

const CREDIT = 'Credit by model'

describe('credit', () => {
  it('of each campaign under each model equals the answer of the API for that model', async () => {
    const page = await openPage({ path: '/api/health' })
    const reports = await show(page, 'ads', 'model=linear')
    const { rows } = (await tables(page)).find(({ panel }) => panel === CREDIT)!
    const answers = MODELS.map(
      (model) => reports.find(({ name, own }) => name === 'campaigns' && own.get('model') === model)!.answer,
    )
    const credited = (name: string, note: string | undefined) =>
      answers.map((answer) => {
        const row = answer.rows.find(
          (one) => one.campaign === name && `${one.source} / ${one.medium}` === note,
        )
        return write('money', row?.revenue ?? 0)
      })
    const campaigns = rows.slice(0, 10)
    expect(campaigns.map(([, ...cells]) => cells.slice(0, MODELS.length).map(([figure]) => figure))).toEqual(
      campaigns.map(([name]) => credited(name![0]!, name![1])),
    )
    expect(rows.at(-1)!.slice(1, MODELS.length + 1)).toEqual(
      answers.map(({ total }) => [write('money', total.revenue)]),
    )
  })
})
