/** Reads Chromium's trace of one page load: what the main thread did, and how much of it for one script. */

/** An entry of the trace; times are in µs. */
interface Event {
  name: string
  ph: string
  pid: number
  tid: number
  ts: number
  dur?: number
  /** Of `dur`, the time that the thread had a processor, which the throttling slows down as well. */
  tdur?: number
  args?: { data?: { url?: string }; fileName?: string }
}

/** By the thread's own clock, and by the one on the wall, which runs on while others have the processor. ms. */
export interface Spent {
  cpu_ms: number
  wall_ms: number
}

export interface Work {
  /** Compiling the script, running it on load, and every later call into it: timers, listeners. */
  script: Spent
  /** The longest task that the script had a part in, whatever else ran in it. */
  longest: Spent
  /** All tasks of the main thread. */
  page: Spent
  /** Styles and layouts that the script waited for. */
  layouts: number
}

export const CATEGORIES = ['-*', 'toplevel', 'devtools.timeline', 'v8', 'disabled-by-default-v8.compile']

const OF_SCRIPT = ['v8.compile', 'EvaluateScript', 'FunctionCall', 'v8.produceCache']
const LAYOUTS = ['Layout', 'UpdateLayoutTree']

const within = (inner: Event, outer: Event) =>
  inner.ts >= outer.ts && inner.ts + (inner.dur ?? 0) <= outer.ts + (outer.dur ?? 0)
/** Without those that lie in another one, whose time would count twice. */
const outermost = (events: Event[]) =>
  events.filter((event) => !events.some((other) => other !== event && within(event, other)))
const spent = (events: Event[]): Spent => ({
  cpu_ms: events.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1000,
  wall_ms: events.reduce((sum, { dur = 0 }) => sum + dur, 0) / 1000,
})

/** @param url what the script's address begins with */
export function work(trace: Buffer, url: string): Work {
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
