/** The page's one state, as the address bar writes it, and the API's parameters made of it. Knows no browser. */
import { isDay } from './day.ts'

export const PERIODS = ['today', 'week', 'month', 'all'] as const
export type Period = (typeof PERIODS)[number]

export const LANGUAGES = ['en', 'uk'] as const
export type Language = (typeof LANGUAGES)[number]

/** The same names stand in the address. `from` and `to` mean what they mean to the API: days, `to` exclusive. */
export interface State {
  site: string | null
  /** Counts only while neither `from` nor `to` is set. */
  period: Period
  from: string | null
  to: string | null
  /** The session whose details are open. */
  session: string | null
  /** The form that adds a site is open. */
  add: boolean
  /** null: as the reader's browser asks. */
  lang: Language | null
}

export const START: State = {
  site: null,
  period: 'month',
  from: null,
  to: null,
  session: null,
  add: false,
  lang: null,
}

/** Reads the address. What makes no sense is left at its default: a link from elsewhere never breaks the page. */
export function parse(search: string): State {
  const params = new URLSearchParams(search)
  const one = <T extends string>(name: string, known: readonly T[]) =>
    known.find((value) => value === params.get(name))
  const day = (name: string) => {
    const text = params.get(name) ?? ''
    return isDay(text) ? text : null
  }
  return {
    site: params.get('site')?.toLowerCase() || null,
    period: one('period', PERIODS) ?? START.period,
    from: day('from'),
    to: day('to'),
    session: params.get('session') || null,
    add: params.has('add'),
    lang: one('lang', LANGUAGES) ?? null,
  }
}

/** The address of a state, without what is at its default. */
export function print(state: State): string {
  const params = new URLSearchParams()
  if (state.site) params.set('site', state.site)
  if (hasDates(state)) setDates(params, state)
  else if (state.period !== START.period) params.set('period', state.period)
  if (state.session) params.set('session', state.session)
  if (state.add) params.set('add', '1')
  if (state.lang) params.set('lang', state.lang)
  return params.size ? `/?${params}` : '/'
}

export const hasDates = (state: State): boolean => Boolean(state.from || state.to)

function setDates(params: URLSearchParams, { from, to }: State) {
  if (from) params.set('from', from)
  if (to) params.set('to', to)
}

/** `site` and the period, as every report and export takes them. */
function scope(state: State): URLSearchParams {
  const params = new URLSearchParams({ site: state.site ?? '' })
  if (hasDates(state)) setDates(params, state)
  else params.set('period', state.period)
  return params
}

/** Where the API answers a report about what the page shows. */
export function reportPath(state: State, report: string, limit?: number): string {
  const params = scope(state)
  if (limit) params.set('limit', String(limit))
  return `/api/stats/${report}?${params}`
}

/** The same period as a CSV file. */
export const exportPath = (state: State, type: string): string => `/api/export/${type}.csv?${scope(state)}`

/** One session with everything that is known about it. */
export function sessionPath(state: State, id: string): string {
  return `/api/stats/sessions/${encodeURIComponent(id)}?${new URLSearchParams({ site: state.site ?? '' })}`
}
