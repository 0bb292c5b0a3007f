/** Builds `dist/`: the browser script, the npm module with types, the Worker, the dashboard and the demo shop. */
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type BuildOptions, build } from 'esbuild'

const shared: BuildOptions = {
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
}

/** Every bundle of the product, by the name of its room. */
const bundles: Record<string, BuildOptions> = {
  sdk: { entryPoints: { t: 'sdk/script.ts' }, outdir: 'dist/assets', format: 'iife', target: 'es2020' },
  npm: { entryPoints: { index: 'sdk/index.ts' }, outdir: 'dist/npm', minify: false },
  worker: {
    entryPoints: { index: 'worker/index.ts' },
    outdir: 'dist/worker',
    minifyIdentifiers: false,
    sourcemap: true,
    conditions: ['workerd', 'worker', 'browser'],
  },
  dashboard: {
    entryPoints: { dashboard: 'dashboard/main.tsx', docs: 'dashboard/docs/main.tsx' },
    outdir: 'dist/assets',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  },
  shop: { entryPoints: { shop: 'demo/shop/shop.ts' }, outdir: 'dist/shop' },
}

/** Files that go out as they are. */
const copies: [from: string, to: string][] = [
  ['dashboard/index.html', 'dist/assets/index.html'],
  ['dashboard/docs/index.html', 'dist/assets/api/docs.html'],
  ['dashboard/_headers', 'dist/assets/_headers'],
]

async function main() {
  const only = process.argv.slice(2)
  if (!only.length) rmSync('dist', { recursive: true, force: true })
  for (const [room, options] of Object.entries(bundles)) {
    if (only.length && !only.includes(room)) continue
    const entry = Object.values(options.entryPoints as Record<string, string>)[0]!
    if (!existsSync(entry)) continue
    const { metafile } = await build({ ...shared, ...options })
    mkdirSync('dist/meta', { recursive: true })
    writeFileSync(`dist/meta/${room}.json`, JSON.stringify(metafile))
    if (room === 'npm') {
      const tsc = ['node_modules/typescript/bin/tsc', '-p', 'sdk/tsconfig.build.json']
      execFileSync(process.execPath, tsc, { stdio: 'inherit' })
    }
  }
  for (const [from, to] of copies)
    if (existsSync(from)) {
      mkdirSync(dirname(to), { recursive: true })
      copyFileSync(from, to)
    }
}

await main()
