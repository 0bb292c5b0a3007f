/** Whether a site's events arrive. Polls until the first event has come. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Status } from '../../../wire/answers/site.ts'
import { type Fetched, useAnswer } from './useAnswer.ts'

const POLL_MS = 3000
/** 15 minutes; only time in which the page is visible counts. */
const MAX_POLLS = 300
/** 30 seconds: after that, possible reasons are shown. */
const SILENT_POLLS = 10

interface Polling {
  answer: Fetched<Status>
  /** No event has come yet, and the page goes on polling. */
  isWaiting: boolean
  /** No event has come for so long that something may be wrong. */
  isSilent: boolean
  /** Polls again, and goes on polling. */
  resume(): void
}

/** Loads once when a site's first and latest events came. */
export const useArrival = (site: string): Fetched<Status> =>
  useAnswer<Status>(`/api/sites/${encodeURIComponent(site)}/status`)

/** Polls every three seconds until an event has come, only while the page is visible. */
export function useStatus(site: string): Polling {
  const answer = useArrival(site)
  const [polls, setPolls] = useState(0)
  const missing = !answer.data?.first_event_at
  const isWaiting = missing && polls < MAX_POLLS
  const retry = useRef(answer.retry)
  retry.current = answer.retry
  useEffect(() => {
    if (!isWaiting || answer.busy) return
    const poll = () => {
      if (document.visibilityState !== 'visible') return
      setPolls((count) => count + 1)
      retry.current()
    }
    const timer = setTimeout(poll, POLL_MS)
    document.addEventListener('visibilitychange', poll)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', poll)
    }
  }, [isWaiting, answer.busy])
  return {
    answer,
    isWaiting,
    isSilent: missing && polls >= SILENT_POLLS,
    resume() {
      setPolls(0)
      answer.retry()
    },
  }
}
