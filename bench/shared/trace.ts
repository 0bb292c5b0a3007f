/** Reads Chromium's trace of a page load: how long the main thread worked, in all and for one script. */

/** An entry of the trace; times are in µs. */
interface Event {
  name: string
  ph: string
  pid: number
  tid: number
  ts: number
  dur?: number
  /** The part of `dur` in which the thread had a processor. CPU throttling makes it longer, too. */
  tdur?: number
  args?: { data?: { url?: string }; fileName?: string }
}

/** A duration in ms: the thread's CPU time, and the elapsed time, which goes on while others have the processor. */
export interface Spent {
  cpu_ms: number
  wall_ms: number
}

export interface Work {
  /** Compiling the script, running it on load, and later calls of its functions by timers and listeners. */
  script: Spent
  /** The longest task in which the script ran, including everything else in that task. */
  longest: Spent
  /** All tasks of the main thread. */
  page: Spent
  /** Style and layout calculations that the script forced. */
  layouts: number
}

export const CATEGORIES = ['-*', 'toplevel', 'devtools.timeline', 'v8', 'disabled-by-default-v8.compile']

const OF_SCRIPT = ['v8.compile', 'EvaluateScript', 'FunctionCall', 'v8.produceCache']
const LAYOUTS = ['Layout', 'UpdateLayoutTree']

const within = (inner: Event, outer: Event) =>
  inner.ts >= outer.ts && inner.ts + (inner.dur ?? 0) <= outer.ts + (outer.dur ?? 0)
/** Removes events that lie within another event, because their time would count twice. */
const outermost = (events: Event[]) =>
  events.filter((event) => !events.some((other) => other !== event && within(event, other)))
const spent = (events: Event[]): Spent => ({
  cpu_ms: events.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1000,
  wall_ms: events.reduce((sum, { dur = 0 }) => sum + dur, 0) / 1000,
})

/** @param url the beginning of the script's address */
export function scriptWork(trace: Buffer, url: string): Work {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: Event[] }
  const isOurs = ({ name, args }: Event) =>
    OF_SCRIPT.includes(name) && (args?.data?.url ?? args?.fileName ?? '').startsWith(url)
  const run = traceEvents.find((event) => event.name === 'EvaluateScript' && isOurs(event))
  if (!run) throw new Error(`${url} did not run.`)
  const main = traceEvents.filter(({ ph, pid, tid }) => ph === 'X' && pid === run.pid && tid === run.tid)
  const ours = outermost(main.filter(isOurs))
  const inOurs = (event: Event) => ours.some((outer) => within(event, outer))
  const tasks = outermost(main.filter(({ name }) => name.endsWith('RunTask')))
  const shared = tasks.filter((task) => ours.some((event) => within(event, task)))
  const longest = shared.toSorted((a, b) => (b.tdur ?? 0) - (a.tdur ?? 0)).slice(0, 1)
  return {
    script: spent(ours),
    longest: spent(longest),
    page: spent(tasks),
    layouts: main.filter((event) => LAYOUTS.includes(event.name) && inOurs(event)).length,
  }
}
