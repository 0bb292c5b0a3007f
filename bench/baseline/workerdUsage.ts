/** The CPU time and the memory of workerd, read from /proc, which only Linux has. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** The unit of `/proc/<pid>/stat`, the same on every Linux that Node supports. */
const TICK_MS = 10

/** The sum of `read` over all workerd processes that this process has started; null without /proc. */
function sumOf(read: (pid: string, stat: number[]) => number): number | null {
  if (!existsSync('/proc/self/stat')) return null
  const found = readdirSync('/proc').map((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      if (!stat.includes('(workerd)')) return 0
      const fields = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number)
      return fields[1] === process.pid ? read(pid, fields) : 0
    } catch {
      return 0 // not a process, or one that has ended
    }
  })
  return found.reduce((a, b) => a + b, 0)
}

/** CPU time so far, ms. */
export const workerdMs = (): number | null => sumOf((_, stat) => (stat[11]! + stat[12]!) * TICK_MS)

/** Memory in RAM now, MB. */
export const workerdMb = (): number | null =>
  sumOf((pid) => Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)![1]) / 1024)
