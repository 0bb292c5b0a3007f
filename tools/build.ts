/**
 * `npm run build`: builds `dist/`, that is the browser script, the npm module with its types, the Worker, the dashboard
 * and the demo shop's script. With names (`npm run build -- worker dashboard`) it builds only those bundles and leaves
 * the rest of `dist/` as it is.
 */
import { rmSync } from 'node:fs'
import { build } from 'esbuild'
import { BUNDLE_NAMES, optionsOf, writeBundle } from './bundles.ts'
import { printError } from './output.ts'
import { endOnSignal, runBin } from './run.ts'

async function buildBundle(bundle: string) {
  // The package holds the whole folder: nothing of an earlier build may stay there.
  if (bundle === 'npm') rmSync('dist/npm', { recursive: true, force: true })
  await writeBundle(bundle, await build(optionsOf(bundle)))
  if (bundle === 'npm') await runBin('typescript', 'bin/tsc', ['-p', 'sdk/tsconfig.build.json'])
}

async function main(names: string[]) {
  const unknown = names.filter((name) => !BUNDLE_NAMES.includes(name))
  if (unknown.length)
    throw new Error(`There is no bundle ${unknown.join(', ')}. The bundles are ${BUNDLE_NAMES.join(', ')}.`)
  if (!names.length) rmSync('dist', { recursive: true, force: true })
  for (const bundle of names.length ? names : BUNDLE_NAMES) await buildBundle(bundle)
}

endOnSignal()
await main(process.argv.slice(2)).catch((error: unknown) => {
  printError(error)
  process.exitCode = 1
})
