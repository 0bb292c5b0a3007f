/** The four layers of tests, one project each, and the last of them once more on Firefox. `tools/test.ts` runs them. */
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Each file starts a Worker of its own; wrangler itself is loaded once a process, and that takes long. */
const shared = { isolate: false } as const

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
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          environment: 'node',
          // Properties over random histories take seconds where the machine is busy.
          testTimeout: 60_000,
        },
      },
      {
        test: {
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
          env: { TEST_BROWSER: 'firefox' },
        },
      },
    ],
  },
})
