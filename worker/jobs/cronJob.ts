import type { SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'

/** One run of the cron, once in a quarter of an hour. */
interface CronRun {
  now_ms: number
  /** Grows by one with each run. */
  number: number
  /** All sites. Each run begins with another one, so that the others do not always wait for a large site. */
  sites: SiteRow[]
  /** The part of a day's rows that falls to one run, if all runs wrote equally many; Infinity: no limit. */
  equal_rows: number
  /** How many rows the jobs that can wait may still write today. What the run has written already is subtracted. */
  rowsLeft(): number
}

/** A job that the cron runs. It does a bounded part of its work in each run, so that the ingest never waits for long. */
export interface CronJob {
  name: string
  /** It writes many rows and can wait for tomorrow: it does not run when most rows of the day are used up (`rowsLeft`). */
  waits?: true
  run(store: Store, run: CronRun): Promise<void>
}
