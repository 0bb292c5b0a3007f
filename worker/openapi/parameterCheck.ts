/**
 * Checks the query parameters of a request. A parameter that the operation does not take is refused. Otherwise a typing
 * error would silently give another report.
 */
import { BadParameter } from '../errors.ts'
import type { Operation } from './operation.ts'
import { OPERATIONS } from './operations.ts'

/** An operation as a request matches it: `path` with its `{parameters}` as a pattern. */
interface Route {
  pattern: RegExp
  path: string
}

/** Paths without a parameter come first: `/api/stats/{report}` matches `/api/stats/sessions`, too. */
const ROUTES: Route[] = Object.keys(OPERATIONS)
  .sort((a, b) => Number(a.includes('{')) - Number(b.includes('{')))
  .map((path) => ({
    path,
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}/?$`),
  }))

/** The operation of a request; undefined where the API has none. */
export function operationOf(method: string, path: string): Operation | undefined {
  const route = ROUTES.find(({ pattern }) => pattern.test(path))
  const name = method === 'HEAD' ? 'get' : method.toLowerCase()
  return route && OPERATIONS[route.path]![name as keyof (typeof OPERATIONS)[string]]
}

/** Throws for the first of these names that is no query parameter of the operation. Empty names are ignored. */
export function refuseUnknown({ parameters = [], tolerated = [] }: Operation, names: string[]): void {
  if (tolerated === 'any') return
  const known = parameters.filter((one) => one.in === 'query').map(({ name }) => name)
  const unknown = names.find((name) => name && !known.includes(name) && !tolerated.includes(name))
  if (unknown) throw new BadParameter(unknown, `unknown parameter: ${hintOf(unknown, known)}`)
}

function hintOf(name: string, known: string[]): string {
  const nearest = nearestOf(name, known)
  if (nearest) return `did you mean ${nearest}?`
  return known.length ? `must be one of ${known.join(', ')}` : 'there are none here'
}

/** The known name that is most similar: at most half of its letters differ, or the given name contains it. */
function nearestOf(name: string, known: string[]): string | undefined {
  const asked = name.toLowerCase()
  const near = known
    .map((one) => ({ one, distance: editDistance(asked, one) }))
    .filter(({ one, distance }) => distance <= Math.ceil(one.length / 2) || asked.includes(one))
  return near.sort((a, b) => a.distance - b.distance)[0]?.one
}

/** Names are short. Of longer texts only this many characters are compared. */
const COMPARED_CHARS = 40

/** How many letters must be added, removed or replaced to make one text of the other (Levenshtein). */
function editDistance(one: string, other: string): number {
  const [a, b] = [one.slice(0, COMPARED_CHARS), other.slice(0, COMPARED_CHARS)]
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + Number(a[i - 1] !== b[j - 1])))
    row = next
  }
  return row[b.length]!
}
