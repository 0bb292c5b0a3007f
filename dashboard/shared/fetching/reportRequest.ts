/** The API's parameters for what the page shows: which period, which filters, which model. Works without a browser. */
import { writeFilter } from '../../../wire/filter.ts'
import { DEFAULT_STATE, hasDates, type PageState, setDates } from '../address/pageState.ts'

/** The parameters that all reports of the page share: `site`, the period, the filters and the model. */
export function scopeParams(state: PageState): URLSearchParams {
  const params = new URLSearchParams({ site: state.site ?? '' })
  if (hasDates(state)) setDates(params, state)
  else params.set('period', state.period)
  for (const filter of state.filters) params.append('filter', writeFilter(filter))
  if (state.model !== DEFAULT_STATE.model) params.set('model', state.model)
  return params
}

/** The parameters of one report. null, undefined and empty values are left out. */
export type ReportParams = Record<string, string | number | readonly string[] | null | undefined>

/** A list becomes one parameter for each value. */
function addParams(params: URLSearchParams, own: ReportParams) {
  for (const [name, value] of Object.entries(own)) {
    const values = typeof value === 'object' ? (value ?? []) : value || value === 0 ? [String(value)] : []
    if (values.length) params.delete(name)
    for (const one of values) params.append(name, one)
  }
}

/** A report with its own parameters, as `/api/stats?report=` takes it. */
export function reportName(report: string, own: ReportParams = {}): string {
  const params = new URLSearchParams()
  addParams(params, own)
  return params.size ? `${report}?${params}` : report
}

/** The value of `compare=`; null for no comparison. */
export const comparison = ({ compare }: PageState): string | null => (compare === 'none' ? null : compare)

/** The path of a file with the whole period. */
export function exportPath(
  state: PageState,
  type: string,
  ending: 'csv' | 'xlsx',
  own: ReportParams = {},
): string {
  const params = scopeParams(state)
  // A report's own dates take the place of the page's period.
  if (own.from || own.to) params.delete('period')
  addParams(params, own)
  return `/api/export/${type}.${ending}?${params}`
}

/** The path of one session with its events, touches and orders. */
export function sessionPath(state: PageState, id: string): string {
  return `/api/stats/sessions/${encodeURIComponent(id)}?${new URLSearchParams({ site: state.site ?? '' })}`
}
