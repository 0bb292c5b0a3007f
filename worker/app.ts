/** The Worker's HTTP side: mounts the routes and answers errors. */
import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { startDebug, titleOf } from './debug.ts'
import type { App } from './env.ts'
import { ApiError, answerError } from './errors.ts'
import { auditRoutes } from './routes/audit.ts'
import { auditTrail } from './routes/auditTrail.ts'
import { costRoutes } from './routes/costs.ts'
import { exclusionRoutes, purgeRoutes } from './routes/exclusions.ts'
import { healthRoutes } from './routes/health.ts'
import { beaconRoutes, ingestRoutes } from './routes/ingest.ts'
import { knownParameters } from './routes/knownParameters.ts'
import { openapiRoutes } from './routes/openapi.ts'
import { orderRoutes } from './routes/orders.ts'
import { peopleRoutes } from './routes/people.ts'
import { rateRoutes } from './routes/rates.ts'
import { reconcileRoutes } from './routes/reconcile.ts'
import { sessionRoutes } from './routes/session.ts'
import { siteRoutes } from './routes/sites.ts'
import { exportRoutes, statsRoutes } from './routes/stats.ts'
import { tokenRoutes } from './routes/tokens.ts'
import { visitorRoutes } from './routes/visitors.ts'
import { d1Store } from './store/d1/d1Store.ts'

export const app = new Hono<App>()

app.use('*', async (c, next) => {
  c.set('now_ms', Date.now())
  if (c.env.DEBUG !== '1') {
    c.set('store', d1Store(c.env.DB))
    return next()
  }
  const debug = startDebug(c.env.DB)
  c.set('store', debug.store)
  await next()
  debug.print(await titleOf(c))
})
// Mounted before the security headers, so that answers to events do not have them: they would only add bytes, and HSTS
// would apply to the shop's own host.
app.route('/', beaconRoutes)
app.use(
  '*',
  secureHeaders({
    crossOriginResourcePolicy: false,
    // Without includeSubDomains: the subdomains of this host may be the shop's.
    strictTransportSecurity: 'max-age=15552000',
    xFrameOptions: 'DENY',
    contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  }),
)
app.use('/api/*', async (c, next) => {
  await next()
  if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store')
})
app.use('/api/*', knownParameters)
app.route('/', ingestRoutes)
// After the ingest, which is no change of an admin and must not wait.
app.use('/api/*', auditTrail)
app.route('/api/health', healthRoutes)
app.route('/api/openapi.json', openapiRoutes)
app.route('/api/session', sessionRoutes)
app.route('/api/sites', siteRoutes)
app.route('/api/orders', orderRoutes)
app.route('/api/rates', rateRoutes)
app.route('/api/costs', costRoutes)
app.route('/api/reconcile', reconcileRoutes)
app.route('/api/tokens', tokenRoutes)
app.route('/api/audit', auditRoutes)
app.route('/api/visitors', visitorRoutes)
app.route('/api/people', peopleRoutes)
app.route('/api/exclusions', exclusionRoutes)
app.route('/api/purge', purgeRoutes)
app.route('/api/stats', statsRoutes)
app.route('/api/export', exportRoutes)
app.notFound((c) => answerError(new ApiError(404, `there is nothing at ${c.req.path}`), c))
app.onError(answerError)
