/** Sites on `nodeApp` whose sessions are excluded from reports and included again. */
import type { ExclusionAnswer } from '../../wire/answers/exclusion.ts'
import { DAY_MS } from '../../wire/time.ts'
import { rollUpStep } from '../../worker/rollup/rollUp.ts'
import { CHROME } from './fixtures.ts'
import type { NodeApp } from './nodeApp.ts'
import { NOW, type SiteEvent } from './randomVisits.ts'

/** The period of the reports: all events of the tests. */
export const PERIOD = `from=${new Date(NOW - 70 * DAY_MS).toISOString()}&to=${new Date(NOW).toISOString()}`

/** The body of the answer to an admin's request. Throws if it is refused. */
export async function ask<T>(app: NodeApp, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await app.api<T>(method, path, body)
  if (answer.status >= 400)
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}

export async function addSite(app: NodeApp, site: string, events: SiteEvent[]): Promise<void> {
  await ask(app, 'POST', '/api/sites', { site, timezone: 'Europe/Kyiv', currency: 'UAH' })
  // Two of the visitors are the same person. A link stays, also if it was made in a visit that is excluded later.
  app.db.exec(`INSERT INTO identities (site_id, visitor_id, user_id, since_ms)
SELECT sites.id, value, 'u1', 0 FROM sites CROSS JOIN json_each('["v1", "v2"]') WHERE sites.site = '${site}'`)
  await addEvents(app, site, events)
}

export async function addEvents(app: NodeApp, site: string, events: SiteEvent[]): Promise<void> {
  for (let i = 0; i < events.length; i += 50)
    await ask(app, 'POST', '/api/events', {
      site,
      events: events.slice(i, i + 50).map(({ source, ...event }) => ({
        url: `https://shop.example/?utm_source=${source}&utm_medium=cpc`,
        user_agent: CHROME,
        ...event,
      })),
    })
}

export async function rollUp(app: NodeApp, site: string): Promise<void> {
  const row = (await app.store.site(site))!
  for (let i = 0; i < 500; i++) {
    const step = await rollUpStep(app.store, row, NOW, 1)
    if (step.outcome === 'done') return
  }
  throw new Error('the rollups are never done')
}

/** The rows of a site, without revisions. */
export const rowsOf = (app: NodeApp, site: string) =>
  ['sessions', 'orders'].map((table) =>
    app.db
      .prepare(`SELECT * FROM ${table} WHERE site_id = (SELECT id FROM sites WHERE site = ?)`)
      .all(site)
      .map(({ rev, ...row }) => row),
  )

/** Excludes, and waits until it is applied. */
export async function exclude(app: NodeApp, site: string, body: unknown): Promise<ExclusionAnswer> {
  for (;;) {
    const answer = await ask<ExclusionAnswer>(app, 'POST', `/api/exclusions?site=${site}`, body)
    if (answer.state !== 'applying') return answer
  }
}

/** Takes an exclusion back, and waits until that is done. */
export async function include(app: NodeApp, site: string, id: string): Promise<ExclusionAnswer> {
  for (;;) {
    const answer = await ask<ExclusionAnswer>(app, 'DELETE', `/api/exclusions/${id}?site=${site}`)
    if (answer.state !== 'removing') return answer
  }
}
