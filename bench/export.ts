/**
 * Measures the export of a million sessions: memory above that of an idle Worker, time to the first byte, CPU time. The
 * memory is that of the whole process. V8 frees memory late, so CSV is also measured with a small heap: what it needs.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { fill } from '../test/worker/fill.ts'
import { DAY_MS } from '../wire/time.ts'
import { startDatabase, startIsolatedWorker } from './shared/isolatedWorker.ts'
import { print } from './shared/print.ts'

const SITE = 'shop.example'
const SESSIONS = Number(process.env.SESSIONS ?? 1_000_000)
const TOKEN = 'token-of-the-bench'
/** V8's flags for a small heap, MB. */
const SMALL_HEAP = ['--max-old-space-size=32', '--max-semi-space-size=2']

const database = await startDatabase()
const settings = {
  ...{
    id: 1,
    site: SITE,
    name: SITE,
    timezone: 'UTC',
    currency: 'UAH',
    hosts: '["*"]',
    ignored_referrers: '[]',
  },
  ...{ excluded_ips: '[]', points: '{}', retention_days: 730, created_ms: Date.now() },
}
const columns = Object.keys(settings)
await database.db
  .prepare(`INSERT INTO sites (${columns}) VALUES (${columns.map(() => '?')})`)
  .bind(...Object.values(settings))
  .run()
await fill(database.db, SITE, {
  count: SESSIONS,
  newest_ms: Date.now(),
  gap_ms: Math.floor((365 * DAY_MS) / SESSIONS),
})

async function measure(format: string, heap: 'small' | 'free') {
  const worker = await startIsolatedWorker(database.address, TOKEN, heap === 'small' ? SMALL_HEAP : [])
  const get = (path: string) =>
    fetch(`${worker.url}${path}site=${SITE}`, { headers: { authorization: `Bearer ${TOKEN}` } })
  // A Worker is idle after it has answered once.
  const warm = await get('/api/stats/sessions?period=all&limit=20&')
  if (!warm.ok) throw new Error(`the Worker answered ${warm.status}: ${await warm.text()}`)
  await warm.text()
  await pause(1000)
  const [idle_mb, idle_ms] = [worker.residentMb(), worker.cpuMs()]
  let peak_mb = idle_mb
  const watch = setInterval(() => {
    peak_mb = Math.max(peak_mb, worker.residentMb())
  }, 20)
  const begun = performance.now()
  const answer = await get(`/api/export/sessions.${format}?period=all&`)
  let [first_byte_ms, bytes, lines] = [0, 0, 0]
  for await (const chunk of answer.body!) {
    first_byte_ms ||= performance.now() - begun
    bytes += chunk.byteLength
    if (format === 'csv') for (const byte of chunk) if (byte === 10) lines++
  }
  const ms = performance.now() - begun
  clearInterval(watch)
  if (format === 'csv' && lines !== SESSIONS + 1) throw new Error(`${lines} lines of ${SESSIONS} sessions`)
  const printOf = (name: string, value: number, unit: string) =>
    print(name, value, unit, { sessions: SESSIONS, format, heap })
  printOf(
    heap === 'free' ? 'export_worker_mb' : 'export_worker_small_heap_mb',
    peak_mb - idle_mb,
    'MB above idle',
  )
  printOf('export_idle_mb', idle_mb, 'MB')
  printOf('export_first_byte_ms', first_byte_ms, 'ms')
  printOf('export_ms', ms, 'ms')
  printOf('export_cpu_ms_per_1000_sessions', ((worker.cpuMs() - idle_ms) / SESSIONS) * 1000, 'ms')
  printOf('export_mb', bytes / 1e6, 'MB')
  await worker.close()
}

await measure('csv', 'free')
await measure('csv', 'small')
await measure('xlsx', 'free')
await database.close()
