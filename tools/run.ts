/** The tools' child processes. They print only when they fail, and they end when the tool that started them ends. */
import { type ChildProcess, execFileSync, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { basename, delimiter, dirname, join } from 'node:path'
import type { Readable } from 'node:stream'

/** The project's root folder. All tools use it as their working directory. */
export const ROOT = join(import.meta.dirname, '..')

const isWindows = process.platform === 'win32'
const running = new Set<ChildProcess>()

/** The project's own programs come first, also when a tool is started without npm. */
const PATH = [join(ROOT, 'node_modules', '.bin'), dirname(process.execPath), process.env.PATH].join(delimiter)

/**
 * Starts a program in a process group of its own. So a Ctrl-C in the terminal reaches only the tool, which then ends its
 * child processes in good order.
 */
export function start(command: string, args: string[], options: SpawnOptions = {}): ChildProcess {
  const child = spawn(command, args, {
    cwd: ROOT,
    detached: !isWindows,
    windowsHide: true,
    ...options,
    env: { ...process.env, PATH, ...options.env },
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  child.once('error', () => running.delete(child))
  return child
}

/** Sends `signal` to the child process and to every process that it started. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals) {
  if (!child.pid) return
  try {
    if (isWindows) execFileSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' })
    else process.kill(-child.pid, signal)
  } catch {
    // The process has ended in the meantime.
  }
}

/** Ends all child processes and waits until they are gone. */
export async function endAll(signal: NodeJS.Signals = 'SIGTERM') {
  await Promise.all(
    [...running].map((child) => {
      const gone = once(child, 'exit')
      signalGroup(child, signal)
      return gone
    }),
  )
}

process.on('exit', () => {
  for (const child of running) signalGroup(child, 'SIGKILL')
})

export const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** For a tool without anything to clean up: a Ctrl-C ends it together with its child processes. */
export function endOnSignal() {
  for (const signal of SIGNALS) process.on(signal, () => process.exit(130))
}

/** Collects what a child process prints, up to the last 200,000 characters. Returns a function that returns it. */
export function collect(...streams: (Readable | null)[]): () => string {
  const keptChars = 200_000
  let text = ''
  for (const stream of streams)
    stream?.setEncoding('utf8').on('data', (part: string) => {
      text = (text + part).slice(-keptChars)
    })
  return () => text.trim()
}

interface RunOptions {
  env?: Record<string, string>
  /** The working directory. Default: the project's root. */
  cwd?: string
  /** Written to the program's standard input. Other users can read command lines, but not this. */
  input?: string
}

/**
 * Runs a program to its end and returns its standard output. Throws if the program cannot be started or does not exit
 * with 0; the error holds all that the program printed.
 */
export async function run(
  command: string,
  args: string[],
  { cwd, env, input }: RunOptions = {},
): Promise<string> {
  const child = start(command, args, {
    ...(cwd && { cwd }),
    env,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  })
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

/** Runs npm. Outside of an npm script, the command `npm` is looked for on the PATH. */
export function runNpm(args: string[], options?: RunOptions) {
  const { npm_execpath } = process.env
  return npm_execpath ? run(process.execPath, [npm_execpath, ...args], options) : run('npm', args, options)
}

/**
 * Runs the script behind the command of a package that package.json names: `file` is its path in the package (`bin` in the
 * package's own package.json). Works the same on every system, without the shell scripts in `node_modules/.bin`.
 */
export const runBin = (name: string, file: string, args: string[], options?: RunOptions) =>
  runScript(join('node_modules', name, file), args, options)
