/** The views of the dashboard in the order of the menu, and what the page shows around each of them. */

interface ViewOptions {
  /** A report has a period and filters, a tool has none. */
  kind: 'report' | 'tool'
  /** Whether there is a choice of the period to compare with. Default: true for reports. */
  isCompared?: boolean
  /** Whether there is a choice of the attribution model. Default: true for reports. */
  isCredited?: boolean
  /** Who finds the view in the menu. Default: every reader. */
  menuOf?: 'admins' | 'full admins'
}

const VIEW_OPTIONS = {
  overview: { kind: 'report' },
  ads: { kind: 'report' },
  pages: { kind: 'report' },
  audience: { kind: 'report' },
  costs: { kind: 'report' },
  // A session is listed once under every model.
  sessions: { kind: 'report', isCompared: false, isCredited: false },
  quality: { kind: 'report', isCompared: false },
  links: { kind: 'tool' },
  install: { kind: 'tool' },
  settings: { kind: 'tool', menuOf: 'admins' },
  add: { kind: 'tool', menuOf: 'full admins' },
} as const satisfies Record<string, ViewOptions>

export type ViewName = keyof typeof VIEW_OPTIONS
export const VIEWS = Object.keys(VIEW_OPTIONS) as ViewName[]
export const optionsOf = (view: ViewName): ViewOptions => VIEW_OPTIONS[view]
export const REPORT_VIEWS = VIEWS.filter((view) => optionsOf(view).kind === 'report')
export const TOOL_VIEWS = VIEWS.filter((view) => optionsOf(view).kind === 'tool')
