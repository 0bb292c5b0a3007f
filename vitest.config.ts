/** The four layers of tests, one project each, and the script's browser tests once more on Firefox. `tools/test.ts` runs them. */
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** All clocks of the tests are shifted to that instant (test/clock.ts). */
const { TEST_CLOCK } = process.env
const shift_ms = TEST_CLOCK ? Date.parse(TEST_CLOCK) - Date.now() : 0
if (Number.isNaN(shift_ms))
  throw new Error(`TEST_CLOCK is ${TEST_CLOCK}; it must be like 2026-12-31T23:59:30Z.`)
const clock = shift_ms
  ? { setupFiles: ['test/shiftClock.ts'], env: { TEST_CLOCK_SHIFT_MS: String(shift_ms) } }
  : {}

/** Files of one process share its modules: wrangler is loaded once, and Workers and browsers are handed on. */
const shared = { ...clock, isolate: false } as const

/** Files that take longest, longest first. One that starts last would keep one process busy while the other is idle. */
const LONGEST = [
  'browser/delivery',
  'browser/dashboard-views',
  'browser/dashboard-tables',
  'browser/pages',
  'browser/dashboard-look',
  'worker/dates',
  'worker/examples',
  'unit/demoHistory',
]

/** Runs the longest files first, then the larger ones. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification) => {
      const place = LONGEST.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`))
      return place < 0 ? LONGEST.length : place
    }
    return (await super.sort(files)).toSorted((a, b) => placeOf(a) - placeOf(b))
  }
}

const browser = {
  ...shared,
  include: ['test/browser/**/*.test.ts'],
  environment: 'node',
  testTimeout: 60_000,
  hookTimeout: 60_000,
} as const

export default defineConfig({
  test: {
    // A test waits for its Worker and its browser half of the time: one file alone leaves the machine idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          environment: 'node',
          // Properties over random histories take seconds where the machine is busy.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          ...clock,
          name: 'sdk',
          include: ['test/sdk/**/*.test.ts'],
          environment: 'happy-dom',
          // As above: a busy machine may stop a test for seconds.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          ...shared,
          name: 'worker',
          sequence: { groupOrder: 1 },
          include: ['test/worker/**/*.test.ts'],
          environment: 'node',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      { test: { ...browser, name: 'browser', sequence: { groupOrder: 2 } } },
      {
        test: {
          ...browser,
          name: 'firefox',
          // Tests of the dashboard and of the API's page run in Chromium only.
          exclude: ['test/browser/dashboard*.test.ts', 'test/browser/docs.test.ts'],
          sequence: { groupOrder: 3 },
          env: { ...clock.env, TEST_BROWSER: 'firefox' },
        },
      },
    ],
  },
})
