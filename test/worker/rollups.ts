/** Folds a site as the cron does, and asks with and without what is folded. */
import { expect } from 'vitest'
import type { TestWorker } from '../harness.ts'
import { post, type Report, report } from './fixtures.ts'

const HOUR_MS = 3_600_000

/** The last full hour: then what has changed is folded again, too. */
const onTheHour = () => new Date(Math.floor(Date.now() / HOUR_MS) * HOUR_MS)

export interface Folded {
  until_slot: number
  until_ms: number
  stale: number
}

export async function foldedOf(worker: TestWorker, site: string): Promise<Folded | null> {
  const sql = `SELECT until_slot, until_ms, (SELECT count(*) FROM stale t WHERE t.site_id = f.site_id) AS stale
FROM folds f WHERE site_id = (SELECT id FROM sites WHERE site = ?)`
  return worker.db.prepare(sql).bind(site).first<Folded>()
}

/** Runs the cron until it changes nothing of this site any more. */
export async function foldAll(worker: TestWorker, site: string): Promise<Folded> {
  let before = ''
  for (;;) {
    await worker.scheduled(onTheHour())
    const folded = await foldedOf(worker, site)
    if (folded && JSON.stringify(folded) === before) return folded
    before = JSON.stringify(folded)
  }
}

export const ask = (worker: TestWorker, site: string, name: string, query: string) =>
  report(worker, site, name, `limit=1000&${query}`)

/** The answer, after making sure that the same comes out without folds. */
export async function askBoth(
  worker: TestWorker,
  site: string,
  name: string,
  query: string,
): Promise<Report> {
  const folded = await ask(worker, site, name, query)
  // A period that ends now would end later the second time.
  const { from, to } = folded.period
  const raw = await ask(
    worker,
    site,
    name,
    `${query.replace(/\bperiod=\w+/, '')}&from=${from}&to=${to}&rollup=off`,
  )
  expect({ ...folded, next: null }, `${name} ${query}`).toEqual({ ...raw, next: null })
  return folded
}

export async function send(
  worker: TestWorker,
  site: string,
  events: Record<string, unknown>[],
): Promise<void> {
  for (let at = 0; at < events.length; at += 50) {
    const { status } = await post(worker, site, events.slice(at, at + 50))
    expect(status).toBe(202)
  }
}
