/** Measures what each kind of request costs in D1 (statements, rows read, rows written), on an empty site and a full one. */
import { ADMIN_TOKEN, startWorker } from '../test/harness.ts'
import { apiEvent, CHROME, META_AD } from '../test/worker/fixtures.ts'
import { meter } from './shared/meter.ts'

const SITE = 'shop.example'
const SESSIONS = 5000

const server = await startWorker()
await server.api('POST', '/api/sites', { site: SITE, currency: 'UAH' })
// The built Worker runs in this process, so that its statements go through the meter to workerd's D1.
const { default: worker } = await import('../dist/worker/index.js' as string)
const counted = meter(server.db)

let serial = 0
async function measure(request: string, sessions: number, visitor: string, names: string[]): Promise<void> {
  const now = Date.now()
  const events = names.map((name) => ({
    id: `event-${++serial}`,
    name,
    at: now,
    url: META_AD,
    visitor,
    session: { id: `${visitor}-1`, at: now, url: META_AD, referrer: '' },
    params: name === 'purchase' ? { transaction_id: visitor, value: 10, currency: 'UAH' } : {},
  }))
  counted.take()
  const answer: Response = await worker.fetch(
    new Request('https://stats.example/e', {
      method: 'POST',
      headers: { 'user-agent': CHROME, origin: 'https://shop.example' },
      body: JSON.stringify({ v: 1, site: SITE, now, events }),
    }),
    { DB: counted.db, ADMIN_TOKEN },
  )
  const { accepted } = (await answer.json()) as { accepted: number }
  if (accepted !== names.length) throw new Error(`${request}: ${accepted} of ${names.length} events accepted`)
  const reading = counted.take()
  for (const [name, value] of Object.entries(reading))
    console.log(
      JSON.stringify({ name: `request_${name}`, value, unit: name.replace('_', ' '), request, sessions }),
    )
}

async function measureAll(sessions: number): Promise<void> {
  const visitor = `visitor-at-${sessions}`
  await measure('settings of a site, once in half a minute, and first page view', sessions, `${visitor}-0`, [
    'page_view',
  ])
  await measure('first page view', sessions, visitor, ['page_view'])
  await measure('second page view', sessions, visitor, ['page_view'])
  await measure('product page: page_view and view_item', sessions, visitor, ['page_view', 'view_item'])
  await measure('purchase', sessions, visitor, ['purchase'])
}

await measureAll(0)
for (let first = 0; first < SESSIONS; first += 50) {
  const events = Array.from({ length: 50 }, (_, i) => apiEvent({ visitor_id: `crowd-${first + i}` }))
  await server.api('POST', '/api/events', { site: SITE, events })
}
await measureAll(SESSIONS)
await server.close()
