/** The allowed imports between the parts of the project, checked in every bundle that was built. */
import { describe, expect, test } from 'vitest'
import { BUNDLES, findUnusedPermissions, findViolations, MODULES, readMetafile } from '../../tools/imports.ts'

describe.each(Object.keys(BUNDLES))('the bundle %s', (bundle) => {
  test('has only allowed files, and imports only in the allowed direction', () => {
    expect(findViolations(bundle, readMetafile(bundle))).toEqual([])
  })
})

/** A bundle of two files. The first one imports the second one. */
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
])('in the bundle %s, %s may not import %s', (bundle, from, to) => {
  expect(findViolations(bundle, importing(from, to))).not.toEqual([])
})

test('a permission that nothing uses is refused', () => {
  const bundles = Object.keys(BUNDLES).map(readMetafile)
  expect(findUnusedPermissions(bundles)).toEqual([])
  expect(findUnusedPermissions([readMetafile('sdk')])).toContainEqual(
    expect.stringMatching(/^dashboard → wire: /),
  )
})

test('no two modules import each other, directly or through others', () => {
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
