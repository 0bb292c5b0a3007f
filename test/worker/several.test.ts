/** `GET /api/stats`: several reports in one request. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../wire/answers/report.ts'
import { startWorker, type TestWorker } from '../harness.ts'
import { apiEvent, type ErrorBody, newSite, post, report } from './fixtures.ts'

type Several = { reports: (Answer & Partial<ErrorBody> & { status?: number })[] }

let worker: TestWorker
let site: string
beforeAll(async () => {
  worker = await startWorker()
  site = await newSite(worker)
  const from = (source: string) => `https://shop.example/?utm_source=${source}&utm_medium=cpc`
  const visits = ['google', 'google', 'facebook', 'tiktok'].map((source, i) =>
    apiEvent({ visitor_id: `v${i}`, url: from(source) }),
  )
  await post(worker, site, visits)
})
afterAll(() => worker.close())

async function several(asked: string[], shared = '', token?: string | null) {
  const reports = asked.map((one) => `&report=${encodeURIComponent(one)}`).join('')
  const path = `/api/stats?site=${site}${shared}${reports}`
  return worker.api<Several & ErrorBody>('GET', path, undefined, token)
}

describe('several reports at once', () => {
  it('have the same answers as single requests, in the order of the request', async () => {
    const to = new Date().toISOString()
    const shared = `period=&from=2026-01-01&to=${to}&filter=source:is_not:tiktok`
    const { body } = await several(['general', 'sources?limit=1', 'sources?sort=source'], `&${shared}`)
    expect(body.reports).toEqual([
      await report(worker, site, 'general', shared),
      await report(worker, site, 'sources', `${shared}&limit=1`),
      await report(worker, site, 'sources', `${shared}&sort=source`),
    ])
    expect(body.reports[1]!.next).not.toBeNull()
  })

  it('fail separately: the error of a bad parameter replaces only its own report', async () => {
    const { status, body } = await several(['sources?limit=0', 'channels', 'nothing', 'geo?by=planet'])
    expect(status).toBe(200)
    const [limit, channels, unknown, by] = body.reports
    expect(limit).toMatchObject({ status: 400, error: { issues: [{ path: 'limit' }] } })
    expect(channels!.rows.map(({ channel }) => channel)).toEqual(['Paid Search', 'Paid Social'])
    expect(unknown).toMatchObject({ status: 400, error: { issues: [{ path: 'report' }] } })
    expect(by).toMatchObject({ status: 400, error: { issues: [{ path: 'by' }] } })
  })

  it.each([
    ['no report', [], '', 'report'],
    ['too many', Array.from({ length: 21 }, () => 'general'), '', 'report'],
    ['a file', ['general'], '&format=csv', 'format'],
  ])('with %s are refused as a whole', async (_, asked, shared, parameter) => {
    const { status, body } = await several(asked, shared)
    expect([status, body.error.issues?.[0]?.path]).toEqual([400, parameter])
  })

  it('share the site, `rollup=` and the format, which no single report may set', async () => {
    const other = await newSite(worker)
    const { body } = await several([`general?site=${other}`, 'general?rollup=off', 'general?format=csv'])
    expect(body.reports.map(({ status, error }) => [status, error?.issues?.[0]?.path])).toEqual([
      [400, 'site'],
      [400, 'rollup'],
      [400, 'format'],
    ])
    expect((await several(['general'], '', null)).status).toBe(401)
    const reader = await worker.api<{ token: string }>('POST', '/api/tokens', { scope: 'read', site: other })
    expect((await several(['general'], '', reader.body.token)).status).toBe(403)
    const own = await worker.api<{ token: string }>('POST', '/api/tokens', { scope: 'read', site })
    expect((await several(['general'], '&rollup=off', own.body.token)).status).toBe(403)
    expect((await several(['general'], '', own.body.token)).status).toBe(200)
  })
})
