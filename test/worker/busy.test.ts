/** The built Worker with a database that fails. */
import { describe, expect, it } from 'vitest'
import { ADMIN_TOKEN } from '../harness.ts'
import { CHROME, type ErrorBody, wireEvent } from './fixtures.ts'
import { newStore, Recorder } from './recorder.ts'

const { default: worker } = await import('../../dist/worker/index.js' as string)

/** A D1 whose every write fails with `message`. */
class Failing extends Recorder {
  message = ''
  override async batch(): Promise<never> {
    throw new Error(this.message)
  }
}

async function send(message: string): Promise<Response> {
  const { recorder } = await newStore()
  const db = new Failing(recorder.db)
  db.message = message
  const request = new Request('https://stats.example/e', {
    method: 'POST',
    headers: { 'user-agent': CHROME, origin: 'https://shop.example' },
    body: JSON.stringify({ v: 1, site: 'shop.example', now: Date.now(), events: [wireEvent()] }),
  })
  return worker.fetch(request, { DB: db, ADMIN_TOKEN })
}

describe('a request that fails', () => {
  it.each([
    ['the database is overloaded', 'D1_ERROR: D1 DB is overloaded. Requests queued for too long.'],
    ['the database cannot be reached', 'D1_ERROR: Network connection lost.'],
    [
      'the database restarts',
      'D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.',
    ],
    ['another process has locked it', 'D1_ERROR: database is locked: SQLITE_BUSY'],
    ['D1 fails inside', 'D1_ERROR: Failed to get session commit token: internal error; reference = abc'],
    ['D1 runs out of CPU time', 'D1_ERROR: D1 DB exceeded its CPU time limit and was reset.'],
    [
      'another request was always faster',
      'D1_ERROR: UNIQUE constraint failed: sessions.site_id, sessions.started_ms',
    ],
  ])('because %s gets 503 and Retry-After, also from another origin', async (_, message) => {
    const answer = await send(message)
    const { error } = (await answer.json()) as ErrorBody
    expect([answer.status, error.code]).toEqual([503, 'busy'])
    expect(answer.headers.get('retry-after')).toBe('2')
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example')
    expect(answer.headers.get('access-control-expose-headers')).toBe('Retry-After')
    expect(JSON.stringify(error)).not.toContain('D1')
  })

  it.each([
    "D1_ERROR: Your account has exceeded D1's free tier daily row write limit.",
    "D1_ERROR: Your account has exceeded D1's free tier daily row read limit.",
    'D1_ERROR: Exceeded maximum DB size',
    'D1_ERROR: database or disk is full: SQLITE_FULL',
  ])('because of the plan’s quota (%s) gets 503 and a long Retry-After', async (message) => {
    const answer = await send(message)
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '600'])
  })

  it('because of another error gets 500 without Retry-After', async () => {
    const answer = await send('D1_ERROR: no such table: sessions')
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([500, null])
  })
})
