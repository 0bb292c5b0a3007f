/** Sends the traffic mix to the Worker of this folder, for several visitors at the same time. */
import { Agent, request } from 'node:http'
import { startWorker, type TestWorker } from '../../test/harness.ts'
import { type Body, HEADERS, type Mix, SITE } from './trafficMix.ts'

export interface Client {
  server: TestWorker
  /** Sends one request. Throws if an event of it is not accepted. */
  send(path: string, body: ReturnType<Body>): Promise<void>
  /** Sends `requests` requests: those of a visitor one after another, `parallel` visitors at once. Returns their events. */
  run(path: string, mix: Mix, requests: number): Promise<number>
  close(): Promise<void>
}

export async function startClient(parallel: number): Promise<Client> {
  const server = await startWorker('bench/baseline/wrangler.toml')
  await server.api('POST', '/api/sites', { site: SITE, currency: 'UAH' })
  const agent = new Agent({ keepAlive: true, maxSockets: parallel })

  /** With `node:http`, because `fetch` would need more CPU time than what is measured. */
  const send: Client['send'] = (path, { body, events }) =>
    new Promise((resolve, reject) => {
      const sent = request(server.url + path, { method: 'POST', agent, headers: HEADERS }, (answer) => {
        let text = ''
        answer.on('data', (chunk) => {
          text += chunk
        })
        answer.on('end', () => {
          const accepted = text ? JSON.parse(text).accepted : events
          if (answer.statusCode === 202 && accepted === events) resolve()
          else reject(new Error(`${path}: ${answer.statusCode} ${text}`))
        })
      })
      sent.on('error', reject)
      sent.end(body)
    })

  return {
    server,
    send,
    async run(path, mix, requests) {
      let [begun, events] = [0, 0]
      const sendAll = async () => {
        while (begun < requests)
          for (const body of mix.session()) {
            if (begun++ >= requests) return
            const one = body()
            events += one.events
            await send(path, one)
          }
      }
      await Promise.all(Array.from({ length: parallel }, sendAll))
      return events
    },
    async close() {
      agent.destroy()
      await server.close()
    },
  }
}
