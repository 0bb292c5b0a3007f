/**
 * `npm run build`: builds `dist/`, that is the browser script, the npm module with its types, the Worker, the dashboard
 * and the demo shop's script. With names (`npm run build -- worker dashboard`) it builds only those bundles and leaves
 * the rest of `dist/` as it is. After a whole build it prints the script's hash for subresource integrity.
 */
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'
import { BUNDLE_NAMES, optionsOf, writeBundle } from './bundles.ts'
import { clientTypes } from './clientTypes.ts'
import { removeOtherDistFiles, writeDistFile } from './distFiles.ts'
import { integrityOf } from './integrityOf.ts'
import { print, printError } from './output.ts'
import { endOnSignal, runBin } from './run.ts'
import { thirdPartyNotices } from './thirdPartyNotices.ts'

async function buildBundle(bundle: string) {
  // The package holds the whole folder: nothing of an earlier build may stay there.
  if (bundle === 'npm') rmSync('dist/npm', { recursive: true, force: true })
  await writeBundle(bundle, await build(optionsOf(bundle)))
  if (bundle === 'npm') await runBin('typescript', 'bin/tsc', ['-p', 'sdk/tsconfig.build.json'])
  if (bundle === 'client') await writeClientTypes()
}

/** The client's own files as tsc declares them, and in place of the inferred types of the API those that need no package. */
async function writeClientTypes() {
  const declared = 'dist/client'
  await runBin('typescript', 'bin/tsc', ['-p', 'client/tsconfig.build.json'])
  for (const file of ['client/index.d.ts', 'client/query.d.ts', 'wire/query.d.ts', 'wire/model.d.ts']) {
    mkdirSync(dirname(join('dist/npm', file)), { recursive: true })
    copyFileSync(join(declared, file), join('dist/npm', file))
  }
  rmSync(declared, { recursive: true })
  writeFileSync('dist/npm/client/types.d.ts', clientTypes())
}

async function main(names: string[]) {
  const unknown = names.filter((name) => !BUNDLE_NAMES.includes(name))
  if (unknown.length)
    throw new Error(`There is no bundle ${unknown.join(', ')}. The bundles are ${BUNDLE_NAMES.join(', ')}.`)
  for (const bundle of names.length ? names : BUNDLE_NAMES) await buildBundle(bundle)
  if (names.length) return
  writeDistFile('dist/assets/third-party-notices.txt', thirdPartyNotices())
  removeOtherDistFiles()
  print(`Integrity of t.js  ${integrityOf('dist/assets/t.js')}`)
}

endOnSignal()
await main(process.argv.slice(2)).catch((error: unknown) => {
  printError(error)
  process.exitCode = 1
})
