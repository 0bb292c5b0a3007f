/** Whether the events of a request are taken, before anything of it is stored. A refusal is thrown as `TooMany`. */
import type { Context } from 'hono'
import { MINUTE_MS } from '../../wire/time.ts'
import type { App } from '../env.ts'
import type { TooMany } from '../errors.ts'
import { pausedDrops } from '../ingest/pausedDrops.ts'
import type { SiteRow } from '../store/rows.ts'
import { overBudget } from './rowBudget.ts'
import { rowsPerDay } from './rowsPerDay.ts'
import { siteTooFast } from './tooFast.ts'

/** Events of refused requests, by site. */
export const refusedEvents = pausedDrops('rate_limited', MINUTE_MS)

/** Why the script's events for a site are refused; null if they may pass. */
export const pagesRefused = async (c: Context<App>, site: SiteRow): Promise<TooMany | null> =>
  (await siteTooFast(c, site, 'pages')) ?? budgetRefusal(c, site, 'pages')

/** Why the events or an order of a server are refused; null if they may pass. Only the site's budget limits a server. */
export const serverRefused = (c: Context<App>, site: SiteRow): TooMany | null =>
  budgetRefusal(c, site, 'servers')

function budgetRefusal(c: Context<App>, site: SiteRow, from: 'pages' | 'servers'): TooMany | null {
  const { store, now_ms } = c.var
  const written = store.rowsWritten(site.id, now_ms)
  return overBudget({ site, written, rowsPerDay: rowsPerDay(c) }, from, now_ms)
}
