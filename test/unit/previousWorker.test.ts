/**
 * The previous Worker on the present schema: its own tests, run with the present migrations. This takes minutes, so that it runs only
 * with TEST_SIZE=full: `TEST_SIZE=full npm test -- test/unit/previousWorker.test.ts`. PREVIOUS=COMMIT names another one than the last
 * release. (test/worker/schema.test.ts checks the rule for each migration in every run.)
 */
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { ROOT, run } from '../../tools/run.ts'
import { isFull } from '../trials.ts'

/**
 * Tests of what the Worker writes and reads. Not those of the schema itself, nor of a site's answer, which has the new columns.
 * A file that the previous version does not have yet is passed over.
 */
const TESTS = [
  'ingest',
  'orders',
  'order-merging',
  'order-currency',
  'order-fields',
  'order-held',
  'order-removal',
  'visitors',
  'reports',
  'rollup',
  'retention',
  'signin',
  'signin-end',
  'costs',
  'reclassify',
]

const folder = mkdtempSync(join(tmpdir(), 'previous-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The last release; without one, the commit before the one that added the newest migration. */
async function previousCommit(): Promise<string> {
  const tag = await run('git', ['describe', '--tags', '--abbrev=0']).catch(() => '')
  if (tag) return tag
  const newest = globSync('migrations/*.sql', { cwd: ROOT }).sort().at(-1)!
  return `${await run('git', ['log', '-1', '--format=%H', '--diff-filter=A', '--', newest])}^`
}

it.runIf(isFull)('passes its tests of ingest, orders, reports and jobs', { timeout: 600_000 }, async () => {
  const commit = process.env.PREVIOUS ?? (await previousCommit())
  const archive = join(folder, 'source.tar')
  await run('git', ['archive', '--output', archive, commit])
  await run('tar', ['-xf', archive, '-C', folder])
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  cpSync(join(ROOT, 'migrations'), join(folder, 'migrations'), { recursive: true })
  // New columns of a site are in its answers, which its own document of the API does not know. That does no harm.
  const harness = join(folder, 'test/harness.ts')
  writeFileSync(harness, readFileSync(harness, 'utf8').replace('if (differences.length)', 'if (false)'))
  await run(process.execPath, ['tools/build.ts'], { cwd: folder })
  const files = TESTS.map((name) => `test/worker/${name}.test.ts`)
  const vitest = join('node_modules', 'vitest', 'vitest.mjs')
  // Throws with what vitest printed if a test fails.
  const args = [vitest, 'run', '--project', 'worker', '--maxWorkers=1', ...files]
  expect(await run(process.execPath, args, { cwd: folder })).toContain(' passed')
})
