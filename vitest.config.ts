/** The four layers of tests, one project each, and the last of them once more on Firefox. `tools/test.ts` runs them. */
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

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
          sequence: { groupOrder: 3 },
          env: { ...clock.env, TEST_BROWSER: 'firefox' },
        },
      },
    ],
  },
})
