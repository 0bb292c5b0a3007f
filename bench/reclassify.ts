/** Measures the costs of applying the channel rules again to 100,000 sessions; one in ten of them changes. */
import { timingSafeEqual } from 'node:crypto'
import { ADMIN_TOKEN, startWorker } from '../test/harness.ts'
import { apiEvent, META_AD } from '../test/worker/fixtures.ts'
import { meter } from './shared/meter.ts'
import { print } from './shared/print.ts'

const SITE = 'shop.example'
const SESSIONS = 100_000
const STEP = 2000

const server = await startWorker()
await server.api('POST', '/api/sites', { site: SITE, currency: 'UAH' })
const batches = Array.from({ length: SESSIONS / 50 }, (_, batch) => batch).values()
const fill = async () => {
  for (const batch of batches) {
    const events = Array.from({ length: 50 }, (_, i) =>
      apiEvent({ visitor_id: `v${batch * 50 + i}`, url: META_AD }),
    )
    await server.api('POST', '/api/events', { site: SITE, events })
  }
}
await Promise.all([fill(), fill(), fill(), fill()])
await server.db.prepare("UPDATE sessions SET channel = 'Unassigned' WHERE substr(visitor_id, -1) = '7'").run()

// The built Worker runs in this process, so that its statements go through the meter to workerd's D1.
const { default: worker } = await import('../dist/worker/index.js' as string)
const counted = meter(server.db)
const env = { DB: counted.db, ADMIN_TOKEN }
// Workers have this function, Node does not.
Object.assign(crypto.subtle, { timingSafeEqual })
const headers = { authorization: `Bearer ${ADMIN_TOKEN}` }

const started_ms = performance.now()
let [steps, checked, changed] = [0, 0, 0]
for (let done = false; !done; steps++) {
  const url = `https://stats.example/api/sites/${SITE}/reclassify?limit=${STEP}`
  const answer: Response = await worker.fetch(new Request(url, { method: 'POST', headers }), env)
  const step = (await answer.json()) as { done: boolean; checked: number; changed: number }
  if (answer.status !== 200) throw new Error(`reclassify: ${answer.status} ${JSON.stringify(step)}`)
  done = step.done
  checked += step.checked
  changed += step.changed
}
const ms = Math.round(performance.now() - started_ms)
const reading = counted.take()
const more = { sessions: SESSIONS, changed, steps }
print('reclassify_ms', ms, 'ms', more)
print('reclassify_rows_read', reading.rows_read, 'rows', more)
print('reclassify_rows_written', reading.rows_written, 'rows', more)
print('reclassify_statements', reading.statements, 'statements', more)
if (checked !== SESSIONS || changed !== SESSIONS / 10)
  throw new Error(`checked ${checked}, changed ${changed}`)
await server.close()
