import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { REPORTS } from '../../worker/stats/reports.ts'
import { type Contract, readContract } from '../contract.ts'
import { AS_ADMIN, startWorker, type TestWorker } from '../harness.ts'
import { newSite } from './fixtures.ts'

interface Parameter {
  name: string
  in: string
  required?: boolean
  schema: { enum?: string[]; type?: string; minimum?: number; maximum?: number; default?: unknown }
}
interface ObjectSchema {
  properties: object
  additionalProperties: unknown
}
interface Operation {
  operationId: string
  description: string
  security: object[]
  parameters: Parameter[]
  responses: Record<
    number,
    { content: Record<string, { schema: { properties: { rows: { items: ObjectSchema } } } }> }
  >
  requestBody?: { content: Record<string, { schema?: { required?: string[] } }> }
}

let worker: TestWorker
let contract: Contract
let operations: [method: string, path: string, operation: Operation][]
beforeAll(async () => {
  worker = await startWorker()
  contract = readContract(await (await worker.fetch('/api/openapi.json')).json())
  operations = Object.entries(contract.document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, one]) => [method, path, one as unknown as Operation] as [string, string, Operation],
    ),
  )
})
afterAll(() => worker.close())

/** The path with a value for each of its parameters. */
const filled = (path: string) =>
  path
    .replace('{type}', 'sources')
    .replace('{site}', 'nobody.example')
    .replace(/\{\w+\}/g, 'none')

describe('the API document', () => {
  it('is public, is OpenAPI 3.1, and names each operation once', async () => {
    const answer = await worker.fetch('/api/openapi.json')
    expect(answer.headers.get('content-type')).toContain('application/json')
    expect(await answer.json()).toMatchObject({ openapi: '3.1.0', info: { title: 'UTM Dispatcher' } })
    const names = operations.map(([, , { operationId }]) => operationId)
    expect(new Set(names).size).toBe(names.length)
    for (const [, path, { parameters }] of operations)
      expect(parameters.filter((one) => one.in === 'path').map(({ name }) => `{${name}}`)).toEqual(
        path.match(/\{\w+\}/g) ?? [],
      )
  })

  it('lists operations that exist, and states the scopes that each one requires', async () => {
    const tokens: Record<string, string> = {}
    for (const scope of ['read', 'ingest']) {
      const made = await worker.api<{ token: string }>('POST', '/api/tokens', { scope })
      tokens[scope] = made.body.token
    }
    for (const [method, path, { security, description }] of operations) {
      const asked = async (token: string | null) => {
        const answer = await worker.fetch(filled(path), {
          method: method.toUpperCase(),
          headers: token ? { authorization: `Bearer ${token}` } : {},
          ...(method === 'get' || method === 'delete' ? {} : { body: '{}' }),
        })
        const text = await answer.text()
        expect(text, `${method} ${path}`).not.toContain('there is nothing at')
        return answer.status
      }
      const name = `${method} ${path}`
      if (security.length) expect(await asked(null), name).toBe(401)
      else expect(await asked(null), name).not.toBe(401)
      for (const scope of ['read', 'ingest']) {
        if (!security.length) continue
        const allowed = new RegExp(`scope ([a-z]+ or )*${scope}\\b`).test(description)
        if (allowed) expect(await asked(tokens[scope]!), `${name} as ${scope}`).not.toBe(403)
        else expect(await asked(tokens[scope]!), `${name} as ${scope}`).toBe(403)
      }
    }
  })

  it('has every resource that the Worker mounts', () => {
    const mounted = readFileSync('worker/app.ts', 'utf8').matchAll(/app\.route\('(\/api\/[^']+)'/g)
    const unknown = Array.from(mounted, ([, prefix]) => prefix!).filter(
      (prefix) => !operations.some(([, path]) => path.startsWith(prefix)),
    )
    expect(unknown).toEqual([])
  })

  it('states the limits of parameters that reports enforce', async () => {
    const site = await newSite(worker)
    const [, path, { parameters }] = operations.find(([, path]) => path === '/api/stats/geo')!
    const status = async (name: string, value: unknown) => {
      // Rows can be sorted by region and city only with `by=city`.
      const query = new URLSearchParams({ site, by: 'city', [name]: String(value) })
      const headers = AS_ADMIN
      return (await worker.fetch(`${path}?${query}`, { headers })).status
    }
    for (const { name, schema } of parameters) {
      for (const value of schema.enum ?? []) expect(await status(name, value), `${name}=${value}`).toBe(200)
      if (schema.enum) expect(await status(name, 'nonsense'), name).toBe(400)
      if (schema.default !== undefined) expect(await status(name, schema.default), name).toBe(200)
      if (schema.maximum === undefined) continue
      expect(await status(name, schema.minimum)).toBe(200)
      expect(await status(name, schema.maximum)).toBe(200)
      expect(await status(name, schema.maximum + 1)).toBe(400)
      expect(await status(name, schema.minimum! - 1)).toBe(400)
    }
    expect(parameters.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'site',
        'period',
        'from',
        'to',
        'tz',
        'filter',
        'model',
        'limit',
        'cursor',
        'by',
      ]),
    )
  })

  it('describes the rows of every report, and allows sorting by their columns only', () => {
    const reports = operations.filter(([, path]) => /^\/api\/stats\/\w+$/.test(path))
    expect(reports.map(([, path]) => path.split('/').at(-1)).sort()).toEqual(Object.keys(REPORTS).sort())
    for (const [, path, { responses, parameters }] of reports) {
      const { rows } = responses[200]!.content['application/json']!.schema.properties
      const columns = Object.keys(rows.items.properties)
      expect(rows.items.additionalProperties, path).toBe(false)
      expect(columns.length, path).toBeGreaterThan(2)
      const sort = parameters.find(({ name }) => name === 'sort')?.schema.enum ?? []
      expect(columns, path).toEqual(expect.arrayContaining(sort.map((key) => key.replace('-', ''))))
    }
  })

  it('lists the required fields of each body', () => {
    const needed = Object.fromEntries(
      operations.flatMap(([, , { operationId, requestBody }]) => {
        const schema = requestBody?.content['application/json']?.schema
        return schema ? [[operationId, schema.required ?? []]] : []
      }),
    )
    expect(needed).toMatchObject({
      post_events: ['site', 'events'],
      put_orders_transaction_id: ['site', 'status', 'value', 'currency'],
      put_rates: ['rates'],
      post_sites: ['site'],
      patch_sites_site: [],
      post_tokens: ['scope'],
    })
  })

  it('detects an answer that differs from it', () => {
    const order = { error: { code: 'not_found', message: 'there is no such order' } }
    expect(contract.differences('GET', '/api/orders/1?site=a', 404, order)).toEqual([])
    expect(contract.differences('GET', '/api/orders/1', 404, { error: 'no' })).not.toEqual([])
    expect(contract.differences('GET', '/api/orders/1', 200, order)).not.toEqual([])
    expect(contract.differences('GET', '/api/orders/1', 302, null)).not.toEqual([])
    expect(contract.differences('GET', '/api/health', 200, { status: 'ok', version: '1' })).toEqual([])
    expect(contract.differences('GET', '/api/health', 200, { status: 'ok' })).not.toEqual([])
    const more = { status: 'ok', version: '1', undocumented: 1 }
    expect(contract.differences('GET', '/api/health', 200, more)).not.toEqual([])
  })
})
