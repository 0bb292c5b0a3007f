/** How a sign-in ends: by signing out, with its token, or with the admin token; and the list of sign-ins. */
import { describe, expect, it } from 'vitest'
import { ADMIN_TOKEN } from '../harness.ts'
import { expireToken, newSite } from './fixtures.ts'
import { nodeApp } from './nodeApp.ts'
import { COOKIE, makeToken, signIn, withCookie } from './signIn.ts'
import { testWorker } from './testWorker.ts'

const worker = testWorker()

describe('signing in to the dashboard', () => {
  it('ends when its token is deleted', async () => {
    const site = await newSite(worker)
    const { id, token } = await makeToken(worker, 'read', site)
    const { cookie } = await signIn(worker, token)
    expect((await withCookie(worker, cookie)).status).toBe(200)
    await worker.api('DELETE', `/api/tokens/${id}`)
    expect((await withCookie(worker, cookie)).status).toBe(401)
  })

  it('ends when its token expires', async () => {
    const site = await newSite(worker)
    const { id, token } = await makeToken(worker, 'read', site, 30)
    const { cookie } = await signIn(worker, token)
    expect((await withCookie(worker, cookie)).status).toBe(200)
    await expireToken(worker, id)
    expect((await withCookie(worker, cookie)).status).toBe(401)
    expect((await withCookie(worker, cookie, {}, 'GET', `/api/stats/general?site=${site}`)).status).toBe(401)
    const again = await signIn(worker, token)
    expect([again.status, again.set]).toEqual([401, ''])
  })

  it('ends on the server with signing out, which removes the cookie', async () => {
    const { cookie } = await signIn(worker, ADMIN_TOKEN)
    const { cookie: other } = await signIn(worker, ADMIN_TOKEN)
    const answer = await withCookie(worker, cookie, {}, 'DELETE')
    expect(answer.status).toBe(204)
    const gone = answer.headers.get('set-cookie')!
    expect(gone).toMatch(new RegExp(`^${COOKIE}=;`))
    expect(gone).toMatch(/Max-Age=0/)
    expect(gone).toMatch(/Path=\//)
    expect((await withCookie(worker, cookie)).status).toBe(401)
    expect((await withCookie(worker, other)).status).toBe(200)
    expect((await withCookie(worker, cookie, {}, 'DELETE')).status).toBe(204)
  })

  it('ends the sign-in of the same browser before', async () => {
    const { cookie } = await signIn(worker, ADMIN_TOKEN)
    expect((await signIn(worker, ADMIN_TOKEN, { cookie })).status).toBe(200)
    expect((await withCookie(worker, cookie)).status).toBe(401)
  })

  it('ends everywhere with all=1: for every browser with the same token, and for no other', async () => {
    const { token } = await makeToken(worker, 'admin', null)
    const all = [await signIn(worker, token), await signIn(worker, token), await signIn(worker, token)].map(
      ({ cookie }) => cookie,
    )
    const { cookie: other } = await signIn(worker, ADMIN_TOKEN)
    expect((await withCookie(worker, '', {}, 'DELETE', '/api/session?all=1')).status).toBe(401)
    expect((await withCookie(worker, all[0]!, {}, 'DELETE', '/api/session?all=1')).status).toBe(204)
    for (const cookie of all) expect((await withCookie(worker, cookie)).status).toBe(401)
    expect((await withCookie(worker, other)).status).toBe(200)
    const { cookie: again } = await signIn(worker, token)
    expect((await worker.api('DELETE', '/api/session?all=1', undefined, token)).status).toBe(204)
    expect((await withCookie(worker, again)).status).toBe(401)
  })

  it('is listed with its browser to admins of the same token', async () => {
    const { token } = await makeToken(worker, 'admin', await newSite(worker))
    const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
    await signIn(worker, token, { 'user-agent': agent })
    const { cookie } = await signIn(worker, token)
    const answer = await withCookie(worker, cookie, {}, 'GET', '/api/session?all=1')
    const { sign_ins } = (await answer.json()) as { sign_ins: { browser: string; is_this: boolean }[] }
    expect(sign_ins.map(({ is_this }) => is_this).sort()).toEqual([false, true])
    expect(sign_ins.find(({ is_this }) => !is_this)!.browser).toBe('Firefox, Linux')
    const { token: shared } = await makeToken(worker, 'read', null)
    expect((await worker.api('GET', '/api/session?all=1', undefined, shared)).status).toBe(403)
  })

  it('ends when the admin token changes', async () => {
    const before = nodeApp({ adminToken: 'the admin token before' })
    const answer = await before.ask('POST', '/api/session', { body: { token: 'the admin token before' } })
    const headers = { cookie: answer.headers.get('set-cookie')!.split(';')[0]! }
    expect((await before.ask('GET', '/api/session', { headers })).status).toBe(200)
    const now = nodeApp({ adminToken: 'the admin token now', db: before.db })
    expect((await now.ask('GET', '/api/session', { headers })).status).toBe(401)
  })
})
