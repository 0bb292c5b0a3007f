/** Measures the Worker's CPU time for single requests of an attacker, whatever was stored before: the median of 20. */
import { CHROME, META_AD } from '../test/worker/fixtures.ts'
import { fillVisitor, linkVisitors } from '../test/worker/hostileRows.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../wire/time.ts'
import { startDatabase, startIsolatedWorker } from './shared/isolatedWorker.ts'
import { median, print } from './shared/print.ts'

const SITE = 'shop.example'
const TOKEN = 'token-of-the-benchmark'
const RUNS = 20

const database = await startDatabase()
const worker = await startIsolatedWorker(database.address, TOKEN, [])
const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }
const site = JSON.stringify({ site: SITE, currency: 'UAH' })
await fetch(`${worker.url}/api/sites`, { method: 'POST', headers, body: site })

let serial = 0
function event(name: string, visitor: string, at: number, more: object = {}) {
  const id = `event-${++serial}`
  const session = { id: `${visitor}-${at}`, at, url: META_AD, referrer: '' }
  const params = name === 'purchase' ? { transaction_id: id, value: 10, currency: 'UAH' } : {}
  return { id, name, at, url: META_AD, visitor, session, params, ...more }
}

const send = async (events: object[]) =>
  (
    await fetch(`${worker.url}/e`, {
      method: 'POST',
      headers: { 'user-agent': CHROME, origin: `https://${SITE}` },
      body: JSON.stringify({ v: 1, site: SITE, now: Date.now(), events }),
    })
  ).status

async function measure(attack: string, eventsOf: (run: number) => object[]): Promise<void> {
  const spent: number[] = []
  const statuses = new Set<number>()
  for (let run = 0; run < RUNS; run++) {
    const before = worker.cpuMs()
    statuses.add(await send(eventsOf(run)))
    spent.push(worker.cpuMs() - before)
  }
  print('attack_cpu', median(spent), 'ms', { attack, most: Math.max(...spent), statuses: [...statuses] })
}

const now = Date.now()
const linked = Array.from({ length: 60 }, (_, i) => `linked-${i}`)
for (const visitor of linked)
  await fillVisitor(database.db, SITE, { visitor, visits: 1, newest_ms: now - HOUR_MS, bytes: 1_000_000 })
await linkVisitors(database.db, SITE, linked, 'victim')
const often = { visits: 1000, newest_ms: now - MINUTE_MS, gap_ms: 8 * MINUTE_MS }
await fillVisitor(database.db, SITE, { visitor: 'often', ...often })
await fillVisitor(database.db, SITE, { visitor: 'long', ...often, bytes: 100_000 })

await measure('purchase of a user with 60 full browsers', (run) => [
  event('purchase', `buyer-${run}`, Date.now(), { user: 'victim' }),
])
await measure('event before 1,000 visits', (run) => [
  event('page_view', 'often', now - 6.9 * DAY_MS - run * HOUR_MS * 0.1),
])
await measure('purchase among 1,000 visits of 100 KB', (run) => [
  event('purchase', 'long', now - 3 * DAY_MS - run * MINUTE_MS),
])
await measure('fifty purchases', (run) =>
  Array.from({ length: 50 }, (_, i) => event('purchase', `fifty-${run}`, Date.now() - i)),
)
await worker.close()
await database.close()
