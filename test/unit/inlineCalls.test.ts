/** The build step that puts the script's functions in the place of their calls. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { inlineCalls } from '../../tools/inlineCalls.ts'

const folder = mkdtempSync(join(tmpdir(), 'inline-'))
afterAll(() => rmSync(folder, { recursive: true }))
writeFileSync(
  join(folder, 'counter.ts'),
  `import { STEP } from './limits.ts'
import type { Note } from './note.ts'

export function counter(from: number, note: (value: number, more?: Record<string, number>) => void) {
  let value = from
  const add = () => note((value += STEP))
  const read = () => value
  return [add, read] as const
}
`,
)
writeFileSync(join(folder, 'greet.ts'), `export function greet(name: string): void {\n  alert(name)\n}\n`)
const FUNCTIONS = { counter: 'counter.ts', greet: 'greet.ts' }
const inline = (lines: string) =>
  inlineCalls(
    `import { counter } from './counter.ts'\nimport { greet } from './greet.ts'\n${lines}`,
    FUNCTIONS,
    folder,
  )

it('puts the body of each function in the place of its call, with what it imports', () => {
  const code = inline(
    'export function start(from, note, name) {\n  const [add, read] = counter(from, note)\n  greet(name)\n}\n',
  )
  expect(code.replace(/\s+/g, ' ')).toBe(
    "import { STEP } from './limits.ts' export function start(from, note, name) { let value = from const add = () => note((value += STEP)) const read = () => value { alert(name) } } ",
  )
})

it.each([
  ['other arguments than the parameters', '  const [add, read] = counter(from, other)\n  greet(name)\n'],
  ['other names for the result', '  const [more, read] = counter(from, note)\n  greet(name)\n'],
  ['a call within a line', '  const [add, read] = counter(from, note)\n  if (name) greet(name)\n'],
])('throws for %s', (_what, lines) => {
  expect(() => inline(lines)).toThrow(/inline/)
})
