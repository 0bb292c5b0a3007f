/** Every package in package.json has a reason in docs/dependencies.md, and every reason there a package. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './run.ts'

const LIST = 'docs/dependencies.md'

/** Returns a sentence. Throws with the packages that are missing in one of the two lists. */
export function checkDependencies(list = readFileSync(join(ROOT, LIST), 'utf8')): string {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(join(ROOT, 'package.json'), 'utf8'),
  ) as Record<string, Record<string, string> | undefined>
  const used = Object.keys({ ...dependencies, ...devDependencies })
  // A row: | `name` | reason |
  const reasons = new Map(
    [...list.matchAll(/^\| `([^`]+)` \| (.*?) *\|$/gm)].map(([, name, reason]) => [name!, reason!]),
  )
  const problems = [
    ...used.filter((name) => !reasons.get(name)).map((name) => `${LIST} gives no reason for ${name}.`),
    ...[...reasons.keys()]
      .filter((name) => !used.includes(name))
      .map((name) => `${LIST} lists ${name}, which package.json does not have.`),
  ]
  if (problems.length) throw new Error(problems.join('\n'))
  return `${used.length} packages, each with a reason`
}
