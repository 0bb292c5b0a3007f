/**
 * Files should have about 200 lines and one purpose. Longer ones are listed in longFiles.json with the reason why they are not
 * split. `npm run check` compares the list with the files.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './run.ts'

const MAX_LINES = 200
const LIST = 'tools/longFiles.json'
const FILES = '{bench,client,dashboard,demo,sdk,test,tools,wire,worker}/**/*.{ts,tsx,css}'

/** Returns how many files are longer. Throws with the files that are missing in the list, and the entries that are too many. */
export function checkLongFiles(): string {
  const listed = JSON.parse(readFileSync(join(ROOT, LIST), 'utf8')) as Record<string, string>
  const lineCount = (file: string) => readFileSync(join(ROOT, file), 'utf8').split('\n').length - 1
  const long = globSync(FILES, { cwd: ROOT }).filter((file) => lineCount(file) > MAX_LINES)
  const problems = [
    ...long
      .filter((file) => !listed[file])
      .map((file) => `${file} has ${lineCount(file)} lines. Split it, or list it with a reason in ${LIST}.`),
    ...Object.keys(listed)
      .filter((file) => !long.includes(file))
      .map((file) => `${LIST} lists ${file}, which does not exist or is not longer than ${MAX_LINES} lines.`),
  ]
  if (problems.length) throw new Error(problems.join('\n'))
  return `${long.length} files have more than ${MAX_LINES} lines, each with a reason`
}
