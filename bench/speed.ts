/**
 * Measures how many of the script's requests the Worker answers in a second and how much CPU time they take, compared with a
 * handler that does nothing and one that does a single INSERT. All run in one workerd and in turns, so that a busy machine
 * is equally busy for each.
 */
import { startClient } from './baseline/client.ts'
import { createMix } from './baseline/trafficMix.ts'
import { workerdMs } from './baseline/workerdUsage.ts'
import { median, print } from './shared/print.ts'

/** Visitors that send at the same time. */
const PARALLEL = 8
const ROUNDS = 15
const REQUESTS = 200
const HANDLERS = ['e', 'cold/e', 'bare', 'noop'] as const

const client = await startClient(PARALLEL)
const columns = 'id TEXT, site TEXT, name TEXT, at INTEGER, url TEXT, visitor TEXT'
await client.server.db.prepare(`CREATE TABLE bare (${columns}) STRICT`).run()

const mix = createMix('speed')
type Handler = (typeof HANDLERS)[number]
const none = () => ({ e: [], 'cold/e': [], bare: [], noop: [] }) as Record<Handler, number[]>
const [rates, cpus] = [none(), none()]
for (const handler of HANDLERS) await client.run(`/${handler}`, mix, REQUESTS)
for (let round = 0; round < ROUNDS; round++)
  for (const handler of round % 2 ? HANDLERS : HANDLERS.toReversed()) {
    const [begun_ms, spent_ms] = [performance.now(), workerdMs()]
    const events = await client.run(`/${handler}`, mix, REQUESTS)
    rates[handler].push((REQUESTS * 1000) / (performance.now() - begun_ms))
    if (spent_ms !== null) cpus[handler].push((workerdMs()! - spent_ms) / events)
  }
await client.close()

const ratio = (of: Handler, to: Handler) => median(rates[of].map((rate, round) => rate / rates[to][round]!))

print('ingest_ratio_to_noop', ratio('e', 'noop'), 'ratio', { rounds: ROUNDS })
print('ingest_ratio_to_bare_insert', ratio('e', 'bare'), 'ratio', { rounds: ROUNDS })
// If no isolate ever serves a visitor twice.
print('ingest_cold_ratio_to_bare_insert', ratio('cold/e', 'bare'), 'ratio', { rounds: ROUNDS })
for (const handler of HANDLERS) {
  print('ingest_requests_per_second', median(rates[handler]), 'requests/s', { handler })
  if (cpus[handler].length) print('ingest_cpu_ms_per_event', median(cpus[handler]), 'ms', { handler })
}
