/** The CPU time of workerd, read from /proc, which only Linux has. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** The unit of `/proc/<pid>/stat`, the same on every Linux that Node supports. */
const TICK_MS = 10

/** CPU time in ms of all workerd processes that this process has started; null without /proc. */
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
      return 0 // not a process, or one that has ended
    }
  })
  return ticks.reduce((a, b) => a + b, 0) * TICK_MS
}
