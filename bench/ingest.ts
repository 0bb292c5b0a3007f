/**
 * What the script's events cost: rows that D1 bills, on an empty database and on full ones; and requests per second and
 * CPU beside a handler that does nothing and one that does a single INSERT, in the same workerd.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { startWorker } from '../test/harness.ts'
import { fill, visitorsOf } from './fill.ts'
import type { Reading } from './meter.ts'
import { type Body, createMix, HEADERS, SITE } from './mix.ts'

const SIZES = [
  0,
  10_000,
  100_000,
  ...(process.env.BENCH_SESSIONS ? [Number(process.env.BENCH_SESSIONS)] : []),
]
/** Sessions of the mix whose rows are counted at each size. */
const MEASURED = 1000
/** Requests at once: visitors do not wait for one another. */
const LANES = 8
const ROUNDS = 15
const ROUND_REQUESTS = 600
const TICK_PER_S = 100

const server = await startWorker('bench/beside/wrangler.toml')
await server.api('POST', '/api/sites', { site: SITE, currency: 'UAH' })
await server.db
  .prepare(
    'CREATE TABLE bare (id TEXT, site TEXT, name TEXT, at INTEGER, url TEXT, visitor TEXT, created INTEGER) STRICT',
  )
  .run()

const print = (name: string, value: number, unit: string, more: object = {}) =>
  console.log(JSON.stringify({ name, value: Math.round(value * 1000) / 1000, unit, ...more }))

const agent = new Agent({ keepAlive: true, maxSockets: LANES })
/** Node's own client, for `fetch` would take more of the machine than what is measured. */
function send(path: string, { body, events }: ReturnType<Body>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(server.url + path, { method: 'POST', agent, headers: HEADERS }, (answer) => {
      let text = ''
      answer.on('data', (chunk) => {
        text += chunk
      })
      answer.on('end', () => {
        const accepted = path.endsWith('/e') ? JSON.parse(text || '{}').accepted : events
        if (answer.statusCode === 202 && accepted === events) resolve(events)
        else reject(new Error(`${path}: ${answer.statusCode} ${text}`))
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Goes through sessions, each in order and several at once, until `isEnough`. Returns the events and requests sent. */
async function run(path: string, mix: ReturnType<typeof createMix>, requests: number) {
  const sum = { events: 0, requests: 0 }
  const lane = async () => {
    while (sum.requests < requests)
      for (const body of mix.session()) {
        if (sum.requests >= requests) return
        sum.requests++
        sum.events += await send(path, body())
      }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return sum
}

const reading = async () => (await (await server.fetch('/meter')).json()) as Reading

async function measureRows(stored: number): Promise<void> {
  const mix = createMix(stored + 1, visitorsOf(stored))
  const totals = { events: 0, requests: 0 }
  await reading()
  // Half the sessions go before, so that whoever comes back to an empty database finds that he was there.
  for (let session = 0; session < MEASURED; session++) {
    for (const body of mix.session()) {
      totals.requests++
      totals.events += await send('/metered/e', body())
    }
  }
  const { rows_read, rows_written, statements } = await reading()
  const sessions = { sessions: stored, events: totals.events }
  print('rows_read_per_event', rows_read / totals.events, 'rows', sessions)
  print('rows_written_per_event', rows_written / totals.events, 'rows', { ...sessions, folding: false })
  print('statements_per_request', statements / totals.requests, 'statements', sessions)
}

/** CPU seconds that this process's workerd has taken. */
function cpuSeconds(): number {
  const ticks = readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .map((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
        const [, parent, , , , , , , , , , utime, stime] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        return stat.includes('(workerd)') && Number(parent) === process.pid
          ? Number(utime) + Number(stime)
          : 0
      } catch {
        return 0 // gone meanwhile
      }
    })
  return ticks.reduce((a, b) => a + b, 0) / TICK_PER_S
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!

async function measureSpeed(): Promise<void> {
  const paths = ['/e', '/bare', '/noop']
  const mix = createMix(7)
  for (const path of paths) await run(path, mix, ROUND_REQUESTS)
  const rates: Record<string, number[]> = { '/e': [], '/bare': [], '/noop': [] }
  const cpu: Record<string, number[]> = { '/e': [], '/bare': [], '/noop': [] }
  for (let round = 0; round < ROUNDS; round++)
    for (const path of round % 2 ? paths : paths.toReversed()) {
      const [begun, spent] = [performance.now(), cpuSeconds()]
      const { requests, events } = await run(path, mix, ROUND_REQUESTS)
      rates[path]!.push((requests * 1000) / (performance.now() - begun))
      cpu[path]!.push(((cpuSeconds() - spent) * 1000) / events)
    }
  const ratio = (to: string) => median(rates['/e']!.map((rate, round) => rate / rates[to]![round]!))
  print('ingest_ratio_to_noop', ratio('/noop'), 'ratio', { rounds: ROUNDS })
  print('ingest_ratio_to_bare_insert', ratio('/bare'), 'ratio', { rounds: ROUNDS })
  for (const path of paths) {
    print('ingest_requests_per_second', median(rates[path]!), 'requests/s', { handler: path.slice(1) })
    print('ingest_cpu_ms_per_event', median(cpu[path]!), 'ms', { handler: path.slice(1) })
  }
}

await measureSpeed()
await server.db.prepare('DELETE FROM sessions').run()
await server.db.prepare('DELETE FROM orders').run()
let stored = 0
for (const size of SIZES) {
  await fill(server.db, stored, size)
  stored = size
  await measureRows(size)
}
agent.destroy()
await server.close()
