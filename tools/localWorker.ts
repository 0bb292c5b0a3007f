/** Controls the local Worker, which runs in a process of its own (workerProcess.ts). */
import { once } from 'node:events'
import { collect, start } from './run.ts'
import type { OpenRequest, WorkerMessage, WorkerRequest } from './workerProcess.ts'

type Kind = WorkerMessage['kind']

export interface LocalWorker {
  /**
   * Serves on `port` (0: any free one) with D1 in the folder `persist`. Resolves to the origin, such as
   * `http://127.0.0.1:8787`.
   */
  open(options: Omit<OpenRequest, 'kind'>): Promise<string>
  /** Loads the built Worker again while it serves. */
  reload(): Promise<void>
  /** Stops serving. The process stays for the next `open`. */
  close(): Promise<void>
  /** Ends the process in good order. */
  end(): Promise<void>
  /** Rejects when the process ends without being asked to. */
  crashed: Promise<never>
}

/**
 * Starts the process. It needs its first second to load wrangler: start it while there is other work to do.
 * `onLog` is called with what the Worker prints.
 */
export function startLocalWorker(onLog: (level: string, message: string) => void): LocalWorker {
  const child = start(process.execPath, ['tools/workerProcess.ts'], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const printed = collect(child.stdout, child.stderr)
  const exited = once(child, 'exit')
  const crashed = exited.then(([code]) => {
    throw new Error(`The local Worker's process ended (${code}).\n${printed()}`.trim())
  })
  crashed.catch(() => {})
  child.on('message', (message: WorkerMessage) => {
    if (message.kind === 'log') onLog(message.level, message.message)
  })

  /** The next message of that kind. Rejects if the message `failed` comes first. */
  const next = <K extends Kind>(kind: K) =>
    new Promise<Extract<WorkerMessage, { kind: K }>>((resolve, reject) => {
      child.on('message', function listen(message: WorkerMessage) {
        if (message.kind !== kind && message.kind !== 'failed') return
        child.off('message', listen)
        if (message.kind === 'failed') reject(new Error(`${message.message}\n${printed()}`.trim()))
        else resolve(message as Extract<WorkerMessage, { kind: K }>)
      })
    })
  const ready = next('ready')
  const ask = async <K extends Kind>(request: WorkerRequest, kind: K) => {
    await Promise.race([ready, crashed])
    const answer = next(kind)
    child.send(request)
    return Promise.race([answer, crashed])
  }

  return {
    crashed,
    open: async (options) => (await ask({ kind: 'open', ...options }, 'opened')).url,
    reload: async () => void (await ask({ kind: 'reload' }, 'reloaded')),
    close: async () => void (await ask({ kind: 'close' }, 'closed')),
    end: async () => {
      if (child.connected) child.disconnect()
      await exited
    },
  }
}
