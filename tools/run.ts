/** Child processes of the tools: quiet unless they fail, and none outlives the tool that started it. */
import { type ChildProcess, execFileSync, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { basename, delimiter, dirname, join, relative } from 'node:path'
import type { Readable } from 'node:stream'

/** The project's root; every tool works from there. */
export const ROOT = join(import.meta.dirname, '..')

const isWindows = process.platform === 'win32'
const living = new Set<ChildProcess>()

/** What the project installed comes first, also when a tool is started without npm. */
const PATH = [join(ROOT, 'node_modules', '.bin'), dirname(process.execPath), process.env.PATH].join(delimiter)

/**
 * Starts a program in a process group of its own: a Ctrl-C in the terminal reaches the tool alone, which then
 * ends its children in good order.
 */
export function start(command: string, args: string[], options: SpawnOptions = {}): ChildProcess {
  const child = spawn(command, args, {
    cwd: ROOT,
    detached: !isWindows,
    windowsHide: true,
    ...options,
    env: { ...process.env, PATH, ...options.env },
  })
  living.add(child)
  child.once('exit', () => living.delete(child))
  child.once('error', () => living.delete(child))
  return child
}

/** Sends `signal` to the child and everything it started. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals) {
  if (!child.pid) return
  try {
    if (isWindows) execFileSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' })
    else process.kill(-child.pid, signal)
  } catch {
    // It ended in the meantime.
  }
}

/** Ends every child that is still there and waits until it is gone. */
export async function endAll(signal: NodeJS.Signals = 'SIGTERM') {
  await Promise.all(
    [...living].map((child) => {
      const gone = once(child, 'exit')
      signalGroup(child, signal)
      return gone
    }),
  )
}

process.on('exit', () => {
  for (const child of living) signalGroup(child, 'SIGKILL')
})

export const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** For a tool that has nothing to put in order: a Ctrl-C ends it, and its children with it. */
export function endOnSignal() {
  for (const signal of SIGNALS) process.on(signal, () => process.exit(130))
}

/** Keeps the end of what comes from a child's streams. */
export function collect(...streams: (Readable | null)[]): () => string {
  const kept_chars = 200_000
  let text = ''
  for (const stream of streams)
    stream?.setEncoding('utf8').on('data', (part: string) => {
      text = (text + part).slice(-kept_chars)
    })
  return () => text.trim()
}

export interface RunOptions {
  env?: Record<string, string>
  /** Given to the program's standard input, so that it stands on no command line. */
  input?: string
  /** Shows the program's output as it comes. */
  loud?: boolean
}

/**
 * Runs a program to its end and returns its standard output.
 * Throws with all that it printed when the program cannot be started or exits with anything but 0.
 */
export async function run(
  command: string,
  args: string[],
  { env, input, loud }: RunOptions = {},
): Promise<string> {
  const shown = loud ? 'inherit' : 'pipe'
  const child = start(command, args, { env, stdio: [input === undefined ? 'ignore' : 'pipe', shown, shown] })
  const printed = collect(child.stdout, child.stderr)
  const output = collect(child.stdout)
  child.stdin?.end(input)
  const code = await new Promise<number | string>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status, signal) => resolve(status ?? signal ?? 'unknown'))
  })
  if (code !== 0)
    throw new Error(`${[basename(command), ...args].join(' ')} ended with ${code}\n${printed()}`.trim())
  return output()
}

/** Runs one of the project's own scripts, such as `tools/build.ts`. */
export const runScript = (file: string, args: string[] = [], options?: RunOptions) =>
  run(process.execPath, [file, ...args], options)

/** Runs the script behind a package's command (`bin` of its package.json), the same way on every system. */
export function runBin(name: string, file: string, args: string[], options?: RunOptions) {
  const home = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
  return runScript(relative(ROOT, join(home, file)), args, options)
}
