/** `GET /api/health`: whether the Worker and its database work. With `detail=1`, for admins: how they do. */
import { type Context, Hono } from 'hono'
import { version } from '../../package.json'
import type { HealthAnswer, HealthDetail } from '../../wire/answers/service.ts'
import { authorize } from '../auth.ts'
import type { App } from '../env.ts'
import { ApiError } from '../errors.ts'
import { lastCronMs } from '../jobs/runJobs.ts'
import { rowsPerDay } from '../limits/rowsPerDay.ts'
import { GRACE_MS } from '../store/rollupRows.ts'
import type { SiteRow } from '../store/rows.ts'
import { slotOf, slotStart } from '../time/slots.ts'

export const healthRoutes = new Hono<App>()

healthRoutes.get('/', async (c) => {
  if (c.req.query('detail') === '1') return c.json(await detail(c))
  await c.var.store.sites()
  return c.json({ status: 'ok', version } satisfies HealthAnswer)
})

async function detail(c: Context<App>): Promise<HealthDetail> {
  const principal = await authorize(c, ['admin'])
  if (principal.site !== null) throw new ApiError(403, 'this needs an admin token of every site')
  const { store, now_ms } = c.var
  const [sites, schema, cronMs, rolledUp, rows, drops] = await Promise.all([
    store.sites(),
    store.schemaVersion(),
    lastCronMs(store),
    store.rolledUpUntil(),
    store.usageToday(now_ms),
    store.dropsOfLastHour(now_ms),
  ])
  const lags = rolledUp.map(({ site_id, until_ms }) => {
    const site = sites.find(({ id }) => id === site_id)
    return site ? closedUntil(site, now_ms) - until_ms : 0
  })
  const most = rowsPerDay(c)
  return {
    status: 'ok',
    version,
    schema,
    cron: { last_ms: cronMs },
    rollup_lag_s: Math.round(Math.max(0, ...lags) / 1000),
    rows_written_today: [...rows.values()].reduce((sum, one) => sum + one, 0),
    rows_per_day: most === Infinity ? null : most,
    drops_last_hour: drops,
    outbox: { waiting: 0 },
    sites: sites.map(({ id, site, rows_per_day }) => ({
      site,
      rows_written_today: rows.get(id) ?? 0,
      rows_per_day,
    })),
  }
}

/** The instant up to which a site would be rolled up if nothing were left to do. */
const closedUntil = ({ timezone }: SiteRow, nowMs: number): number =>
  slotStart(slotOf(nowMs - GRACE_MS, timezone), timezone)
