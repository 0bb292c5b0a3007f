/** Reports that follow the page's state. All that the page asks for in one moment goes out as one request. */
import { useCallback } from 'preact/hooks'
import { usePage } from '../page.ts'
import type { Answer } from './answers.ts'
import { type ReportParams, reportName, scopeParams } from './reportRequest.ts'
import { type Refusal, refusalOf, request } from './request.ts'
import { type Fetched, useFetched } from './useAnswer.ts'

interface Asked {
  report: string
  resolve(answer: Answer<never>): void
  reject(error: Error): void
  signal: AbortSignal
}

/** The API answers so many reports a request. */
const MOST = 20

/** What waits for the end of this moment, by what the request is about. */
const waiting = new Map<string, Asked[]>()

function ask<Row>(about: string, report: string, signal: AbortSignal): Promise<Answer<Row>> {
  return new Promise((resolve, reject) => {
    const asked = { report, resolve: resolve as Asked['resolve'], reject, signal }
    const all = waiting.get(about)
    if (all) all.push(asked)
    else {
      waiting.set(about, [asked])
      queueMicrotask(() => send(about))
    }
  })
}

function send(about: string) {
  const all = waiting.get(about)!.filter(({ signal }) => !signal.aborted)
  waiting.delete(about)
  for (let at = 0; at < all.length; at += MOST) void sendSome(about, all.slice(at, at + MOST))
}

/** Ends when nobody waits for it any more. */
async function sendSome(about: string, all: Asked[]) {
  const abort = new AbortController()
  const leave = () => all.every(({ signal }) => signal.aborted) && abort.abort()
  for (const { signal } of all) signal.addEventListener('abort', leave)
  // Two panels may ask for the same.
  const reports = [...new Set(all.map(({ report }) => report))]
  const query = reports.map((report) => `&report=${encodeURIComponent(report)}`).join('')
  try {
    const path = `/api/stats?${about}${query}`
    const answer = await request<{ reports: (Answer<never> | Refusal)[] }>('GET', path, {
      signal: abort.signal,
    })
    for (const one of all) {
      const found = answer.reports[reports.indexOf(one.report)]!
      if ('error' in found) one.reject(refusalOf(found))
      else one.resolve(found)
    }
  } catch (error) {
    for (const { reject } of all) reject(error as Error)
  }
}

/** A report about what the page shows, asked again when that changes or the reader refreshes. */
export function useReport<Row>(report: string, own: ReportParams = {}): Fetched<Answer<Row>> {
  const { state } = usePage()
  return useReportOf<Row>(scopeParams(state).toString(), reportName(report, own))
}

/** A report about something else: `about` are the parameters of the request, `name` is as `reportName` writes it. */
export function useReportOf<Row>(about: string, name: string): Fetched<Answer<Row>> {
  const load = useCallback((signal: AbortSignal) => ask<Row>(about, name, signal), [about, name])
  return useFetched(`${about} ${name}`, load)
}

/** Several reports that make sense only together, named as `reportName` writes them. */
export function useReports<Row>(names: readonly string[]): Fetched<Answer<Row>[]> {
  const { state } = usePage()
  const about = scopeParams(state).toString()
  const all = names.join('\n')
  const load = useCallback(
    (signal: AbortSignal) => Promise.all(all.split('\n').map((name) => ask<Row>(about, name, signal))),
    [about, all],
  )
  return useFetched(`${about} ${all}`, load)
}
