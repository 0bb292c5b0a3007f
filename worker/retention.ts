/** The cron's job: forgets sessions older than their site keeps them. */
import type { Store } from './store/store.ts'

const DAY_MS = 86_400_000
/** Rows a run and site: bounded, so that it never takes the day's writes from the ingest. */
const AT_MOST = 500

export async function expireSessions(store: Store, nowMs: number = Date.now()): Promise<void> {
  for (const site of await store.sites())
    await store.expire(site.id, nowMs - site.retention_days * DAY_MS, AT_MOST)
}
