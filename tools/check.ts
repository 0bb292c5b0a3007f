/** `npm run check`: all checks of the code that do not run it. */
import { globSync } from 'node:fs'
import { BUDGETS, compressedBytes } from './budget.ts'
import { buildOnce } from './buildOnce.ts'
import { checkDependencies } from './checkDependencies.ts'
import { checkPackage } from './checkPackage.ts'
import { checkErrorDocs } from './errorDocs.ts'
import { BUNDLES, findUnusedPermissions, findViolations, readMetafile } from './imports.ts'
import { checkLongFiles } from './longFiles.ts'
import { print, printError, step } from './output.ts'
import { endOnSignal, ROOT, runBin } from './run.ts'
import { checkLicences } from './thirdPartyNotices.ts'

interface Check {
  name: string
  /** Resolves to a remark about the result, or undefined. Rejects with what is wrong. */
  run(): Promise<string | undefined>
}

/** One project for each runtime, because the types of browsers and of Workers contradict each other. */
const typeProjects = globSync('{,*/,demo/*/}tsconfig.json', { cwd: ROOT }).sort()

const sourceChecks: Check[] = [
  { name: 'build', run: async () => ((await buildOnce()) ? undefined : 'no source has changed') },
  {
    name: 'format and lint',
    run: async () =>
      void (await runBin('@biomejs/biome', 'bin/biome', [
        'ci',
        '--colors=off',
        '--error-on-warnings',
        '--diagnostic-level=warn',
        '.',
      ])),
  },
  { name: 'docs/errors.md', run: async () => void checkErrorDocs() },
  { name: 'docs/dependencies.md', run: async () => checkDependencies() },
  { name: 'long files', run: async () => checkLongFiles() },
  ...typeProjects.map((file) => ({
    name: `types, ${file}`,
    run: async () => void (await runBin('typescript', 'bin/tsc', ['-p', file])),
  })),
]

/** The checks of what was built. */
const buildChecks: Check[] = [
  {
    name: 'import rules',
    run: async () => {
      const names = Object.keys(BUNDLES)
      const found = [
        ...names.flatMap((bundle) => findViolations(bundle, readMetafile(bundle))),
        ...findUnusedPermissions(names.map(readMetafile)),
      ]
      if (found.length) throw new Error(found.join('\n'))
      return `${names.length} bundles`
    },
  },
  ...Object.entries(BUDGETS).map(([file, budget]) => ({
    name: `size of ${file}`,
    run: async () => {
      const bytes = compressedBytes(file)
      if (bytes > budget)
        throw new Error(`${bytes} bytes of brotli, ${bytes - budget} over the budget of ${budget}`)
      return `${bytes} of ${budget} bytes of brotli`
    },
  })),
  { name: 'licences', run: async () => checkLicences() },
  { name: 'npm package', run: checkPackage },
]

let failed = 0
endOnSignal()

async function runCheck({ name, run }: Check) {
  try {
    await step(name, run, (remark) => (remark ? `${name}: ${remark}` : name))
  } catch (error) {
    failed++
    printError(new Error(`${name}\n${(error as Error).message}`))
  }
}

// Two at a time, because the machine has at least two cores.
const remaining = sourceChecks.values()
const runRemaining = async () => {
  for (const check of remaining) await runCheck(check)
}
await Promise.all([runRemaining(), runRemaining()])
for (const check of buildChecks) await runCheck(check)
print(failed ? `\n${failed} checks failed` : '\nAll checks passed')
process.exit(failed ? 1 : 0)
