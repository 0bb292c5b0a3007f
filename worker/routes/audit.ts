/** `GET /api/audit?site=`: who changed what, the newest first. */
import { Hono } from 'hono'
import type { AuditAnswer } from '../../wire/answers/audit.ts'
import { needs } from '../auth.ts'
import type { App } from '../env.ts'
import { readCursor, writeCursor } from '../stats/cursor.ts'
import { readLimit } from '../stats/request.ts'
import { forSite } from './site.ts'

export const auditRoutes = new Hono<App>()

const NAME = 'audit'

/** An admin of every site also sees what concerns all sites, such as tokens and removed sites. */
auditRoutes.get('/', needs('admin'), forSite, async (c) => {
  const { principal, site, store } = c.var
  const limit = readLimit(c.req.query('limit') || null)
  const before = readCursor(c.req.query('cursor') || null, NAME) || Number.MAX_SAFE_INTEGER
  // One more row than is shown tells whether there is a next page.
  const found = await store.auditOf(site.site, before, limit + 1, principal.site === null)
  const shown = found.slice(0, limit)
  return c.json({
    site: site.site,
    rows: shown.map(({ id, at_ms, site, token_id, by_sign_in, ...row }) => ({
      at: new Date(at_ms).toISOString(),
      site: site || null,
      token_id: token_id || null,
      by_sign_in: by_sign_in === 1,
      ...row,
    })),
    next: found.length > limit ? writeCursor(NAME, shown.at(-1)!.id) : null,
  } satisfies AuditAnswer)
})
