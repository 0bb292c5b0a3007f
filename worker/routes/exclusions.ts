/** `/api/exclusions`: what reports leave out, and `/api/purge`: what is deleted for good. */
import { type Context, Hono } from 'hono'
import type { ExclusionAnswer, ExclusionsAnswer, PurgeAnswer } from '../../wire/answers/exclusion.ts'
import { type ExclusionPost, exclusionPost } from '../../wire/schema.ts'
import { iso } from '../../wire/time.ts'
import { needs } from '../auth.ts'
import { canonicalName } from '../classify/canonicalSource.ts'
import type { App } from '../env.ts'
import { ApiError, BadParameter } from '../errors.ts'
import { exclusionStep, isDue, startOfJob } from '../ingest/exclude/exclusionStep.ts'
import { Busy } from '../store/busy.ts'
import type { ExclusionRow, ExclusionState } from '../store/exclusionStore.ts'
import type { Exclusion, SiteRow } from '../store/rows.ts'
import { instant } from '../time/period.ts'
import { audit, auditNothing } from './auditTrail.ts'
import { readBody } from './body.ts'
import { forgetSite, forSite } from './site.ts'

export const exclusionRoutes = new Hono<App>()
export const purgeRoutes = new Hono<App>()

exclusionRoutes.use('*', needs('admin'), forSite)
purgeRoutes.use('*', needs('admin'), forSite)

/** Every new session is compared with all of them. */
const MOST_EXCLUSIONS = 200

/** Steps in one request. The cron does the rest, or the same request again. */
const MAX_STEPS = 4

exclusionRoutes.get('/', async (c) => {
  const { site, store } = c.var
  const rows = await store.exclusions(site.id)
  const listed = rows.filter(({ state, progress }) => state !== 'purging' && !isRemoved(state, progress.pass))
  return c.json({ site: site.site, exclusions: listed.map(shown) } satisfies ExclusionsAnswer)
})

/** Also continues to apply an exclusion that exists. */
exclusionRoutes.post('/', async (c) => {
  const asked = read(await readBody(c, exclusionPost), c.var.site)
  const rows = await c.var.store.exclusions(c.var.site.id)
  const before = rows.find((row) => row.state !== 'purging' && isSame(row, asked))
  if (before && before.state !== 'removing') auditNothing(c)
  else {
    if (rows.length >= MOST_EXCLUSIONS)
      throw new ApiError(409, `a site has at most ${MOST_EXCLUSIONS} exclusions`)
    audit(c, { kind: asked.kind })
  }
  const row =
    before?.state === 'applying' || before?.state === 'active'
      ? before
      : await begin(c, asked, 'applying', before)
  return c.json(shown((await work(c, row)) ?? row))
})

/** May be repeated until it answers `removed`. */
exclusionRoutes.delete('/:id', async (c) => {
  const rows = await c.var.store.exclusions(c.var.site.id)
  const before = rows.find((row) => row.id === c.req.param('id') && row.state !== 'purging')
  if (!before) throw new ApiError(404, 'there is no such exclusion')
  if (before.state === 'removing') auditNothing(c)
  else audit(c, { kind: before.kind })
  const row = before.state === 'removing' ? before : await begin(c, before, 'removing', before)
  return c.json(shown((await work(c, row)) ?? row))
})

/** May be repeated until it answers `purged`. */
purgeRoutes.post('/', async (c) => {
  const asked = read(await readBody(c, exclusionPost), c.var.site)
  const rows = await c.var.store.exclusions(c.var.site.id)
  const before = rows.find((row) => row.state === 'purging' && isSame(row, asked))
  if (before) auditNothing(c)
  else audit(c, { kind: asked.kind })
  const row = (await work(c, before ?? (await begin(c, asked, 'purging')))) ?? before
  const isOver = row?.state !== 'purging'
  const { sessions = 0, orders = 0 } = row?.progress ?? {}
  const state = isOver ? ('purged' as const) : ('purging' as const)
  return c.json({ purges: shownTarget(asked), state, sessions, orders } satisfies PurgeAnswer)
})

/** Stores the start of a job, so that all isolates know it within half a minute and this one at once. */
async function begin(
  { var: { store, site, now_ms } }: Context<App>,
  asked: Exclusion,
  state: ExclusionState,
  before?: ExclusionRow,
): Promise<ExclusionRow> {
  const { kind, value, from_ms, to_ms } = asked
  const row = {
    id: before?.id ?? crypto.randomUUID(),
    ...{ kind, value, from_ms, to_ms, state },
    created_ms: before?.created_ms ?? now_ms,
    progress: startOfJob(now_ms),
  } as ExclusionRow
  await store.setExclusion(site.id, row)
  forgetSite(site.site)
  return row
}

/** Does some steps of the job. On a conflict the cron goes on. */
async function work({ var: { store, site, now_ms } }: Context<App>, before: ExclusionRow) {
  let row: ExclusionRow | null = before
  for (let step = 0; step < MAX_STEPS && row && isDue(row, now_ms); step++)
    try {
      row = await exclusionStep(store, site, row.id, now_ms)
    } catch (error) {
      if (!(error instanceof Busy)) throw error
    }
  forgetSite(site.site)
  return row
}

function read(body: ExclusionPost, site: SiteRow): Exclusion {
  if ('visitor_id' in body) return { kind: 'visitor', value: body.visitor_id, from_ms: null, to_ms: null }
  if ('source' in body)
    return { kind: 'source', value: canonicalName(body.source), from_ms: null, to_ms: null }
  const [from_ms, to_ms] = (['from', 'to'] as const).map((name) => {
    const ms = instant(body[name], site.timezone)
    if (ms === null) throw new BadParameter(name, 'must be an ISO date or instant')
    return ms
  }) as [number, number]
  if (from_ms >= to_ms) throw new BadParameter('to', 'must be later than from')
  return { kind: 'interval', value: null, from_ms, to_ms }
}

const isSame = (a: Exclusion, b: Exclusion) =>
  a.kind === b.kind && a.value === b.value && a.from_ms === b.from_ms && a.to_ms === b.to_ms

/** Reports have all of it again; only the check is left. */
const isRemoved = (state: ExclusionState, pass: ExclusionRow['progress']['pass']) =>
  state === 'removing' && pass !== 'first'

function shownTarget({ kind, value, from_ms, to_ms }: Exclusion): ExclusionAnswer['excludes'] {
  if (kind === 'interval') return { from: iso(from_ms), to: iso(to_ms) }
  return kind === 'visitor' ? { visitor_id: value } : { source: value }
}

function shown({ id, created_ms, state, progress, ...target }: ExclusionRow): ExclusionAnswer {
  const { sessions, orders, pass } = progress
  const now = isRemoved(state, pass) ? 'removed' : state === 'purging' ? 'applying' : state
  return { id, excludes: shownTarget(target), created_at: iso(created_ms), state: now, sessions, orders }
}
