/** The cron's job: forgets sessions older than their site keeps them, and the salts of days gone by. */
import { DAY_MS } from '../../wire/time.ts'
import type { Store } from '../store/store.ts'

/** Rows a run and site: bounded, so that it never takes the day's writes from the ingest. */
const AT_MOST = 500

export async function forget(store: Store, nowMs: number): Promise<void> {
  await store.forgetSalts(new Date(nowMs - DAY_MS).toISOString().slice(0, 10))
  for (const site of await store.sites())
    await store.expire(site.id, nowMs - site.retention_days * DAY_MS, AT_MOST)
}
