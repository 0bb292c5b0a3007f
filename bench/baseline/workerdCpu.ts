/** The processor time that workerd has taken, from /proc; where there is none, nothing is known. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** Of `/proc/<pid>/stat`, on every Linux that Node runs on. */
const TICK_MS = 10

/** Milliseconds that all workerd processes of this one have taken so far; null where that cannot be known. */
export function workerdMs(): number | null {
  if (!existsSync('/proc/self/stat')) return null
  const ticks = readdirSync('/proc').map((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      if (!stat.includes('(workerd)')) return 0
      const fields = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number)
      const [parent, user, system] = [fields[1], fields[11]!, fields[12]!]
      return parent === process.pid ? user + system : 0
    } catch {
      return 0 // no process, or gone meanwhile
    }
  })
  return ticks.reduce((a, b) => a + b, 0) * TICK_MS
}
