import type { Context } from 'hono'
import type { App } from '../env.ts'
import { refusedEvents } from '../limits/refusals.ts'
import type { SiteRow } from '../store/rows.ts'
import { later } from './later.ts'

/** After the answer: stores what the isolate has counted, if it is due. Rows written, and events of refused requests. */
export function keepCounts(c: Context<App>, { id }: Pick<SiteRow, 'id'>): void {
  const { store, now_ms } = c.var
  later(c, store.keepUsage(now_ms))
  later(c, refusedEvents.add(store, id, 0, now_ms))
}
