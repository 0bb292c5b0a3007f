/** Builds `dist/`: the browser script, the npm module with types, the Worker, the dashboard and the demo shop. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type BuildOptions, build } from 'esbuild'
import { type MinifyOptions, minify } from 'terser'

const shared: BuildOptions = {
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
}

/** What a shop's visitors load: in classic scripts no strict mode is asked for, and nothing of it is needed. */
const script: BuildOptions = {
  outdir: 'dist/assets',
  target: 'es2021',
  minifyIdentifiers: false,
  minifyWhitespace: false,
  tsconfigRaw: { compilerOptions: { alwaysStrict: false } },
}

/** Every bundle of the product, by the name of its room. */
const bundles: Record<string, BuildOptions> = {
  sdk: { ...script, entryPoints: { t: 'sdk/script.ts' }, format: 'iife' },
  // Modules, which the first file imports, and the extras what debugs.
  extras: {
    ...script,
    entryPoints: { extras: 'sdk/extrasScript.ts', debug: 'sdk/debug.ts' },
    external: ['*/debug.js'],
  },
  npm: {
    entryPoints: { index: 'sdk/index.ts', extras: 'sdk/extras.ts', debug: 'sdk/debug.ts' },
    outdir: 'dist/npm',
    minify: false,
    external: ['*/debug.js'],
  },
  worker: {
    entryPoints: { index: 'worker/index.ts' },
    outdir: 'dist/worker',
    minifyIdentifiers: false,
    sourcemap: true,
    conditions: ['workerd', 'worker', 'browser'],
  },
  dashboard: {
    entryPoints: { dashboard: 'dashboard/main.tsx', docs: 'dashboard/docs/docsPage.tsx' },
    outdir: 'dist/assets',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  },
  shop: { entryPoints: { shop: 'demo/shop/shop.ts' }, outdir: 'dist/shop' },
}

/** The dashboard's pages, each with its stylesheet. */
const pages: [from: string, style: string, to: string][] = [
  ['dashboard/index.html', 'dist/assets/dashboard.css', 'dist/assets/index.html'],
  ['dashboard/docs/docs.html', 'dist/assets/docs.css', 'dist/assets/api/docs.html'],
]

/** The stylesheet goes out within the page, one request less before anything is seen; the page's policy knows its hash. */
function writePage(from: string, style: string, to: string) {
  const css = readFileSync(style, 'utf8')
  const hash = createHash('sha256').update(css).digest('base64')
  const html = readFileSync(from, 'utf8')
    .replace('/* style */', () => css)
    .replace('{style-hash}', `'sha256-${hash}'`)
  mkdirSync(dirname(to), { recursive: true })
  writeFileSync(to, html)
  rmSync(style)
}

/** terser inlines what is called once, which esbuild leaves: 70 bytes of brotli. */
async function squeeze(file: string, module: boolean) {
  const options: MinifyOptions = {
    ecma: 2020,
    module,
    // What the extras write on an event (`outbound: true`) goes out as it is; the core keeps its booleans to itself.
    compress: { passes: module ? 3 : 2, unsafe_arrows: true, booleans_as_integers: !module },
  }
  writeFileSync(file, (await minify(readFileSync(file, 'utf8'), options)).code!)
}

async function main() {
  const only = process.argv.slice(2)
  if (!only.length) rmSync('dist', { recursive: true, force: true })
  for (const [room, options] of Object.entries(bundles)) {
    if (only.length && !only.includes(room)) continue
    const entry = Object.values(options.entryPoints as Record<string, string>)[0]!
    if (!existsSync(entry)) continue
    const { metafile } = await build({ ...shared, ...options })
    if (options.target === script.target)
      for (const file of Object.keys(metafile!.outputs)) await squeeze(file, options.format !== 'iife')
    mkdirSync('dist/meta', { recursive: true })
    writeFileSync(`dist/meta/${room}.json`, JSON.stringify(metafile))
    if (room === 'dashboard') {
      for (const page of pages) writePage(...page)
      copyFileSync('dashboard/_headers', 'dist/assets/_headers')
    }
    if (room === 'npm') {
      const tsc = ['node_modules/typescript/bin/tsc', '-p', 'sdk/tsconfig.build.json']
      execFileSync(process.execPath, tsc, { stdio: 'inherit' })
    }
  }
}

await main()
