/** The API's parameters for what the page shows: which period, which filters, which model. Works without a browser. */
import { writeFilter } from '../../../wire/filter.ts'
import { DEFAULT_STATE, hasDates, type PageState, setDates } from '../address/pageState.ts'

/** What all reports of the page are about: `site`, the period, the filters and the model. */
export function scopeParams(state: PageState): URLSearchParams {
  const params = new URLSearchParams({ site: state.site ?? '' })
  if (hasDates(state)) setDates(params, state)
  else params.set('period', state.period)
  for (const filter of state.filters) params.append('filter', writeFilter(filter))
  if (state.model !== DEFAULT_STATE.model) params.set('model', state.model)
  return params
}

/** A report's own parameters; what is null, undefined or empty is not asked for. */
export type ReportParams = Record<string, string | number | readonly string[] | null | undefined>

/** A list stands value by value. */
function setOwn(params: URLSearchParams, own: ReportParams) {
  for (const [name, value] of Object.entries(own)) {
    const values = typeof value === 'object' ? (value ?? []) : value || value === 0 ? [String(value)] : []
    if (values.length) params.delete(name)
    for (const one of values) params.append(name, one)
  }
}

/** A report as `/api/stats?report=` names it. */
export function reportName(report: string, own: ReportParams = {}): string {
  const params = new URLSearchParams()
  setOwn(params, own)
  return params.size ? `${report}?${params}` : report
}

/** `compare=` as the API takes it. */
export const comparison = ({ compare }: PageState): string | null => (compare === 'none' ? null : compare)

/** The whole period as a file. */
export function exportPath(
  state: PageState,
  type: string,
  ending: 'csv' | 'xlsx',
  own: ReportParams = {},
): string {
  const params = scopeParams(state)
  setOwn(params, own)
  return `/api/export/${type}.${ending}?${params}`
}

/** One session with everything that is known about it. */
export function sessionPath(state: PageState, id: string): string {
  return `/api/stats/sessions/${encodeURIComponent(id)}?${new URLSearchParams({ site: state.site ?? '' })}`
}
