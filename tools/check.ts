/** `npm run check`: everything that can be said about the code without running it. */
import { globSync } from 'node:fs'
import { BUDGETS, compressedBytes } from './budget.ts'
import { buildOnce } from './buildOnce.ts'
import { checkPackage } from './checkPackage.ts'
import { checkErrorDocs } from './errorDocs.ts'
import { BUNDLES, findViolations, readMetafile } from './imports.ts'
import { print, printError, step } from './output.ts'
import { endOnSignal, ROOT, runBin } from './run.ts'

interface Check {
  name: string
  /** Returns what is worth saying when all is well; throws with what is wrong. */
  run(): Promise<string | undefined>
}

/** One project a runtime, since the types of the page and of Workers clash. */
const typeProjects = globSync('{,*/,demo/*/}tsconfig.json', { cwd: ROOT }).sort()

const source: Check[] = [
  { name: 'build', run: async () => ((await buildOnce()) ? undefined : 'as it is, no source has changed') },
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
  ...typeProjects.map((file) => ({
    name: `types, ${file}`,
    run: async () => void (await runBin('typescript', 'bin/tsc', ['-p', file])),
  })),
]

/** These look at what was built. */
const built: Check[] = [
  {
    name: 'import directions',
    run: async () => {
      const found = Object.keys(BUNDLES).flatMap((bundle) => findViolations(bundle, readMetafile(bundle)))
      if (found.length) throw new Error(found.join('\n'))
      return `${Object.keys(BUNDLES).length} bundles`
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
  { name: 'npm package', run: checkPackage },
]

let failed = 0
endOnSignal()

async function look({ name, run }: Check) {
  try {
    await step(name, run, (note) => (note ? `${name}: ${note}` : name))
  } catch (error) {
    failed++
    printError(new Error(`${name}\n${(error as Error).message}`))
  }
}

// Two at a time keep two cores busy.
const ofSource = source.values()
const lane = async () => {
  for (const check of ofSource) await look(check)
}
await Promise.all([lane(), lane()])
for (const check of built) await look(check)
print(failed ? `\n${failed} checks failed` : '\nAll checks passed')
process.exit(failed ? 1 : 0)
