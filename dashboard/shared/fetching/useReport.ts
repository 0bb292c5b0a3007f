/** Hooks that load reports for the current page state. Reports that are asked for in one tick go out as one request. */
import { useCallback } from 'preact/hooks'
import type { ErrorAnswer } from '../../../wire/answers/service.ts'
import { usePage } from '../page.ts'
import type { Answer } from './answers.ts'
import { type ReportParams, reportName, scopeParams } from './reportRequest.ts'
import { apiErrorOf, request } from './request.ts'
import { type Fetched, useFetched } from './useAnswer.ts'

interface PendingReport {
  report: string
  resolve(answer: Answer<never>): void
  reject(error: Error): void
  signal: AbortSignal
}

/** How many reports the API takes in one request. */
const MAX_REPORTS = 20

/** Reports that wait for the end of this tick, by the parameters that they share. */
const waiting = new Map<string, PendingReport[]>()

function queueReport<Row>(shared: string, report: string, signal: AbortSignal): Promise<Answer<Row>> {
  return new Promise((resolve, reject) => {
    const pending = { report, resolve: resolve as PendingReport['resolve'], reject, signal }
    const all = waiting.get(shared)
    if (all) all.push(pending)
    else {
      waiting.set(shared, [pending])
      queueMicrotask(() => send(shared))
    }
  })
}

function send(shared: string) {
  const all = waiting.get(shared)!.filter(({ signal }) => !signal.aborted)
  waiting.delete(shared)
  for (let at = 0; at < all.length; at += MAX_REPORTS) void sendBatch(shared, all.slice(at, at + MAX_REPORTS))
}

/** The request is aborted when all who wait for it have aborted. */
async function sendBatch(shared: string, all: PendingReport[]) {
  const abort = new AbortController()
  const abortIfUnused = () => all.every(({ signal }) => signal.aborted) && abort.abort()
  for (const { signal } of all) signal.addEventListener('abort', abortIfUnused)
  // Two panels may ask for the same report.
  const reports = [...new Set(all.map(({ report }) => report))]
  const query = reports.map((report) => `&report=${encodeURIComponent(report)}`).join('')
  try {
    const path = `/api/stats?${shared}${query}`
    const answer = await request<{ reports: (Answer<never> | (ErrorAnswer & { status: number }))[] }>(
      'GET',
      path,
      {
        signal: abort.signal,
      },
    )
    for (const one of all) {
      const found = answer.reports[reports.indexOf(one.report)]!
      if ('error' in found) one.reject(apiErrorOf(found))
      else one.resolve(found)
    }
  } catch (error) {
    for (const { reject } of all) reject(error as Error)
  }
}

/** Loads a report for the current page state, again when the state changes or the reader refreshes. */
export function useReport<Row>(report: string, own: ReportParams = {}): Fetched<Answer<Row>> {
  const { state } = usePage()
  const shared = scopeParams(state).toString()
  const name = reportName(report, own)
  const load = useCallback((signal: AbortSignal) => queueReport<Row>(shared, name, signal), [shared, name])
  return useFetched(`${shared} ${name}`, load)
}

/** Loads several reports that are shown only together; `names` are what `reportName()` returns. */
export function useReports<Row>(names: readonly string[]): Fetched<Answer<Row>[]> {
  const { state } = usePage()
  const shared = scopeParams(state).toString()
  const all = names.join('\n')
  const load = useCallback(
    (signal: AbortSignal) =>
      Promise.all(all.split('\n').map((name) => queueReport<Row>(shared, name, signal))),
    [shared, all],
  )
  return useFetched(`${shared} ${all}`, load)
}
