/**
 * Files should have about 200 lines and one purpose. Longer ones are listed in longFiles.json with the reason why they are not
 * split; a name there may be a glob. `npm run check` compares the list with the files, and `node tools/longFiles.ts` prints
 * the files with their lines and reasons.
 */
import { globSync, readFileSync } from 'node:fs'
import { join, matchesGlob } from 'node:path'
import { print } from './output.ts'
import { ROOT } from './run.ts'

const MAX_LINES = 200
const LIST = 'tools/longFiles.json'
const FILES = '{bench,client,dashboard,demo,sdk,test,tools,wire,worker}/**/*.{ts,tsx,css}'

const reasons = Object.entries(JSON.parse(readFileSync(join(ROOT, LIST), 'utf8')) as Record<string, string>)

const lineCount = (file: string) => readFileSync(join(ROOT, file), 'utf8').split('\n').length - 1

const longFiles = () =>
  globSync(FILES, { cwd: ROOT })
    .map((file) => ({
      file,
      lines: lineCount(file),
      reason: reasons.find(([name]) => matchesGlob(file, name))?.[1],
    }))
    .filter(({ lines }) => lines > MAX_LINES)
    .sort((a, b) => b.lines - a.lines)

/** Returns how many files are longer. Throws with the files that are not listed, and the entries without a long file. */
export function checkLongFiles(): string {
  const long = longFiles()
  const problems = [
    ...long
      .filter(({ reason }) => !reason)
      .map(({ file, lines }) => `${file} has ${lines} lines. Split it, or list it with a reason in ${LIST}.`),
    ...reasons
      .filter(([name]) => !long.some(({ file }) => matchesGlob(file, name)))
      .map(([name]) => `${LIST} lists ${name}, but there is no such file of more than ${MAX_LINES} lines.`),
  ]
  if (problems.length) throw new Error(problems.join('\n'))
  return `${long.length} files have more than ${MAX_LINES} lines, each with a reason`
}

if (import.meta.main)
  for (const { file, lines, reason } of longFiles()) print(`${lines}  ${file}: ${reason ?? 'not listed'}`)
