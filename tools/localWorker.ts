/** The handle on the local Worker's process (workerProcess.ts): open it on a port, close it, hear of its end. */
import { once } from 'node:events'
import { collect, start } from './run.ts'
import type { Answer, Order } from './workerProcess.ts'

type Kind = Answer['kind']

export interface LocalWorker {
  /** Serves on `port` (0: any free one) with D1 under `persist`. Returns the origin, such as `http://127.0.0.1:8787`. */
  open(options: { port: number; persist: string; token: string }): Promise<string>
  /** Stops serving; the process stays for the next `open`. */
  close(): Promise<void>
  /** Ends the process in good order. */
  end(): Promise<void>
  /** Rejects when the process ends unasked. */
  crashed: Promise<never>
}

/**
 * Starts the process, which spends its first second loading wrangler: start it while there is other work.
 * `onLog` gets what the Worker prints.
 */
export function startLocalWorker(onLog: (level: string, message: string) => void): LocalWorker {
  const child = start(process.execPath, ['tools/workerProcess.ts'], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const printed = collect(child.stdout, child.stderr)
  const gone = once(child, 'exit')
  const crashed = gone.then(([code]) => {
    throw new Error(`The local Worker's process ended (${code}).\n${printed()}`.trim())
  })
  crashed.catch(() => {})
  child.on('message', (answer: Answer) => {
    if (answer.kind === 'log') onLog(answer.level, answer.message)
  })

  const hear = <K extends Kind>(kind: K) =>
    new Promise<Extract<Answer, { kind: K }>>((resolve, reject) => {
      child.on('message', function listen(answer: Answer) {
        if (answer.kind !== kind && answer.kind !== 'failed') return
        child.off('message', listen)
        if (answer.kind === 'failed') reject(new Error(`${answer.message}\n${printed()}`.trim()))
        else resolve(answer as Extract<Answer, { kind: K }>)
      })
    })
  const ready = hear('ready')
  const ask = async <K extends Kind>(order: Order, kind: K) => {
    await Promise.race([ready, crashed])
    const answer = hear(kind)
    child.send(order)
    return Promise.race([answer, crashed])
  }

  return {
    crashed,
    open: async (options) => (await ask({ kind: 'open', ...options }, 'opened')).url,
    close: async () => void (await ask({ kind: 'close' }, 'closed')),
    end: async () => {
      if (child.connected) child.disconnect()
      await gone
    },
  }
}
