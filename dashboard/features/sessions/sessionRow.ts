/** The row of a session in the list: the dialog returns the focus to it. */

export const rowId = (session: string): string => `session-${session}`

export const rowOf = (session: string): HTMLElement | null => document.getElementById(rowId(session))

/** The furthest stage of the funnel. A sign-up is no stage of the funnel and counts only if there is none. */
export const furthestStage = (stages: string[]): string =>
  stages.findLast((stage) => stage !== 'sign_up') ?? stages[0] ?? 'sessions'
