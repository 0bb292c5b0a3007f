/** Measures what the script's events cost in D1: rows read and written, on an empty database and on full ones. */
import { startClient } from './baseline/client.ts'
import { fill, visitorsOf } from './baseline/fillSessions.ts'
import { createMix } from './baseline/trafficMix.ts'
import type { Reading } from './shared/meter.ts'
import { print } from './shared/print.ts'

const SIZES = [0, 10_000, 100_000, 1_000_000]
/** The number of sessions that are sent, and whose rows are counted, at each size. */
const MEASURED = 300

const client = await startClient(1)
const { server } = client
const reading = async () => (await (await server.fetch('/meter')).json()) as Reading

/** @param isolate `warm`: the isolate has served the visitor before; `cold`: each request meets a new isolate */
async function measure(sessions: number, isolate: 'warm' | 'cold', path: string): Promise<void> {
  const mix = createMix(`${isolate}-${sessions}`, visitorsOf(sessions))
  await reading()
  let [events, requests] = [0, 0]
  for (let session = 0; session < MEASURED; session++)
    for (const body of mix.session()) {
      const one = body()
      requests++
      events += one.events
      await client.send(path, one)
    }
  const { rows_read, rows_written, statements } = await reading()
  print('rows_read_per_event', rows_read / events, 'rows', { sessions, isolate, events })
  print('rows_written_per_event', rows_written / events, 'rows', { sessions, isolate, events })
  print('statements_per_request', statements / requests, 'statements', { sessions, isolate, requests })
}

let filled = 0
for (const sessions of SIZES) {
  await fill(server.db, filled, sessions)
  filled = sessions
  await measure(sessions, 'warm', '/metered/e')
  await measure(sessions, 'cold', '/metered/cold/e')
}
await client.close()
