/** The state of the page as the address bar writes it: read it, write it. Works without a browser. */

import { type Filter, writeFilter } from '../../../wire/filter.ts'
import { DEFAULT_MODEL, MODELS, type Model } from '../../../wire/model.ts'
import { BUCKET_SIZES, type BucketSize, COMPARISONS, PERIODS, type PeriodName } from '../../../wire/query.ts'
import { DAY_MS, isDay } from '../../../wire/time.ts'
import type { By } from '../../../worker/costs/matchCosts.ts'
import { LANGUAGE_CODES, type LanguageCode } from '../../languages/languagesByCode.ts'
import { readFilters } from './filters.ts'
import { VIEWS, type ViewName } from './views.ts'

/** What figures are compared with; `none`: no comparison. */
export const COMPARE_CHOICES = [...COMPARISONS, 'none'] as const
type CompareChoice = (typeof COMPARE_CHOICES)[number]

/** What the ROI table can have a row for. */
export const RETURNS_BY = ['campaign', 'source', 'content'] as const satisfies readonly By[]
type ReturnsBy = (typeof RETURNS_BY)[number]

/** The state of the page, by the names of the address. `from` and `to` are days, `to` exclusive, as in the API. */
export interface PageState {
  site: string | null
  view: ViewName
  /** Ignored if `from` or `to` is set. */
  period: PeriodName
  from: string | null
  to: string | null
  compare: CompareChoice
  /** The attribution model. */
  model: Model
  filters: Filter[]
  /** The sort column of each table, by the table's name; `-` before it: descending. */
  sort: Record<string, string>
  /** Choices inside panels (which measure, which rows), by the choice's name. */
  choices: Record<string, string[]>
  /** The metric that the chart draws. */
  metric: string | null
  /** null: chosen by the length of the period. */
  interval: BucketSize | null
  /** null: by campaign. */
  by: ReturnsBy | null
  /** The session whose details are open. */
  session: string | null
  /** null: the language that the reader chose before, or the browser's. */
  lang: LanguageCode | null
}

export const DEFAULT_STATE: PageState = {
  site: null,
  view: 'overview',
  period: 'month',
  from: null,
  to: null,
  compare: 'previous',
  model: DEFAULT_MODEL,
  filters: [],
  sort: {},
  choices: {},
  metric: null,
  interval: null,
  by: null,
  session: null,
  lang: null,
}

/**
 * Reads the state from the query of an address. Invalid parts get their default, so that a wrong link never breaks
 * the page.
 */
export function readState(search: string): PageState {
  const params = new URLSearchParams(search)
  const one = <T extends string>(name: string, allowed: readonly T[]) =>
    allowed.find((value) => value === params.get(name))
  const day = (name: string) => {
    const text = params.get(name) ?? ''
    return isDay(text) ? text : null
  }
  return {
    site: params.get('site')?.toLowerCase() || null,
    view: one('view', VIEWS) ?? DEFAULT_STATE.view,
    period: one('period', PERIODS) ?? DEFAULT_STATE.period,
    from: day('from'),
    to: day('to'),
    compare: one('compare', COMPARE_CHOICES) ?? DEFAULT_STATE.compare,
    model: one('model', MODELS) ?? DEFAULT_STATE.model,
    filters: readFilters(params.getAll('filter')),
    sort: Object.fromEntries(
      params
        .getAll('sort')
        .map((text) => text.split(':'))
        .filter(([table, column]) => table && /^-?\w+$/.test(column ?? '')),
    ),
    choices: readChoices(params.getAll('pick')),
    metric: params.get('metric')?.match(/^\w+$/)?.[0] ?? null,
    interval: one('interval', BUCKET_SIZES) ?? null,
    by: one('by', RETURNS_BY) ?? null,
    session: params.get('session') || null,
    lang: one('lang', LANGUAGE_CODES) ?? null,
  }
}

/** Each parameter is `name:value`; a name may come several times. */
function readChoices(texts: string[]): PageState['choices'] {
  const choices: PageState['choices'] = {}
  for (const text of texts) {
    const [, name, value] = text.match(/^([a-z]+):([\s\S]+)$/) ?? []
    if (name && value) choices[name] = [...(Object.hasOwn(choices, name) ? choices[name]! : []), value]
  }
  return choices
}

/** The address of a state. Parts that have their default are left out. */
export function addressOf(state: PageState): string {
  const params = new URLSearchParams()
  if (state.site) params.set('site', state.site)
  for (const name of ['view', 'compare', 'model'] as const)
    if (state[name] !== DEFAULT_STATE[name]) params.set(name, state[name])
  if (hasDates(state)) setDates(params, state)
  else if (state.period !== DEFAULT_STATE.period) params.set('period', state.period)
  for (const filter of state.filters) params.append('filter', writeFilter(filter))
  for (const [table, column] of Object.entries(state.sort)) params.append('sort', `${table}:${column}`)
  for (const [name, values] of Object.entries(state.choices))
    for (const value of values) params.append('pick', `${name}:${value}`)
  for (const name of ['metric', 'interval', 'by', 'session', 'lang'] as const) {
    const value = state[name]
    if (value) params.set(name, value)
  }
  return params.size ? `/?${params}` : '/'
}

/** The length of the period in days; infinite for `all`. */
export function daysOf(state: PageState): number {
  if (!hasDates(state)) return { today: 1, week: 7, month: 30, all: Number.POSITIVE_INFINITY }[state.period]
  const to_ms = state.to ? Date.parse(state.to) : Date.now()
  return state.from ? (to_ms - Date.parse(state.from)) / DAY_MS : Number.POSITIVE_INFINITY
}

export const hasDates = (state: PageState): boolean => Boolean(state.from || state.to)

export function setDates(params: URLSearchParams, { from, to }: PageState) {
  if (from) params.set('from', from)
  if (to) params.set('to', to)
}
