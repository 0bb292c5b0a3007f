/**
 * `node test/frameworks/main.ts [NAME …]`: whether the code that Installation prints works in each framework. Needs npm's
 * registry, a Chromium and some minutes, and is therefore no part of `npm test`. Prints a line for each framework.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { BROWSER_ARGS, ensureBrowser } from '../../tools/browser.ts'
import { print, printError } from '../../tools/output.ts'
import { endOnSignal, runNpm, runScript } from '../../tools/run.ts'
import { APPS } from './apps.ts'
import { startFakeWorker } from './servers.ts'
import { tryApp } from './tryApp.ts'

endOnSignal()
const wanted = process.argv.slice(2).map((name) => name.toLowerCase())
const folder = mkdtempSync(join(tmpdir(), 'packed-'))
try {
  await runScript('tools/build.ts')
  await runNpm(['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', folder])
  const archive = join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz'))!)
  const worker = await startFakeWorker()
  const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: BROWSER_ARGS })
  for (const app of APPS) {
    const { name, packages } = app
    if (wanted.length && !wanted.some((word) => name.toLowerCase().includes(word))) continue
    const problems = await tryApp(app, archive, worker, browser).catch((error: Error) => [error.message])
    const versions = Object.entries(packages).map((entry) => entry.join(' '))
    print(`${problems.length ? '✗' : '✓'} ${name} (${versions.join(', ') || 'no package'})`)
    for (const problem of problems) print(`  ${problem}`)
    if (problems.length) process.exitCode = 1
  }
  await browser.close()
  await worker.close()
} catch (error) {
  printError(error)
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
