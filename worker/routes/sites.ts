/** `/api/sites`: the sites and their settings. */
import { Hono } from 'hono'
import type { IdentifySecret, Sites, Status } from '../../wire/answers/site.ts'
import { unicodeHost } from '../../wire/idn.ts'
import { newSite, sitePatch } from '../../wire/schema.ts'
import { allow, needs } from '../auth.ts'
import { engineFor } from '../engine/engines.ts'
import type { App } from '../env.ts'
import { ApiError, BadParameter } from '../errors.ts'
import { RECLASSIFY_STEP, reclassify } from '../ingest/reclassify.ts'
import { newIdentifySecret } from '../secrets/identifySecret.ts'
import { siteStatus } from '../stats/status.ts'
import { audit, auditNothing } from './auditTrail.ts'
import { readBody } from './body.ts'
import { sharedUserIds } from './sharedUserIds.ts'
import { existingSite, findSite, forgetSite, shownSite, visibleSites } from './site.ts'

export const siteRoutes = new Hono<App>()

/** Two years: long enough to compare a year with the previous one. Personal data should not be kept longer by default. */
const RETENTION_DAYS = 730

siteRoutes.get('/', needs('read'), async (c) =>
  c.json({ sites: await visibleSites(c.var.store, c.var.principal) } satisfies Sites),
)

siteRoutes.post('/', needs('admin'), async (c) => {
  const { site, ...settings } = await readBody(c, newSite)
  allow(c.var.principal, site)
  const row = {
    site,
    name: unicodeHost(site),
    timezone: 'UTC',
    currency: 'USD',
    hosts: [site],
    ignored_referrers: [],
    excluded_ips: [],
    points: {},
    retention_days: RETENTION_DAYS,
    revenue_counts: 'any' as const,
    identify: 'signed' as const,
    hold_above: {},
    exclude_data_centres: false,
    rows_per_day: null,
    keep_params: [],
    ...settings,
    created_ms: c.var.now_ms,
  }
  if (!(await c.var.store.addSite(row))) throw new ApiError(409, `there is a site ${site} already`)
  forgetSite(site)
  audit(c, { site })
  return c.json(shownSite({ ...row, id: 0, exclusions: [] }), 201)
})

siteRoutes.patch('/:site', needs('admin'), async (c) => {
  const site = await existingSite(c.req.param('site'), c.var)
  const patch = await readBody(c, sitePatch)
  // Revenue and rates are stored in the site's currency. As soon as there are any, the currency cannot change.
  if (patch.currency && patch.currency !== site.currency && (await c.var.store.hasMoney(site.id)))
    throw new ApiError(409, 'currency: cannot change once there are orders or exchange rates')
  await c.var.store.patchSite(site.id, patch)
  forgetSite(site.site)
  // The dashboard sends all settings, changed or not.
  const fields = (Object.keys(patch) as (keyof typeof patch)[]).filter(
    (field) => JSON.stringify(patch[field]) !== JSON.stringify(site[field]),
  )
  if (fields.length) audit(c, { fields }, site.site)
  else auditNothing(c)
  return c.json(shownSite((await findSite(c.var.store, site.site, c.var.now_ms)) ?? { ...site, ...patch }))
})

siteRoutes.delete('/:site', needs('admin'), async (c) => {
  const site = await existingSite(c.req.param('site'), c.var)
  await c.var.store.removeSite(site)
  forgetSite(site.site)
  audit(c, { site: site.site })
  return c.body(null, 204)
})

/** Replaces the secret before: pages that show older signatures no longer link browsers. */
siteRoutes.post('/:site/identify-secret', needs('admin'), async (c) => {
  const site = await existingSite(c.req.param('site'), c.var)
  const secret = await newIdentifySecret(c.var.store, c.env.CREDENTIALS_KEY, site.id)
  audit(c, {}, site.site)
  return c.json<IdentifySecret>({ secret }, 201)
})

siteRoutes.get('/:site/status', needs('read'), async (c) => {
  const site = await existingSite(c.req.param('site'), c.var)
  const [status, shared] = await Promise.all([
    siteStatus(engineFor(c.var.store), site, c.var.now_ms),
    sharedUserIds(c.var.store, site.id),
  ])
  return c.json<Status>({ ...status, ...shared })
})

siteRoutes.post('/:site/reclassify', needs('admin'), async (c) => {
  const site = await existingSite(c.req.param('site'), c.var)
  const limit = Number(c.req.query('limit') || RECLASSIFY_STEP.default)
  if (!Number.isInteger(limit) || limit < 1 || limit > RECLASSIFY_STEP.most)
    throw new BadParameter('limit', `must be a whole number from 1 to ${RECLASSIFY_STEP.most}`)
  const { answer, isFirst } = await reclassify(c.var.store, site, limit, c.var.now_ms)
  // The steps that follow belong to the same change.
  if (isFirst) audit(c, { rules_version: answer.rules_version }, site.site)
  else auditNothing(c)
  return c.json(answer)
})
