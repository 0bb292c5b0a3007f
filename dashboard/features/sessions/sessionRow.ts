/** Where a session stands in the list on the page: the dialog gives the focus back to it. */

export const rowId = (session: string): string => `session-${session}`

export const rowOf = (session: string): HTMLElement | null => document.getElementById(rowId(session))

/** How far a visit got: the last stage of the funnel; a sign-up stands beside it and counts only where there is none. */
export const furthestStage = (stages: string[]): string =>
  stages.findLast((stage) => stage !== 'sign_up') ?? stages[0] ?? 'sessions'
