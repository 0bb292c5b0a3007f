/**
 * `npm test`: builds, finds or installs the browser, runs every layer of tests; `npm test -- unit sdk` only those.
 * `npm test -- firefox` runs the browser's tests on Firefox: not every machine has one, so it is not among the layers.
 * The last line is `N passed, N failed`, with `, N skipped` when any were.
 */
import { createVitest, type Vitest } from 'vitest/node'
import { type Engine, ensureBrowser } from './browser.ts'
import { print, printError, step } from './output.ts'
import { endOnSignal, runScript, SIGNALS } from './run.ts'

/** As in vitest.config.ts. */
const LAYERS = ['unit', 'sdk', 'worker', 'browser']

interface Count {
  passed: number
  failed: number
  skipped: number
}

/** Counts tests; whatever broke outside of a test (a suite that does not load, a hook, a stray error) is a failure. */
function count({ state }: Vitest): Count {
  const counts: Count = { passed: 0, failed: 0, skipped: 0 }
  for (const module of state.getTestModules()) {
    for (const test of module.children.allTests()) {
      const result = test.result().state
      counts[result === 'pending' ? 'failed' : result]++
    }
    const broken = [module, ...module.children.allSuites()].filter((suite) => suite.errors().length)
    counts.failed += broken.length
  }
  counts.failed += state.getUnhandledErrors().length
  return counts
}

/** On a signal, lets the running files close what they opened: Workers and browsers. A second one does not wait. */
function endInOrder(vitest: Vitest) {
  for (const signal of SIGNALS) {
    process.removeAllListeners(signal)
    process.once(signal, () => {
      endOnSignal()
      vitest.cancelCurrentRun('keyboard-input').finally(() => process.exit(130))
    })
  }
}

const lookFor = (engine: Engine) =>
  step(
    'Looking for a browser',
    () => ensureBrowser(engine),
    (path) => `Browser: ${path}`,
  )

async function test(projects: string[]): Promise<Count> {
  await step('Building dist/', () => runScript('tools/build.ts'))
  // The tests take the same ones without looking again.
  if (projects.includes('browser')) process.env.CHROME_PATH = await lookFor('chromium')
  if (projects.includes('firefox')) process.env.FIREFOX_PATH = await lookFor('firefox')
  const vitest = await createVitest({ watch: false, project: projects })
  endInOrder(vitest)
  await vitest.start()
  const counts = count(vitest)
  await vitest.close()
  if (!counts.passed && !counts.failed) throw new Error('No test was run.')
  return counts
}

endOnSignal()
const asked = process.argv.slice(2)
const counts = await test(asked.length ? asked : LAYERS).catch((error: unknown): Count => {
  printError(error)
  return { passed: 0, failed: 1, skipped: 0 }
})
const skipped = counts.skipped ? `, ${counts.skipped} skipped` : ''
print(`\n${counts.passed} passed, ${counts.failed} failed${skipped}`)
process.exit(counts.failed ? 1 : 0)
