/**
 * The import rules: which part of the code may import which. `npm run check` compares them with the import lists that
 * esbuild wrote when it built the bundles (`dist/meta/*.json`).
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Metafile } from 'esbuild'
import { ROOT } from './run.ts'

/** A part of the code: a folder or a single file. */
interface Module {
  /** The start of the paths of its files. A file belongs to the module with the longest `files` that matches. */
  files: string
  /** Names of the other modules that it may import values from. Type imports are not checked: a bundle has none. */
  imports: string[]
  /** Packages that it may import. Default: any package. */
  packages?: string[]
}

/**
 * `wire ← sdk`; `wire ← {time, classify, store} ← {ingest, stats} ← routes ← index`. `ingest` and `stats` never import
 * each other, and the dashboard talks HTTP.
 */
export const MODULES: Record<string, Module> = {
  wire: { files: 'wire/', imports: [], packages: ['zod'] },
  sdk: { files: 'sdk/', imports: ['wire'], packages: [] },
  time: { files: 'worker/time/', imports: ['wire'], packages: [] },
  store: { files: 'worker/store/', imports: ['wire'], packages: [] },
  errors: { files: 'worker/error', imports: ['wire', 'store'] },
  classify: { files: 'worker/classify/', imports: ['wire'] },
  files: { files: 'worker/files/', imports: ['wire', 'errors'] },
  costs: {
    files: 'worker/costs/',
    imports: ['wire', 'store', 'time', 'errors', 'classify', 'files'],
  },
  connect: { files: 'worker/connect/', imports: [] },
  ingest: { files: 'worker/ingest/', imports: ['wire', 'store', 'classify', 'secrets'] },
  metrics: { files: 'worker/metrics/', imports: [] },
  sqlite: { files: 'worker/sqlite/', imports: ['wire', 'store', 'time', 'metrics'] },
  rollup: { files: 'worker/rollup/', imports: ['wire', 'store', 'time', 'metrics', 'sqlite'] },
  engine: { files: 'worker/engine/', imports: ['wire', 'store', 'metrics', 'sqlite', 'rollup'] },
  stats: {
    files: 'worker/stats/',
    imports: ['wire', 'store', 'time', 'errors', 'classify', 'metrics', 'engine', 'costs'],
  },
  reconcile: {
    files: 'worker/reconcile/',
    imports: ['wire', 'store', 'time', 'files', 'sqlite', 'stats'],
  },
  secrets: { files: 'worker/secrets/', imports: ['errors'] },
  limits: { files: 'worker/limits/', imports: ['wire', 'errors', 'ingest', 'secrets'] },
  jobs: { files: 'worker/jobs/', imports: ['wire', 'store', 'ingest', 'sqlite', 'rollup', 'limits'] },
  openapi: {
    files: 'worker/openapi/',
    imports: ['wire', 'errors', 'ingest', 'metrics', 'stats'],
  },
  auth: { files: 'worker/auth', imports: ['wire', 'errors', 'limits', 'secrets'] },
  // The environment, and the debug switch.
  worker: { files: 'worker/', imports: ['wire', 'store'] },
  routes: {
    files: 'worker/routes/',
    imports: [
      ...['wire', 'store', 'errors', 'classify', 'files', 'costs', 'ingest', 'stats'],
      ...['limits', 'jobs', 'time', 'engine', 'rollup', 'reconcile', 'openapi', 'auth', 'secrets', 'package'],
    ],
  },
  app: { files: 'worker/app.ts', imports: ['store', 'errors', 'worker', 'routes'] },
  index: { files: 'worker/index.ts', imports: ['store', 'limits', 'jobs', 'worker', 'routes', 'app'] },
  client: { files: 'client/', imports: [], packages: [] },
  dashboard: { files: 'dashboard/', imports: ['wire'], packages: ['preact', 'uplot'] },
  shop: { files: 'demo/', imports: [], packages: [] },
  package: { files: 'package.json', imports: [] },
}

/** Every bundle with the path prefixes of the files that may be in it. */
export const BUNDLES: Record<string, string[]> = {
  // Only `wire/event.ts`, which imports nothing: importing zod would make the script forty times as large.
  sdk: ['sdk/', 'wire/event.ts'],
  extras: ['sdk/', 'wire/event.ts'],
  npm: ['sdk/', 'wire/event.ts'],
  client: ['client/'],
  worker: ['worker/', 'wire/', 'package.json', 'node_modules/'],
  dashboard: ['dashboard/', 'wire/', 'node_modules/'],
  shop: ['demo/shop/', 'demo/tracking.ts'],
}

/** The name of the module that a file belongs to; undefined if no module matches. */
function moduleOf(file: string): string | undefined {
  const matching = Object.keys(MODULES).filter((name) => file.startsWith(MODULES[name]!.files))
  return matching.sort((a, b) => MODULES[b]!.files.length - MODULES[a]!.files.length)[0]
}

/** The package of a path such as `node_modules/@scope/name/dist/index.js`; undefined for our own files. */
const packageOf = (file: string) => /(?:^|.*\/)node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]

/** Why the file `from` may not import the file `to`; undefined if it may. */
function violationOf(from: string, to: string): string | undefined {
  const name = moduleOf(from)
  if (!name) return 'the file belongs to no module of tools/imports.ts'
  const { imports, packages } = MODULES[name]!
  const library = packageOf(to)
  if (library)
    return packages && !packages.includes(library)
      ? `${name} may not import the package ${library}`
      : undefined
  const target = moduleOf(to)
  if (target === name || (target && imports.includes(target))) return undefined
  return `${name} may import only: ${imports.join(', ') || 'nothing'}`
}

/** Every violation of the two tables in a bundle, one line each. `inputs` is esbuild's list of files and imports. */
export function findViolations(bundle: string, { inputs }: Pick<Metafile, 'inputs'>): string[] {
  const ourFiles = Object.keys(inputs).filter((file) => !packageOf(file))
  return [
    ...Object.keys(inputs)
      .filter((file) => !BUNDLES[bundle]!.some((prefix) => file.startsWith(prefix)))
      .map((file) => `${file} is in the bundle ${bundle}`),
    ...ourFiles.flatMap((from) =>
      inputs[from]!.imports.flatMap(({ path: to, external }) => {
        // A file that is loaded at run time (`import('./debug.js')`) is a bundle of its own and is checked there.
        const why = external && to.startsWith('./') ? undefined : violationOf(from, to)
        return why ? [`${from} → ${to}: ${why}`] : []
      }),
    ),
  ]
}

/**
 * The permissions of `MODULES` that no bundle uses, one line each. A permission that is not needed would allow an import by
 * mistake. @param bundles esbuild's lists, of all bundles
 */
export function findUnusedPermissions(bundles: Pick<Metafile, 'inputs'>[]): string[] {
  const used = new Set(
    bundles.flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([from, { imports }]) =>
        imports.map(({ path: to }) => `${moduleOf(from)} → ${moduleOf(to)}`),
      ),
    ),
  )
  return Object.entries(MODULES).flatMap(([name, { imports }]) =>
    imports
      .map((target) => `${name} → ${target}`)
      .filter((permission) => !used.has(permission))
      .map((permission) => `${permission}: nothing uses this permission of tools/imports.ts`),
  )
}

/** The list of files and imports that esbuild wrote for a bundle in the last build. */
export const readMetafile = (bundle: string) =>
  JSON.parse(readFileSync(join(ROOT, 'dist', 'meta', `${bundle}.json`), 'utf8')) as Metafile
