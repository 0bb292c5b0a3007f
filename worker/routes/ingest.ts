/** `POST /e` of the script, and `POST /api/events` of servers. */
import { type Context, Hono } from 'hono'
import { apiBatch, envelope } from '../../wire/schema.ts'
import { allow, needs } from '../auth.ts'
import { hostOf } from '../classify/host.ts'
import type { App } from '../env.ts'
import { anonymousVisitor } from '../ingest/anonymousVisitor.ts'
import { botSignal } from '../ingest/botSignal.ts'
import { countryOf } from '../ingest/countryOf.ts'
import { ingest } from '../ingest/ingest.ts'
import type { IngestRequest } from '../ingest/pipeline.ts'
import { placeOf } from '../ingest/placeOf.ts'
import { countUnknownSite, refuseUnknownSite } from '../ingest/unknownSite.ts'
import { isAtCloudflare } from '../limits/isAtCloudflare.ts'
import { pagesRefused, refusedEvents, serverRefused } from '../limits/refusals.ts'
import { addressTooFast } from '../limits/tooFast.ts'
import { isSigned } from '../secrets/identifySecret.ts'
import type { SiteRow } from '../store/rows.ts'
import { afterCommit } from './afterCommit.ts'
import { atMost, readBody } from './body.ts'
import { keepCookie } from './keepCookie.ts'
import { keepCounts } from './keepCounts.ts'
import { later } from './later.ts'
import { findSite, keptSite, ownersOf } from './site.ts'
import { ingestDeadline } from './withinDeadline.ts'

export const beaconRoutes = new Hono<App>()
export const ingestRoutes = new Hono<App>()

// Any origin may send, with cookies, so the answer must name the origin. The site's hosts decide what is counted. The
// dashboard's cookie gives no rights here. The headers are set before the handler, because hono's `cors` would create a
// response first and then copy it.
beaconRoutes.use('/e', async (c, next) => {
  c.header('Access-Control-Allow-Origin', c.req.header('origin') || '*')
  c.header('Access-Control-Allow-Credentials', 'true')
  c.header('Access-Control-Expose-Headers', 'Retry-After')
  c.header('Vary', 'Origin')
  c.header('X-Content-Type-Options', 'nosniff')
  await next()
})

beaconRoutes.options('/e', (c) => {
  c.header('Access-Control-Allow-Methods', 'POST')
  c.header('Access-Control-Allow-Headers', c.req.header('access-control-request-headers'))
  c.header('Access-Control-Max-Age', '86400')
  return c.body(null, 204)
})

/**
 * Where the visitor is (placeOf). `consent.js` asks for it where a page's consent differs
 * from region to region. Only Cloudflare's network knows: elsewhere the place of a request is an example.
 */
beaconRoutes.get('/e', (c) => {
  const cf = c.req.raw.cf as IncomingRequestCfProperties | undefined
  c.header('Cache-Control', 'no-store')
  return c.text(isAtCloudflare(c) ? placeOf(cf) : '')
})

beaconRoutes.post('/e', ingestDeadline, async (c) => {
  const received_ms = c.var.now_ms
  const body = await readBody(c, envelope)
  const events = atMost(body.events)
  const tooFast = await addressTooFast(c)
  // A refused request must not read from the database.
  const site = tooFast
    ? keptSite(body.site, received_ms)
    : await findSite(c.var.store, body.site, received_ms)
  const refusal = tooFast ?? (site && (await pagesRefused(c, site)))
  if (refusal) {
    if (site) later(c, refusedEvents.add(c.var.store, site.id, events.length, received_ms))
    throw refusal
  }
  if (!site) {
    const host = hostOf(c.req.header('origin') ?? '')
    if (host) {
      const owners = await ownersOf(c.var.store, host, received_ms)
      await countUnknownSite(c.var.store, owners, body.site, events.length, received_ms)
    }
    return c.json(refuseUnknownSite(body.site, events), 202)
  }
  const request: IngestRequest = {
    ...circumstances(c, site, received_ms),
    from: 'browser',
    sent_ms: body.now,
  }
  const answer = await ingest(c.var.store, events, request)
  await afterCommit(() => keepCookie(c, body.site, events))
  keepCounts(c, site)
  return c.json(answer, 202)
})

ingestRoutes.post('/api/events', ingestDeadline, needs('ingest'), async (c) => {
  const received_ms = c.var.now_ms
  const body = await readBody(c, apiBatch)
  const events = atMost(body.events)
  allow(c.var.principal, body.site.toLowerCase())
  const site = await findSite(c.var.store, body.site, received_ms)
  if (!site) return c.json(refuseUnknownSite(body.site, events), 202)
  const refusal = serverRefused(c, site)
  if (refusal) {
    later(c, refusedEvents.add(c.var.store, site.id, events.length, received_ms))
    throw refusal
  }
  const request: IngestRequest = { ...circumstances(c, site, received_ms), from: 'server' }
  const answer = await ingest(c.var.store, events, request)
  keepCounts(c, site)
  return c.json(answer, 202)
})

/** What the request's headers say. From a browser they describe the visitor; from a server they do not. */
function circumstances(c: Context<App>, site: SiteRow, received_ms: number): Omit<IngestRequest, 'from'> {
  const ip = c.req.header('cf-connecting-ip') ?? null
  const user_agent = c.req.header('user-agent') ?? ''
  const cf = c.req.raw.cf as IncomingRequestCfProperties | undefined
  let anonymous: Promise<string> | undefined
  return {
    site,
    received_ms,
    origin: c.req.header('origin') ?? null,
    ip,
    user_agent,
    automated: botSignal({ header: (name) => c.req.header(name), cf: cf ?? {} }, site.exclude_data_centres),
    hints: {
      mobile: c.req.header('sec-ch-ua-mobile') ?? null,
      platform: c.req.header('sec-ch-ua-platform') ?? null,
    },
    language: c.req.header('accept-language') ?? null,
    place: { country: countryOf(cf?.country ?? null), region: cf?.region ?? null, city: cf?.city ?? null },
    denied: c.req.header('sec-gpc') === '1',
    isSigned: (userId, signature) =>
      isSigned(
        { store: c.var.store, credentialsKey: c.env.CREDENTIALS_KEY, nowMs: received_ms },
        site.id,
        userId,
        signature,
      ),
    anonymous: () => {
      const trace = { site_id: site.id, site: site.site, ip: ip ?? '', user_agent }
      anonymous ??= anonymousVisitor(c.var.store, trace, received_ms)
      return anonymous
    },
  }
}
