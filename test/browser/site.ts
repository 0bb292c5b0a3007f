/** Creates the site of a browser test, and reads what the Worker has stored for it. */
import type { Frame, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { StoredEvent } from '../../worker/store/rows.ts'
import { eventually, type TestWorker } from '../harness.ts'

interface StoredSession {
  visitor_id: string
  source: string
  events: StoredEvent[]
}

let serial = 0

/** Creates a site whose name is its host. Pages of any host may send to it. */
export async function openSite(worker: TestWorker, site = `shop-${++serial}.example`): Promise<string> {
  const { status } = await worker.api('POST', '/api/sites', {
    site,
    currency: 'UAH',
    timezone: 'Europe/Kyiv',
    hosts: ['*'],
  })
  expect(status).toBe(201)
  return site
}

/** The sessions of a site, oldest first. */
export async function sessionsOf({ db }: TestWorker, site: string): Promise<StoredSession[]> {
  const { results } = await db
    .prepare(
      `SELECT visitor_id, source, events FROM sessions JOIN sites ON sites.id = site_id
       WHERE site = ? ORDER BY started_ms`,
    )
    .bind(site)
    .all<Omit<StoredSession, 'events'> & { events: string }>()
  return results.map((row) => ({ ...row, events: JSON.parse(row.events) as StoredEvent[] }))
}

/** The time of an event by the browser's clock, which its id contains after a letter. The stored time is corrected by the Worker. */
export const madeAt = ({ id }: StoredEvent) => Number.parseInt(id.slice(1), 10)

/** The pages of the page views, in the order of the browser's clock. */
export const viewsOf = (sessions: StoredSession[]): string[] =>
  sessions
    .flatMap(({ events }) => events)
    .filter(({ name }) => name === 'page_view')
    .sort((a, b) => madeAt(a) - madeAt(b))
    .map(({ page }) => page)

export const namesOf = (sessions: StoredSession[]): string[] =>
  sessions.flatMap(({ events }) => events.map(({ name }) => name))

/** Sends a last event from a page and waits until it is stored: then all earlier ones are. Returns the sessions. */
export async function endOn(page: Page | Frame, worker: TestWorker, site: string): Promise<StoredSession[]> {
  await page.evaluate("tracker.track('the_end'); tracker.flush()")
  // Takes long only when a request failed and was repeated.
  return eventually(async () => {
    const sessions = await sessionsOf(worker, site)
    return namesOf(sessions).includes('the_end') ? sessions : undefined
  }, 30_000)
}
