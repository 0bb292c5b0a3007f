import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from '../../tools/run.ts'
import { ADMIN_TOKEN, AS_ADMIN, eventually, startWorker, type TestWorker } from '../harness.ts'
import { apiEvent, GOOGLEBOT, newSite, post } from './fixtures.ts'

/** The configuration of the Worker with the variable DEBUG. */
function debugConfig(): string {
  const folder = join(ROOT, '.wrangler', 'test-debug')
  mkdirSync(folder, { recursive: true })
  const config = readFileSync(join(ROOT, 'wrangler.toml'), 'utf8').replace(
    /"(dist\/[^"]+|migrations)"/g,
    '"../../$1"',
  )
  writeFileSync(join(folder, 'wrangler.toml'), `${config}\n[vars]\nDEBUG = "1"\n`)
  return join(folder, 'wrangler.toml')
}

let worker: TestWorker
beforeAll(async () => {
  worker = await startWorker(debugConfig())
})
afterAll(() => worker.close())

const printed = (title: string) =>
  eventually(async () => worker.logs().find(({ message }) => message.includes(title))?.message)

describe('the debug switch', () => {
  it('prints what a request did: its steps, statements, rows and milliseconds', async () => {
    const site = await newSite(worker)
    await post(worker, site, [
      apiEvent({ visitor_id: 'secret-visitor' }),
      apiEvent({ user_agent: GOOGLEBOT }),
    ])
    const ingested = await printed('POST /api/events 202, 1 accepted, 1 dropped (bot): ')
    expect(ingested).toMatch(/: [\d.]+ ms, \d+ statements, \d+ rows read, \d+ written\n/)
    expect(ingested).toMatch(/\n {2}write: [\d.]+ ms, \d+ read, [1-9]\d* written: INSERT INTO sessions/)

    await worker.api('GET', `/api/stats/sources?site=${site}&period=month`)
    const reported = await printed(`GET /api/stats/sources?site=${site}&period=month 200: `)
    expect(reported).toMatch(/\n {2}query: [\d.]+ ms, [1-9]\d* read, 0 written: .*SELECT/)

    await worker.api('GET', `/api/visitors/secret-visitor?site=${site}`)
    await worker.scheduled(new Date())
    await printed('cron: ')
  })

  it('prints no token and no bound value', async () => {
    const { body } = await worker.api<{ token: string }>('POST', '/api/tokens', {
      scope: 'read',
      name: 'secret-name',
    })
    await worker.api('GET', '/api/sites', undefined, body.token)
    await printed('GET /api/sites 200')
    const all = worker.logs().map(({ message }) => message.replace('/api/visitors/secret-visitor', ''))
    for (const secret of [ADMIN_TOKEN, body.token, 'secret-visitor', 'secret-name'])
      expect(all.join('\n')).not.toContain(secret)
  })

  it('changes no answer', async () => {
    const site = await newSite(worker)
    expect((await worker.api('GET', `/api/stats/general?site=${site}`)).status).toBe(200)
    expect((await worker.api('GET', '/api/stats/general?site=none.example')).status).toBe(404)
    const csv = await worker.fetch(`/api/export/sessions.csv?site=${site}`, {
      headers: AS_ADMIN,
    })
    expect(await csv.text()).toMatch(/^id,started_at,/)
  })
})

describe('a Worker without the switch', () => {
  it('prints nothing', async () => {
    const quiet = await startWorker()
    const before = quiet.logs().length
    await newSite(quiet)
    expect(
      quiet
        .logs()
        .slice(before)
        .filter(({ level }) => level === 'log'),
    ).toEqual([])
    await quiet.close()
  })
})
