/** `/api/stats/{report}` and `/api/export/{type}.csv`. */
import { Hono, type MiddlewareHandler } from 'hono'
import { needs } from '../auth.ts'
import type { App } from '../env.ts'
import { ApiError } from '../error.ts'
import { explain } from '../ingest/explain.ts'
import { csvStream, pagesOf } from '../stats/csv.ts'
import { EXPORTS, REPORTS } from '../stats/reports.ts'
import { BadParameter, oneOf, type Params } from '../stats/request.ts'
import { sessionDetail } from '../stats/sessions.ts'
import { forSite } from './site.ts'

export const statsRoutes = new Hono<App>()
export const exportRoutes = new Hono<App>()

/** Rows of one page of an export: how many are in memory at a time. */
const EXPORT_PAGE = '1000'

statsRoutes.use('*', needs('read'), forSite)
exportRoutes.use('*', needs('read'), forSite)

/** Counting everything anew may cost a day's rows: that is for who pays for them, to check what folds say. */
const checked: MiddlewareHandler<App> = async (c, next) => {
  if (c.req.query('rollup') && c.var.principal.scope !== 'admin')
    throw new ApiError(403, 'rollup= needs a token with the scope admin')
  await next()
}
statsRoutes.use('*', checked)
exportRoutes.use('*', checked)

statsRoutes.get('/sessions/:id', async (c) => {
  const { site, store } = c.var
  const detail = await sessionDetail(store, site, c.req.param('id'))
  if (!detail) throw new ApiError(404, 'there is no such session')
  return c.json({ ...detail.shown, why: explain(detail.session, site) })
})

statsRoutes.get('/:report', async (c) => {
  const params: Params = c.req.queries()
  const format = oneOf('format', params.format?.at(-1) ?? 'json', ['json', 'csv'])
  if (format === 'csv') return csv(c.var, c.req.param('report'), params, REPORTS, 'report')
  const run = find(c.req.param('report'), REPORTS, 'report')
  return c.json(await run(c.var.store, c.var.site, params, Date.now()))
})

exportRoutes.get('/:file{[a-z_]+\\.csv}', (c) => {
  const name = c.req.param('file').slice(0, -'.csv'.length)
  return csv(c.var, name, c.req.queries(), { ...REPORTS, ...EXPORTS }, 'export')
})

/** A report is asked for by a name as one asks by a parameter; an export is a file, which is there or not. */
function find(name: string, among: typeof REPORTS, of: 'report' | 'export') {
  const run = Object.hasOwn(among, name) ? among[name] : undefined
  if (run) return run
  const names = Object.keys(among)
  if (of === 'report') throw new BadParameter('report', `must be one of ${names.join(', ')}`)
  throw new ApiError(404, `there is no ${name}; there are ${names.join(', ')}`)
}

/** The whole period. The first page is made before the answer begins, so that a bad parameter still gets its 400. */
async function csv(
  { store, site }: Pick<App['Variables'], 'store' | 'site'>,
  name: string,
  params: Params,
  among: typeof REPORTS,
  of: 'report' | 'export',
) {
  const run = find(name, among, of)
  const nowMs = Date.now()
  const page = (cursor: string | null) =>
    run(store, site, { ...params, limit: [EXPORT_PAGE], ...(cursor ? { cursor: [cursor] } : {}) }, nowMs)
  const first = await page(null)
  // The later pages are of the same period, which need not be found again for each.
  params.from = [first.period.from]
  params.to = [first.period.to]
  const pages = pagesOf((cursor) => (cursor === null ? Promise.resolve(first) : page(cursor)))
  return new Response(csvStream(pages, params.bom?.at(-1) !== '0'), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${site.site.replace(/[^a-z0-9.-]/g, '_')}-${name}.csv"`,
      'Cache-Control': 'no-store',
    },
  })
}
