/** The texts that the dashboard's tables must show in English for given answers of the API. */
import type { Page } from 'playwright-core'
import { VALUE_NAMES } from '../../dashboard/shared/words/valueNames.ts'
import type { Answer, AnswerRow, Unit } from '../../wire/answers/report.ts'
import type { Cell, ShownTable } from './cells.ts'

/** A report that the page has requested, and its answer. */
export interface ReportAnswer {
  name: string
  own: URLSearchParams
  answer: Answer
}

/** Records the reports that a page requests, with their answers. Of a report that is requested again, the last one counts. */
export function listen(page: Page) {
  const answers: Promise<{ about: URLSearchParams; reports: ReportAnswer[] }>[] = []
  page.on('response', (response) => {
    const url = new URL(response.url())
    if (url.pathname !== '/api/stats') return
    const about = url.searchParams
    const asked = about.getAll('report')
    about.delete('report')
    about.sort()
    answers.push(
      response.json().then(({ reports }: { reports: Answer[] }) => ({
        about,
        reports: asked.map((name, at) => {
          const [report, own] = name.split('?')
          return { name: report!, own: new URLSearchParams(own), answer: reports[at]! }
        }),
      })),
    )
  })
  return {
    abouts: async () => (await Promise.all(answers)).map(({ about }) => String(about)),
    async reports(): Promise<ReportAnswer[]> {
      const all = (await Promise.all(answers)).flatMap(({ about, reports }) =>
        reports.map((one) => {
          const what = new URLSearchParams(one.own)
          for (const name of ['sort', 'cursor']) what.delete(name)
          return [`${about} ${one.name} ${what}`, one] as const
        }),
      )
      return [...new Map(all).values()]
    },
  }
}

const LOCALE = 'en-GB'
const plain = (text: string) => text.replace(/[\u00a0\u202f\s]+/g, ' ').trim()
const number = (value: number, options: Intl.NumberFormatOptions = {}) =>
  plain(value.toLocaleString(LOCALE, options))

/** A figure as the page shows it; `–` for null. */
export function write(unit: Unit | undefined, value: unknown): string {
  if (typeof value !== 'number') return '–'
  if (unit === 'money')
    return number(value, { style: 'currency', currency: 'UAH', currencyDisplay: 'narrowSymbol' })
  const digits = unit === 'percent' && Math.abs(value) >= 1 ? 1 : 2
  if (unit !== 'percent') return number(value, { maximumFractionDigits: digits })
  return number(value / 100, { style: 'percent', maximumFractionDigits: digits })
}

/** The line that shows by how much a figure has changed; empty when there is none. */
export function changed(row: AnswerRow, key: string): string[] {
  const percent = row[`change_${key}`]
  if (percent === undefined || (percent === null && !row[key])) return []
  if (percent === null) return ['new']
  if (typeof percent !== 'number' || percent === 0) return ['no change']
  const sign = percent > 0 ? '▲' : '▼'
  if (percent > 1000) return [`${sign} > 1,000%`]
  const maximumFractionDigits = Math.abs(percent) < 10 ? 1 : 0
  return [
    `${sign} ${number(percent / 100, { style: 'percent', maximumFractionDigits, signDisplay: 'exceptZero' })}`,
  ]
}

const regions = new Intl.DisplayNames(LOCALE, { type: 'region' })
const languages = new Intl.DisplayNames(LOCALE, { type: 'language' })
/** The name that the page shows for a value of a dimension. */
function called(dimension: string, value: unknown): string {
  const text = String(value ?? '')
  if (dimension === 'country' && /^[A-Z]{2}$/.test(text)) return regions.of(text)!
  if (dimension === 'language' && /^[a-z]{2,3}(-\w+)*$/.test(text)) return languages.of(text)!
  if (dimension === 'landing_page' || dimension === 'page') return decodeURI(text)
  const known: Record<string, string> | undefined = VALUE_NAMES[dimension as keyof typeof VALUE_NAMES]
  return plain(known?.[text] ?? text)
}

/** The keys of each column of figures, by its head. The first key that the answer has is the column's. */
const COLUMNS: Record<string, string[]> = {
  Sessions: ['sessions', 'count'],
  'Conv.': ['conversions'],
  'Conv. rate': ['conversion_rate'],
  Revenue: ['revenue'],
  Orders: ['orders'],
  'Avg. order': ['average_order_value'],
  Share: ['share'],
  'Per visitor': ['visits_per_visitor'],
  'Of all': ['rate'],
  Lost: ['drop_off'],
  Views: ['pageviews', 'views'],
  Carts: ['carts'],
  Purchases: ['purchases'],
  Quantity: ['quantity'],
  Spend: ['ad_spend'],
  Profit: ['profit'],
  ROI: ['roi'],
  ROAS: ['roas'],
  'Cost / conv.': ['cost_per_conversion'],
  Clicks: ['clicks'],
  Impressions: ['impressions'],
}

const day = (text: unknown) =>
  new Date(String(text)).toLocaleDateString(LOCALE, { dateStyle: 'medium', timeZone: 'UTC' })
const moment = (text: unknown, options: Intl.DateTimeFormatOptions) =>
  new Date(String(text)).toLocaleString(LOCALE, { ...options, timeZone: 'Europe/Kyiv' })
/** An instant to the minute, with the year if it is not the current one. */
const dateTime = (text: unknown) => {
  const year = (instant: unknown) => moment(instant, { year: 'numeric' })
  const short = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const
  const isCurrent = year(text) === year(new Date().toISOString())
  return moment(text, isCurrent ? short : { dateStyle: 'medium', timeStyle: 'short' })
}

type Rows = (reports: ReportAnswer[], shown: ShownTable) => Cell[][]

const only = (reports: ReportAnswer[], report: string, accept: (own: URLSearchParams) => boolean) => {
  const found = reports.filter(({ name, own }) => name === report && accept(own))
  if (found.length !== 1) throw new Error(`${report} was asked for ${found.length} times`)
  return found[0]!.answer
}

/** The rows of a table whose columns are those of the answer. @param lines the dimensions on each line of a row's name */
function plainTable(report: string, lines: string[][], { by = '', total = '' } = {}): Rows {
  return (reports, { heads }) => {
    const answer = only(
      reports,
      report,
      (own) => (own.get('by') ?? '') === by && own.get('limit') !== '50' && !own.has('compare_rows'),
    )
    const keys = heads.slice(1).map((head) => {
      const key = COLUMNS[head]?.find((one) => answer.columns.some((column) => column.key === one))
      if (!key) throw new Error(`nobody knows what stands below "${head}"`)
      return key
    })
    const figures = (row: AnswerRow) =>
      keys.map((key) => [
        write(answer.columns.find((column) => column.key === key)!.unit, row[key]),
        ...(hasBefore ? changed(row, key) : []),
      ])
    const hasBefore = answer.rows.some((row) => keys.some((key) => Number(row[`previous_${key}`])))
    const rows = answer.rows.map((row) => [
      lines.map((dimensions) => dimensions.map((one) => called(one, row[one])).join(' / ')),
      ...figures(row),
    ])
    return total && answer.rows.length ? [...rows, [[total], ...figures(answer.total)]] : rows
  }
}

const overTime: Rows = (reports, { heads }) => {
  const { rows, previous } = only(reports, 'timeseries', () => true)
  const hours =
    heads[0] === 'Hours' ? ({ hour: '2-digit', minute: '2-digit' } as const) : { weekday: 'short' as const }
  return rows.map((row) => [
    [moment(row.start, { ...hours, day: 'numeric', month: 'short' })],
    [write('count', row.sessions)],
    ...(previous ? [[write('count', row.previous_sessions)]] : []),
  ])
}

/** The stages of a session, nearest first. A sign-up is not part of the funnel: it is shown only when no stage was reached. */
const STAGES = [
  'sign_up',
  'sessions',
  'view_item',
  'add_to_cart',
  'begin_checkout',
  'generate_lead',
  'purchase',
] as const
const sessions: Rows = (reports) =>
  only(reports, 'sessions', () => true).rows.map((row) => {
    const place = [row.city, row.country && called('country', row.country)].filter(Boolean).join(', ')
    const reached = row.stages as string[]
    const furthest = STAGES.findLast((stage) => reached.includes(stage)) ?? 'sessions'
    return [
      [dateTime(row.started_at), `Visit ${row.visit_number}`],
      [`${row.source} / ${row.medium}`, called('channel', row.channel)],
      [String(row.campaign ?? '–'), String(row.content ?? '–')],
      [place || '–', called('device', row.device)],
      [write('count', row.pageviews)],
      [called('stage', furthest)],
      [row.revenue ? write('money', row.revenue) : '–'],
    ]
  })

/** One row per cohort; the answer has one row per cell. */
const cohorts: Rows = (reports) => {
  const { rows } = only(reports, 'cohorts', () => true)
  return [...new Set(rows.map(({ cohort }) => cohort))].map((cohort) => {
    const cells = rows.filter((row) => row.cohort === cohort)
    return [
      [day(cohort)],
      [write('count', cells[0]!.visitors)],
      ...cells.map((cell) => [write('percent', cell.returning_rate)]),
    ]
  })
}

const versus: Rows = (reports) => {
  const { comparison } = only(reports, 'content', (own) => own.has('compare_rows'))
  return comparison!.rows
    .toSorted((a, b) => (b.chance_best ?? -1) - (a.chance_best ?? -1))
    .map((row) => [
      [row.name],
      [write('count', row.sessions)],
      [write('count', row.conversions)],
      [row.sessions ? write('percent', row.conversion_rate) : '–'],
      [row.low === null ? 'too little' : `${write('percent', row.low)} – ${write('percent', row.high)}`],
      [write('percent', row.chance_best)],
    ])
}

const roi: Rows = (reports, shown) => {
  const { rows } = only(reports, 'roi', (own) => own.get('by') === 'campaign')
  const figures = plainTable('roi', [], { by: 'campaign', total: 'All visits (blended)' })(reports, shown)
  return figures.map(([name, ...cells], at) => {
    const row = rows[at]
    if (!row) return [name!, ...cells]
    const sources = (row.sources as string[] | undefined) ?? []
    const others = sources.length > 1 ? ` (${sources.join(', ')})` : ''
    return [[String(row.campaign), `${row.source}${others}`], ...cells]
  })
}

/** Leads are below the stages that lead to a purchase, and without a share that was lost on the way to them. */
const funnel: Rows = (reports, shown) => {
  const stages = plainTable('funnel', [['stage']])(reports, shown)
  const [lead] = stages.splice(4, 1)
  return [...stages, [...lead!.slice(0, -1), ['–']]]
}

/** The expected rows of each table, by the title of its panel. `Credit by model` has a test of its own. */
export const TABLES: Record<string, Rows> = {
  'Over time': overTime,
  Funnel: funnel,
  Sources: plainTable('sources', [['source'], ['medium']]),
  Campaigns: plainTable('campaigns', [['campaign'], ['source', 'medium']]),
  Creatives: plainTable('content', [['content'], ['campaign']]),
  Channels: plainTable('channels', [['channel']]),
  Countries: plainTable('geo', [['country']]),
  Regions: plainTable('geo', [['region'], ['country']], { by: 'region' }),
  Cities: plainTable('geo', [['city'], ['region', 'country']], { by: 'city' }),
  'New and returning visitors': plainTable('returning', [['visitor']]),
  Devices: plainTable('devices', [['device']]),
  Browsers: plainTable('browsers', [['browser']]),
  Systems: plainTable('os', [['os']]),
  Languages: plainTable('languages', [['language']]),
  'Latest sessions': sessions,
  Terms: plainTable('terms', [['term'], ['campaign']]),
  'Click IDs': plainTable('click_ids', [['kind']]),
  'Which one converts better': versus,
  Products: plainTable('products', [['item_name'], ['item_id']], { total: 'Total' }),
  'Pages seen': plainTable('pages', [['page']]),
  'Landing pages': plainTable('landing_pages', [['landing_page']]),
  Referrers: plainTable('referrers', [['referrer']]),
  Cohorts: cohorts,
  'Return on ad spend': roi,
}
