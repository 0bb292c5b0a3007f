/** Builds `dist/` only when it is not there or its sources have changed: `npm test` right after `npm run check` reuses it. */
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, runScript } from './run.ts'

/** Holds the hash of the sources and of the built files, as they were right after a build. */
const STAMP = join(ROOT, 'dist', 'stamp.txt')
/** Folders from which nothing is built. Files whose name begins with a dot and backups are left out, too. */
const UNUSED = new Set(['node_modules', 'test', 'bench', 'docs', 'migrations'])

/** The hash of all files from which `dist/` is built, and of `dist/` itself. */
function hash(): string {
  const files = globSync('**', {
    cwd: ROOT,
    withFileTypes: true,
    exclude: ({ name, parentPath }) =>
      parentPath === ROOT && (UNUSED.has(name) || name.startsWith('.') || name.includes('.ndjson.gz')),
  })
  const paths = files.filter((file) => file.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  const sum = createHash('sha256')
  for (const path of paths.filter((path) => path !== STAMP).sort()) {
    sum.update(`${path}\n`)
    sum.update(readFileSync(path))
  }
  return sum.digest('hex')
}

/** Resolves to whether it had to build. Throws with what the build printed when it fails. */
export async function buildOnce(): Promise<boolean> {
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash()) return false
  await runScript('tools/build.ts')
  writeFileSync(STAMP, hash())
  return true
}
