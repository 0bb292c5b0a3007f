/**
 * `npm test`: builds what has changed, finds or installs the browser, and runs the tests.
 *
 * Arguments choose tests. Any number of them may be given, in any order:
 * - a layer: `unit`, `sdk`, `worker`, `browser`, or `firefox` (the browser tests of the script on Firefox; not every
 *   machine has one, so that it runs only when it is asked for). Default: all but `firefox`;
 * - a file or folder, or the end of its path: `test/worker/orders.test.ts`, `orders.test.ts`, `test/sdk`. Layers and
 *   paths together choose the tests of both; `firefox` and a path of the browser tests choose that path on Firefox;
 * - anything else is a part of a test's name: `npm test -- "changes nothing if it is sent twice"`. Of the chosen files, only
 *   tests with that name run.
 *
 * Variables:
 * - `TEST_CLOCK=2026-12-31T23:59:30Z` shifts the clocks of the tests, the Workers and the pages to that instant;
 * - `TEST_SIZE=full` is for a nightly run: many more trials of the property tests, and every column and dimension in the
 *   dashboard's tests instead of some.
 *
 * The last line is `N passed, N failed`, with `, N skipped` when tests were skipped for another reason than their name.
 */
import { createVitest, type Vitest } from 'vitest/node'
import { type Engine, ensureBrowser } from './browser.ts'
import { buildOnce } from './buildOnce.ts'
import { type ChosenTests, chooseTests } from './chooseTests.ts'
import { print, printError, step } from './output.ts'
import { endOnSignal, SIGNALS } from './run.ts'

const asPattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

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

async function test({ projects, paths, names }: ChosenTests): Promise<Count> {
  await step('Building dist/', buildOnce, (built) => (built ? 'Building dist/' : 'dist/ is up to date'))
  // The tests take the same ones without looking again.
  if (projects.includes('browser')) {
    const chromium = await lookFor('chromium')
    process.env.CHROME_PATH = chromium
    // Without a headless shell the whole browser does the same, only slower.
    process.env.CHROME_SHELL_PATH = await lookFor('shell').catch(() => chromium)
  }
  if (projects.includes('firefox')) process.env.FIREFOX_PATH = await lookFor('firefox')
  const vitest = await createVitest({
    watch: false,
    project: projects,
    ...(names.length && { testNamePattern: new RegExp(names.map(asPattern).join('|'), 'i') }),
  })
  endInOrder(vitest)
  await vitest.start(paths)
  const counts = count(vitest)
  if (names.length) counts.skipped = 0
  await vitest.close()
  if (!counts.passed && !counts.failed) {
    const named = names.length ? ` whose name has: ${names.join(', ')}` : ''
    throw new Error(`There is no test in ${[...projects, ...paths].join(', ')}${named}.`)
  }
  return counts
}

endOnSignal()
const counts = await test(chooseTests(process.argv.slice(2))).catch((error: unknown): Count => {
  printError(error)
  return { passed: 0, failed: 1, skipped: 0 }
})
const skipped = counts.skipped ? `, ${counts.skipped} skipped` : ''
print(`\n${counts.passed} passed, ${counts.failed} failed${skipped}`)
process.exit(counts.failed ? 1 : 0)
