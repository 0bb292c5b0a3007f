/** Who may import whom: one table, checked against what esbuild really bundled (`dist/meta/*.json`). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Metafile } from 'esbuild'
import { ROOT } from './run.ts'

interface Room {
  /** Path prefix of its files; the longest that fits decides. */
  files: string
  /** Rooms that it may import, besides itself. Types count for nothing here: they are gone in a bundle. */
  imports: string[]
  /** Packages that it may import; any when left out. */
  packages?: string[]
}

/**
 * `wire ← sdk`; `wire ← {time, classify, store} ← {ingest, stats} ← routes ← index`. `ingest` and `stats` never import
 * each other, and the dashboard talks HTTP.
 */
export const ROOMS: Record<string, Room> = {
  wire: { files: 'wire/', imports: [], packages: ['zod'] },
  sdk: { files: 'sdk/', imports: ['wire'], packages: [] },
  time: { files: 'worker/time/', imports: ['wire'], packages: [] },
  store: { files: 'worker/store/', imports: ['wire'], packages: [] },
  errors: { files: 'worker/errors.ts', imports: ['store'] },
  classify: { files: 'worker/classify/', imports: ['wire', 'store'] },
  files: { files: 'worker/files/', imports: ['wire', 'errors'] },
  costs: {
    files: 'worker/costs/',
    imports: ['wire', 'store', 'time', 'errors', 'classify', 'files', 'stats'],
  },
  ingest: { files: 'worker/ingest/', imports: ['wire', 'store', 'time', 'classify'] },
  rollup: { files: 'worker/rollup/', imports: ['wire', 'store', 'time', 'stats'] },
  stats: {
    files: 'worker/stats/',
    imports: ['wire', 'store', 'time', 'errors', 'classify', 'rollup', 'costs'],
  },
  reconcile: {
    files: 'worker/reconcile/',
    imports: ['wire', 'store', 'time', 'errors', 'files', 'stats'],
  },
  jobs: { files: 'worker/jobs/', imports: ['wire', 'store', 'rollup'] },
  openapi: { files: 'worker/openapi/', imports: ['wire', 'store', 'ingest', 'stats', 'classify', 'costs'] },
  // What every route stands on: the environment, and who is asking.
  worker: { files: 'worker/', imports: ['wire', 'store', 'errors'] },
  routes: {
    files: 'worker/routes/',
    imports: [
      ...['wire', 'store', 'time', 'errors', 'classify', 'files', 'costs', 'ingest', 'stats', 'reconcile'],
      ...['openapi', 'worker', 'package'],
    ],
  },
  index: { files: 'worker/index.ts', imports: ['store', 'errors', 'jobs', 'worker', 'routes'] },
  dashboard: { files: 'dashboard/', imports: ['wire'], packages: ['preact', 'uplot'] },
  shop: { files: 'demo/', imports: [], packages: [] },
  package: { files: 'package.json', imports: [] },
}

/** Every bundle, and all that it may hold: path prefixes. `node_modules/` is open where a room may import packages. */
export const BUNDLES: Record<string, string[]> = {
  // zod behind a constant would cost the script forty times its size.
  sdk: ['sdk/', 'wire/event.ts'],
  extras: ['sdk/', 'wire/event.ts'],
  npm: ['sdk/', 'wire/event.ts'],
  worker: ['worker/', 'wire/', 'package.json', 'node_modules/'],
  dashboard: ['dashboard/', 'wire/', 'node_modules/'],
  shop: ['demo/shop/', 'demo/tracking.ts'],
}

/** The room of a file; undefined for one that stands in none. */
function roomOf(file: string): string | undefined {
  const fitting = Object.keys(ROOMS).filter((room) => file.startsWith(ROOMS[room]!.files))
  return fitting.sort((a, b) => ROOMS[b]!.files.length - ROOMS[a]!.files.length)[0]
}

/** The package of a path such as `node_modules/@scope/name/dist/index.js`; undefined for our own files. */
const packageOf = (file: string) => /(?:^|.*\/)node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]

/** Why an import is not allowed; undefined when it is. */
function objection(from: string, to: string): string | undefined {
  const room = roomOf(from)
  if (!room) return 'it stands in no room of tools/imports.ts'
  const { imports, packages } = ROOMS[room]!
  const library = packageOf(to)
  if (library)
    return packages && !packages.includes(library) ? `${room} takes no package ${library}` : undefined
  const target = roomOf(to)
  if (target === room || (target && imports.includes(target))) return undefined
  return `${room} may import ${imports.join(', ') || 'nothing'}`
}

/** Every breach of the two tables in a bundle, one line each. */
export function breaches(bundle: string, { inputs }: Pick<Metafile, 'inputs'>): string[] {
  const ours = Object.keys(inputs).filter((file) => !packageOf(file))
  return [
    ...Object.keys(inputs)
      .filter((file) => !BUNDLES[bundle]!.some((prefix) => file.startsWith(prefix)))
      .map((file) => `${file} is in the bundle ${bundle}`),
    ...ours.flatMap((from) =>
      inputs[from]!.imports.flatMap(({ path: to, external }) => {
        // What a file loads as it runs is a bundle of its own, and is looked at there.
        const why = external && to.startsWith('./') ? undefined : objection(from, to)
        return why ? [`${from} → ${to}: ${why}`] : []
      }),
    ),
  ]
}

/** What esbuild said about a bundle of the last build. */
export const readMetafile = (bundle: string) =>
  JSON.parse(readFileSync(join(ROOT, 'dist', 'meta', `${bundle}.json`), 'utf8')) as Metafile
