/** `/api/stats/{report}`, many of them in one answer, and `/api/export/{type}.csv` or `.xlsx`. */

import { Hono, type MiddlewareHandler } from 'hono'
import { ownValue } from '../../wire/ownValue.ts'
import { textId } from '../../wire/readId.ts'
import { needs } from '../auth.ts'
import { explain } from '../classify/explain.ts'
import { engineFor } from '../engine/engines.ts'
import type { App } from '../env.ts'
import { ApiError, BadParameter, errorResponseOf } from '../errors.ts'
import { siteTooFast } from '../limits/tooFast.ts'
import { operationOf, refuseUnknown } from '../openapi/parameterCheck.ts'
import { repairSoon } from '../rollup/repairSoon.ts'
import { csvOf } from '../stats/export/csv.ts'
import { EXPORTS, XLSX_TYPE } from '../stats/export/exports.ts'
import { longExport } from '../stats/export/longExport.ts'
import { pagesOf, streamOf } from '../stats/export/pages.ts'
import { xlsxOf } from '../stats/export/xlsx.ts'
import type { ExportPage } from '../stats/exportPage.ts'
import { MOST_REPORTS, REPORTS } from '../stats/reports.ts'
import { oneOf, type Params, paramOf } from '../stats/request.ts'
import { sessionDetail } from '../stats/sessionDetail.ts'
import { Busy } from '../store/busy.ts'
import { isOverloaded } from '../store/overload.ts'
import { forSite } from './site.ts'
import { someAtATime } from './someAtATime.ts'

export const statsRoutes = new Hono<App>()
export const exportRoutes = new Hono<App>()

/** Reports give way to events: when the database is overloaded, and when there are too many reports of a site. */
const admitReport: MiddlewareHandler<App> = async (c, next) => {
  if (isOverloaded(c.env.DB, c.var.now_ms)) throw new Busy('overloaded', 'reports wait after an overload')
  const tooFast = await siteTooFast(c, c.var.site, 'reports')
  if (tooFast) throw tooFast
  await next()
}

statsRoutes.use('*', needs('read'), forSite, admitReport)
exportRoutes.use('*', needs('read'), forSite, admitReport)

/** After the answer: rolls up dirty time, if there was so much that it slowed the report down. */
const repairAfter: MiddlewareHandler<App> = async (c, next) => {
  await next()
  const repair = repairSoon(c.var.store, c.var.site, c.var.now_ms)
  if (repair) c.executionCtx.waitUntil(repair)
}
statsRoutes.use('*', repairAfter)

/**
 * `rollup=off` counts every session. That can use up the D1 rows of a day, so only an admin may do it, to check the
 * rollups.
 */
const allowRollup: MiddlewareHandler<App> = async (c, next) => {
  if (c.req.query('rollup') && c.var.principal.scope !== 'admin')
    throw new ApiError(403, 'rollup= needs a token with the scope admin')
  await next()
}
statsRoutes.use('*', allowRollup)
exportRoutes.use('*', allowRollup)

/** Parameters that concern the request as a whole. */
const SHARED_ONLY = ['site', 'rollup', 'format', 'report']

/** Reports of one request that are read at the same time. With all of them, ingest would have to wait for all. */
const AT_A_TIME = 4

/** Several reports in one request. Each takes the parameters of the request and its own (`report=sources?limit=5`). */
statsRoutes.get('/', async (c) => {
  const { report: asked = [], format, ...shared } = c.req.queries()
  if (format) throw new BadParameter('format', 'is not allowed with several reports')
  if (!asked.length) throw new BadParameter('report', 'is needed: the name of a report, or name?limit=5')
  if (asked.length > MOST_REPORTS)
    throw new BadParameter('report', `is allowed at most ${MOST_REPORTS} times`)
  const { site, store } = c.var
  const [engine, nowMs] = [engineFor(store), c.var.now_ms]
  const answer = async (text: string) => {
    const [name, query = ''] = text.split(/\?(.*)/s)
    const run = find(name!, REPORTS, 'report')
    const own = paramsOf(query, name!)
    const params = { ...withoutPeriod(shared, own), ...own }
    return run({ engine, site, params, nowMs })
  }
  const reports = await someAtATime(AT_A_TIME, asked, (text) => answer(text).catch(errorResponseOf))
  return c.json({ reports })
})

/** The shared parameters; without the period if the report has its own. */
function withoutPeriod(shared: Params, own: Params): Params {
  if (!['period', 'from', 'to'].some((name) => paramOf(own, name))) return shared
  const { period, from, to, ...rest } = shared
  return rest
}

/** The parameters after a report's name. Throws for those that this report does not take. */
function paramsOf(query: string, report: string): Params {
  const params: Params = Object.create(null)
  for (const [name, value] of new URLSearchParams(query)) {
    if (SHARED_ONLY.includes(name))
      throw new BadParameter(name, 'is for all reports of a request: set it outside of report=')
    params[name] = [...(params[name] ?? []), value]
  }
  refuseUnknown(operationOf('GET', `/api/stats/${report}`)!, Object.keys(params))
  return params
}

statsRoutes.get('/sessions/:id', async (c) => {
  const { site, store } = c.var
  const id = c.req.param('id')
  const detailOf = (one: string) => sessionDetail(store, engineFor(store), site, one)
  // As an export shows it, too.
  const detail = (await detailOf(id)) ?? (textId(id) === id ? null : await detailOf(textId(id)))
  if (!detail) throw new ApiError(404, 'there is no such session')
  return c.json({ ...detail.shown, why: explain(detail.session, site) })
})

statsRoutes.get('/:report', async (c) => {
  const params: Params = c.req.queries()
  const name = c.req.param('report')
  const format = oneOf('format', paramOf(params, 'format') ?? 'json', ['json', 'csv'])
  const run = find(name, REPORTS, 'report')
  if (format === 'csv') return download(c.var, name, 'csv', params)
  const { site, store } = c.var
  return c.json(await run({ engine: engineFor(store), site, params, nowMs: c.var.now_ms }))
})

exportRoutes.get('/:file{[a-z_]+\\.(?:csv|xlsx)}', (c) => {
  const [name, ending] = c.req.param('file').split('.') as [string, keyof typeof FILES]
  return download(c.var, name, ending, c.req.queries())
})

/** The entry of this name. An unknown report gets 400, like a wrong parameter. An unknown export gets 404, like a file. */
function find<T>(name: string, among: Record<string, T>, of: 'report' | 'export'): T {
  const found = ownValue(among, name)
  if (found) return found
  const names = Object.keys(among).join(', ')
  if (of === 'report') throw new BadParameter('report', `must be one of ${names}`)
  throw new ApiError(404, `there is no ${name}; there are ${names}`)
}

/** How a file is written, by its ending. */
const FILES = {
  csv: {
    type: 'text/csv; charset=utf-8',
    write: (_name: string, _first: ExportPage, pages: AsyncIterable<ExportPage>, params: Params) =>
      streamOf(csvOf(pages, paramOf(params, 'bom') !== '0')),
  },
  xlsx: {
    type: XLSX_TYPE,
    write: xlsxOf,
  },
}

/** A file with the whole period. The first page is made before the answer begins, so a wrong parameter still gets 400. */
async function download(
  { store, site, now_ms: nowMs }: Pick<App['Variables'], 'store' | 'site' | 'now_ms'>,
  name: string,
  ending: keyof typeof FILES,
  params: Params,
) {
  const { page, rows } = find(name, EXPORTS, 'export')
  const engine = engineFor(store)
  const ask = (query: Params) => page({ engine, site, params: query, nowMs, pageRows: rows })
  const whole = { ...params, limit: [], cursor: [] }
  const first = await ask(whole)
  // The later pages use the first page's period, so that it is computed once and stays the same.
  const period = { ...whole, period: [], from: [first.period.from], to: [first.period.to] }
  const following = (onRead: () => void) =>
    pagesOf(first, (cursor) => {
      onRead()
      return ask({ ...period, cursor: [cursor] })
    })
  const pages = first.next === null ? following(() => {}) : longExport(site.id, following)
  const { type, write } = FILES[ending]
  const file = `${site.site.replace(/[^a-z0-9.-]/g, '_')}-${name}.${ending}`
  return new Response(write(name, first, pages, params), {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${file}"`,
      'Cache-Control': 'no-store',
    },
  })
}
