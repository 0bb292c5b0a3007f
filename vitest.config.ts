/** The four layers of tests, one project each, and the last of them once more on Firefox. `tools/test.ts` runs them. */
import { defineConfig } from 'vitest/config'

const browser = {
  include: ['test/browser/**/*.test.ts'],
  environment: 'node',
  testTimeout: 60_000,
  hookTimeout: 60_000,
} as const

export default defineConfig({
  test: {
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
      { test: { name: 'sdk', include: ['test/sdk/**/*.test.ts'], environment: 'happy-dom' } },
      {
        test: {
          name: 'worker',
          // Each file starts a Worker of its own; wrangler itself is loaded once.
          isolate: false,
          include: ['test/worker/**/*.test.ts'],
          environment: 'node',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      { test: { ...browser, name: 'browser' } },
      { test: { ...browser, name: 'firefox', env: { TEST_BROWSER: 'firefox' } } },
    ],
  },
})
