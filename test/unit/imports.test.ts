/** Imports go one way, in every bundle that was built. */
import { describe, expect, test } from 'vitest'
import { BUNDLES, findViolations, MODULES, readMetafile } from '../../tools/imports.ts'

describe.each(Object.keys(BUNDLES))('the bundle %s', (bundle) => {
  test('holds only what it may hold, and imports go one way', () => {
    expect(findViolations(bundle, readMetafile(bundle))).toEqual([])
  })
})

/** A bundle of two files of which the first imports the second. */
const importing = (from: string, to: string) => ({
  inputs: {
    [from]: { bytes: 1, imports: [{ path: to, kind: 'import-statement' as const }] },
    [to]: { bytes: 1, imports: [] },
  },
})

test.each([
  ['worker/ingest/settle/sessionRow.ts', 'worker/stats/metrics.ts'],
  ['worker/stats/report.ts', 'worker/ingest/channel.ts'],
  ['worker/store/d1/d1Store.ts', 'worker/ingest/settle/sessionRow.ts'],
  ['worker/store/d1/d1Store.ts', 'worker/stats/metrics.ts'],
  ['worker/stats/report.ts', 'worker/routes/stats.ts'],
  ['worker/routes/stats.ts', 'worker/index.ts'],
  ['wire/event.ts', 'worker/store/rows.ts'],
])('%s may not import %s', (from, to) => {
  expect(findViolations('worker', importing(from, to))).toHaveLength(1)
})

test.each([
  ['sdk', 'sdk/touch.ts', 'wire/schema.ts'],
  ['sdk', 'sdk/touch.ts', 'node_modules/zod/index.js'],
  ['sdk', 'sdk/touch.ts', 'worker/ingest/channel.ts'],
  ['dashboard', 'dashboard/main.tsx', 'worker/stats/metrics.ts'],
])('the bundle %s may not hold %s importing %s', (bundle, from, to) => {
  expect(findViolations(bundle, importing(from, to))).not.toEqual([])
})

test('no module imports one that imports it, directly or through others', () => {
  const reach = (module: string, seen = new Set<string>()): Set<string> => {
    for (const next of MODULES[module]!.imports)
      if (!seen.has(next)) {
        seen.add(next)
        reach(next, seen)
      }
    return seen
  }
  expect(Object.keys(MODULES).filter((module) => reach(module).has(module))).toEqual([])
})
