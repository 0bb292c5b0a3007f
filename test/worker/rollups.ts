/** Rolls up a site as the cron does, and asks for reports with and without rollups. */
import { expect } from 'vitest'
import { HOUR_MS } from '../../wire/time.ts'
import type { TestWorker } from '../harness.ts'
import { post, type Report, report } from './fixtures.ts'

/** The last full hour: in its run the cron also rolls up dirty slots. */
const onTheHour = () => new Date(Math.floor(Date.now() / HOUR_MS) * HOUR_MS)

export interface RolledUp {
  until_slot: number
  until_ms: number
  dirty: number
}

export async function rollupStateOf(worker: TestWorker, site: string): Promise<RolledUp | null> {
  const sql = `SELECT until_slot, until_ms, (SELECT count(*) FROM stale t WHERE t.site_id = f.site_id) AS dirty
FROM folds f WHERE site_id = (SELECT id FROM sites WHERE site = ?)`
  return worker.db.prepare(sql).bind(site).first<RolledUp>()
}

/** Runs the cron until it no longer changes anything of this site. */
export async function rollUpAll(worker: TestWorker, site: string): Promise<RolledUp> {
  let before = ''
  for (;;) {
    await worker.scheduled(onTheHour())
    const state = await rollupStateOf(worker, site)
    if (state && JSON.stringify(state) === before) return state
    before = JSON.stringify(state)
  }
}

export const ask = (worker: TestWorker, site: string, name: string, query: string) =>
  report(worker, site, name, `limit=1000&${query}`)

/** The answer of a report, checked to be the same without rollups. */
export async function askBoth(
  worker: TestWorker,
  site: string,
  name: string,
  query: string,
): Promise<Report> {
  const answer = await ask(worker, site, name, query)
  // A relative period would end later in the second request, so that one has fixed dates.
  const { from, to } = answer.period
  const raw = await ask(
    worker,
    site,
    name,
    `${query.replace(/\bperiod=\w+/, '')}&from=${from}&to=${to}&rollup=off`,
  )
  expect({ ...answer, next: null }, `${name} ${query}`).toEqual({ ...raw, next: null })
  return answer
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
