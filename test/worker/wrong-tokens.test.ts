/** How many wrong tokens one address may try. */
import { describe, expect, it } from 'vitest'
import { ADMIN_TOKEN } from '../harness.ts'
import { type ErrorBody, unique } from './fixtures.ts'
import { nodeApp } from './nodeApp.ts'
import { signIn } from './signIn.ts'
import { testWorker } from './testWorker.ts'

const worker = testWorker()

describe('wrong tokens', () => {
  /** An IPv6 network that no other test has. */
  const network = () => `2001:db8:${(0x1000 + Number(unique('').slice(1))).toString(16)}:`
  const from = (ip: string) => ({ 'cf-connecting-ip': ip })
  /** How many of so many requests at the same time are refused with 429. */
  const slowed = async (tries: number, ask: () => Promise<{ status: number }>) => {
    const all = await Promise.all(Array.from({ length: tries }, async () => (await ask()).status))
    return all.filter((status) => status === 429).length
  }

  it('are limited for each address, and the right one works at any other', async () => {
    const ip = network()
    // A minute may end in between: then ten more are let through.
    expect(await slowed(60, () => signIn(worker, 'wrong', from(`${ip}:1`)))).toBeGreaterThanOrEqual(40)
    const { status, body, headers } = await signIn(worker, 'wrong', from(`${ip}:2`))
    expect([status, (body as ErrorBody).error.code]).toEqual([429, 'rate_limited'])
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(60)
    expect((await signIn(worker, ADMIN_TOKEN, from(`${network()}:1`))).status).toBe(200)
  })

  it('are counted by the platform for all isolates, too, without their address', async () => {
    const keys: string[] = []
    const limit = async ({ key }: { key: string }) => ({ success: keys.push(key) < 2 })
    const { ask } = nodeApp({ bindings: { SIGN_INS: { limit } } })
    const ip = `${network()}:1`
    const headers = { ...from(ip), 'cf-ray': 'a' }
    const signInAs = (token: string) => ask('POST', '/api/session', { headers, body: { token } })
    expect((await signInAs('wrong')).status).toBe(401)
    const refused = await signInAs(ADMIN_TOKEN)
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60'])
    expect(keys).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), keys[0]])
  })

  it('of hundreds of addresses do not lock out a right token', async () => {
    const { ask } = nodeApp()
    const tryIt = (token: string, headers = from(`${network()}:1`)) =>
      ask('POST', '/api/session', { headers, body: { token } })
    expect(await slowed(300, () => tryIt('wrong'))).toBe(0)
    expect((await tryIt(ADMIN_TOKEN)).status).toBe(200)
  })

  it.each([
    ['after hundreds', 'the-admin-token-of-this-test', 1300],
    ['after ten, if the admin token is short', 'short', 40],
  ])('as bearer tokens lock out the admin token of that address only: %s', async (_, adminToken, tries) => {
    const { ask } = nodeApp({ adminToken })
    const ip = `${network()}:1`
    const askAs = (token: string, ip: string) =>
      ask('GET', '/api/sites', { headers: { authorization: `Bearer ${token}`, ...from(ip) } })
    const admin = { authorization: `Bearer ${adminToken}` }
    const made = await ask('POST', '/api/tokens', { headers: admin, body: { scope: 'read' } })
    const { token } = (await made.json()) as { token: string }
    expect(await slowed(tries, () => askAs('wrong', ip))).toBeGreaterThan(0)
    expect((await askAs(adminToken, ip)).status).toBe(429)
    expect((await askAs(token, ip)).status).toBe(200)
    expect((await askAs(adminToken, `${network()}:1`)).status).toBe(200)
  })
})
