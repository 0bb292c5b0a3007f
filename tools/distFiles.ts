/**
 * The files of `dist/`. They are replaced one by one, and the folder is never emptied: a Worker that another `npm start` serves
 * from it goes on.
 */
import { globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { ROOT } from './run.ts'

/** Paths relative to the root, with `/`. */
const written = new Set<string>()

const isWritten = (path: string, content: string) => {
  try {
    return readFileSync(path, 'utf8') === content
  } catch {
    return false
  }
}

/** Writes a file, such as `dist/assets/t.js`. A program that reads it meanwhile gets the old content or the new one, not a part of it. */
export function writeDistFile(file: string, content: string): void {
  written.add(file.replaceAll(sep, '/'))
  const path = join(ROOT, file)
  if (isWritten(path, content)) return
  mkdirSync(dirname(path), { recursive: true })
  const part = `${path}.${process.pid}.part`
  writeFileSync(part, content)
  renameSync(part, path)
}

/** Removes what earlier builds have left in `dist/`, except for the npm package: it is built in a folder of its own. */
export function removeOtherDistFiles(): void {
  for (const entry of globSync('dist/**', { cwd: ROOT, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const file = relative(ROOT, path).replaceAll(sep, '/')
    if (entry.isFile() && !file.startsWith('dist/npm/') && !written.has(file)) rmSync(path, { force: true })
  }
}
