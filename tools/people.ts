/**
 * `npm run people -- export --site shop.example --user-id 42`: prints everything that is stored of a person, as JSON.
 * `erase` in place of `export` erases it. The person is named by `--user-id`, `--visitor-id` or `--transaction-id`.
 * To save it, silence npm: `npm run --silent people -- export … > person.json`.
 * Asks the Worker at UTM_DISPATCHER_URL with the admin token UTM_DISPATCHER_TOKEN; by default that of `npm start`.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createClient, type PersonKey } from '../client/index.ts'
import { printError } from './output.ts'
import { dataFolder } from './settings.ts'

const USAGE = `npm run people -- export|erase --site SITE --user-id ID
(or --visitor-id ID, or --transaction-id NUMBER)`

/** The admin token of `npm start`; empty if it was never started. */
function localToken(): string {
  const file = join(dataFolder(), 'admin-token')
  return process.env.ADMIN_TOKEN || (existsSync(file) ? readFileSync(file, 'utf8').trim() : '')
}

function readArgs() {
  const id = { type: 'string' } as const
  const { values, positionals } = parseArgs({
    options: { site: id, 'user-id': id, 'visitor-id': id, 'transaction-id': id },
    allowPositionals: true,
  })
  const { site, ...ids } = values
  const keys = Object.entries(ids).map(([name, value]) => [name.replace('-', '_'), value])
  const [action, ...more] = positionals
  const isKnown = action === 'export' || action === 'erase'
  if (!isKnown || more.length || !site || keys.length !== 1) throw new Error(USAGE)
  return { action, site, person: Object.fromEntries(keys) as PersonKey }
}

try {
  const { action, site, person } = readArgs()
  const origin = process.env.UTM_DISPATCHER_URL || `http://localhost:${process.env.PORT || 8787}`
  const token = process.env.UTM_DISPATCHER_TOKEN || localToken()
  const reach: typeof fetch = (url, init) =>
    fetch(url, init).catch(({ message, cause }) => {
      throw new Error(`The Worker at ${origin} cannot be reached: ${cause?.code ?? message}`)
    })
  const { people } = createClient({ origin, token, site, fetch: reach })
  const answer = await people[action === 'export' ? 'get' : 'erase'](person)
  process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`)
} catch (error) {
  printError(error instanceof Error && error.name === 'ApiError' ? new Error(error.message) : error)
  process.exitCode = 1
}
