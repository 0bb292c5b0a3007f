/** Whether a site's events arrive. Polls until the first event has come. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Status } from '../../../wire/answers/site.ts'
import { type Fetched, useAnswer } from './useAnswer.ts'

const EVERY_MS = 3000
/** 15 minutes; only time in which the page is visible counts. */
const MOST_TURNS = 300
/** 30 seconds: after that, possible reasons are shown. */
const SILENT_TURNS = 10

export interface Awaited {
  answer: Fetched<Status>
  /** No event has come yet, and the page goes on polling. */
  waits: boolean
  /** No event has come for so long that something may be wrong. */
  silent: boolean
  /** Polls again, and goes on polling. */
  resume(): void
}

/** Loads once when a site's first and latest events came. */
export const useArrival = (site: string): Fetched<Status> =>
  useAnswer<Status>(`/api/sites/${encodeURIComponent(site)}/status`)

/** Polls every three seconds until an event has come, only while the page is visible. */
export function useStatus(site: string): Awaited {
  const answer = useArrival(site)
  const [turns, setTurns] = useState(0)
  const missing = !answer.data?.first_event_at
  const waits = missing && turns < MOST_TURNS
  const retry = useRef(answer.retry)
  retry.current = answer.retry
  useEffect(() => {
    if (!waits || answer.busy) return
    const look = () => {
      if (document.visibilityState !== 'visible') return
      setTurns((count) => count + 1)
      retry.current()
    }
    const timer = setTimeout(look, EVERY_MS)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [waits, answer.busy])
  return {
    answer,
    waits,
    silent: missing && turns >= SILENT_TURNS,
    resume() {
      setTurns(0)
      answer.retry()
    },
  }
}
