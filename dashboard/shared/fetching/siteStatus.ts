/** Whether a site's events arrive: asks again and again while the first one is awaited. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Status } from '../../../wire/answers/site.ts'
import { type Fetched, useAnswer } from './useAnswer.ts'

const EVERY_MS = 3000
/** A quarter of an hour, of the time that the page was looked at. */
const MOST_TURNS = 300
/** Half a minute: then silence itself is a sign. */
const SILENT_TURNS = 10

export interface Awaited {
  answer: Fetched<Status>
  /** Nothing has come yet, and the next look is due by itself. */
  waits: boolean
  /** Nothing has come for so long that something may hold it up. */
  silent: boolean
  /** Looks again, and goes on looking. */
  resume(): void
}

/** When a site's events came, as of now. */
export const useArrival = (site: string): Fetched<Status> =>
  useAnswer<Status>(`/api/sites/${encodeURIComponent(site)}/status`)

/** Looks every three seconds, only while the page can be seen, until an event has come. */
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
