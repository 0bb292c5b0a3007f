/** Checks the npm package as its users get it: packed, installed in an empty folder, imported and type-checked. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT, run, runBin, runNpm } from './run.ts'

/** The path of each entry (`utm-dispatcher`, `utm-dispatcher/extras`) in package.json's `exports`. */
const entries = () => {
  const { name, exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    name: string
    exports: Record<string, unknown>
  }
  return Object.keys(exports).map((path) => name + path.slice(1))
}

/** A package that only has ES modules must resolve its types in these two ways. */
const RESOLUTIONS = [
  { module: 'node16', moduleResolution: 'node16' },
  { module: 'esnext', moduleResolution: 'bundler' },
]

/**
 * Packs `dist/npm`, which must be built, and checks the package. Returns a sentence about it. Throws with what is wrong:
 * publint's and arethetypeswrong's messages, an entry that cannot be imported, types that do not resolve.
 */
export async function checkPackage(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'package-'))
  try {
    await runNpm(['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', folder])
    const file = readdirSync(folder).find((name) => name.endsWith('.tgz'))!
    const archive = join(folder, file)
    await Promise.all([
      runBin('publint', 'src/cli.js', ['run', archive, '--strict']),
      runBin('@arethetypeswrong/cli', 'dist/index.js', [archive, '--profile=esm-only', '--no-color']),
      checkInstalled(folder, archive),
    ])
    return `${entries().length} entries`
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function checkInstalled(folder: string, archive: string) {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  await runNpm(['install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts', archive], {
    cwd: folder,
  })
  const imports = entries().map((entry, i) => `import * as entry${i} from '${entry}'`)
  // A module without exports is one that was built wrongly.
  const uses = imports.map((_, i) => `if (!Object.keys(entry${i}).length) throw new Error('no exports')`)
  writeFileSync(join(folder, 'use.ts'), [...imports, ...uses, ''].join('\n'))
  await run(process.execPath, ['use.ts'], { cwd: folder })
  for (const resolution of RESOLUTIONS) {
    const compilerOptions = { ...resolution, noEmit: true, strict: true, skipLibCheck: false, types: [] }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['use.ts'] }))
    await runBin('typescript', 'bin/tsc', ['-p', folder])
  }
}
