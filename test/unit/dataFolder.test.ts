/** Which process may use a data folder of `npm start`. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { lockDataFolder, unlockDataFolder } from '../../tools/lockDataFolder.ts'
import { start } from '../../tools/run.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'data-'))
})
afterEach(() => {
  unlockDataFolder()
  rmSync(folder, { recursive: true })
})

it('a data folder in use is refused, with the name of its user, until that process is gone, even killed', async () => {
  const file = join(import.meta.dirname, '../../tools/lockDataFolder.ts')
  const code = `import { lockDataFolder } from ${JSON.stringify(file)}
lockDataFolder(${JSON.stringify(folder)}, 'npm start at http://127.0.0.1:8787')
console.log('locked')
setInterval(() => {}, 1000)`
  const other = start(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve) => other.stdout!.once('data', resolve))
  expect(() => lockDataFolder(folder, 'npm start')).toThrow(
    `is in use by npm start at http://127.0.0.1:8787 (process ${other.pid})`,
  )
  other.kill('SIGKILL')
  await new Promise((resolve) => other.once('exit', resolve))
  lockDataFolder(folder, 'npm start')
})
