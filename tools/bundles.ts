/** The bundles of the product: how esbuild makes each of them, and how its output is written to `dist/`. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import type { BuildOptions, BuildResult } from 'esbuild'
import { type MinifyOptions, minify } from 'terser'
import { writeDistFile } from './distFiles.ts'
import { inlinePlugin } from './inlineCalls.ts'
import { NAME_ORDER, namesBy } from './nameOrder.ts'
import { ROOT } from './run.ts'

const shared: BuildOptions = {
  absWorkingDir: ROOT,
  bundle: true,
  write: false,
  format: 'esm',
  target: 'es2022',
  minify: true,
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
}

/**
 * The files that a shop's visitors load. terser shortens names and white space afterwards. `alwaysStrict: false` leaves out
 * `"use strict"`, which the script does not need: 14 bytes. (All byte counts are of `t.js` after brotli.)
 */
const script: BuildOptions = {
  outdir: 'dist/assets',
  target: 'es2021',
  minifyIdentifiers: false,
  minifyWhitespace: false,
  tsconfigRaw: { compilerOptions: { alwaysStrict: false } },
}

/** esbuild's options by the name of the bundle. */
const OPTIONS: Record<string, BuildOptions> = {
  sdk: {
    ...script,
    entryPoints: { t: 'sdk/script.ts' },
    format: 'iife',
    // Functions with parameters and results of their own cost 26 bytes more.
    plugins: [
      inlinePlugin('createTracker.ts', {
        createStorage: 'createStorage.ts',
        createQueue: 'createQueue.ts',
        assignSession: 'assignSession.ts',
        watchPages: 'watchPages.ts',
      }),
    ],
  },
  // Modules: `t.js` imports `extras.js` and `consent.js`, and `extras.js` imports `debug.js`.
  extras: {
    ...script,
    entryPoints: { extras: 'sdk/extrasScript.ts', consent: 'sdk/consentScript.ts', debug: 'sdk/debug.ts' },
    external: ['*/debug.js'],
  },
  npm: {
    entryPoints: {
      index: 'sdk/index.ts',
      extras: 'sdk/npmExtras.ts',
      followConsent: 'sdk/followConsent.ts',
      debug: 'sdk/debug.ts',
    },
    outdir: 'dist/npm',
    minify: false,
    external: ['*/debug.js', '*/followConsent.js'],
  },
  client: { entryPoints: { client: 'client/index.ts' }, outdir: 'dist/npm', minify: false },
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

export const BUNDLE_NAMES = Object.keys(OPTIONS)

export const optionsOf = (bundle: string): BuildOptions => ({ ...shared, ...OPTIONS[bundle] })

/** The dashboard's pages by the name of their style sheet in the bundle. */
const PAGES: Record<string, { from: string; to: string }> = {
  'dashboard.css': { from: 'dashboard/index.html', to: 'dist/assets/index.html' },
  'docs.css': { from: 'dashboard/docs/docs.html', to: 'dist/assets/api/docs.html' },
}

/**
 * Writes a page of the dashboard with its style sheet inside, so that nothing else must be loaded before the page is shown.
 * The page's content security policy allows the style sheet by its hash.
 */
function writePage(css: string, { from, to }: { from: string; to: string }) {
  const hash = createHash('sha256').update(css).digest('base64')
  const html = readFileSync(join(ROOT, from), 'utf8')
    .replace('/* style */', () => css)
    .replace('{style-hash}', `'sha256-${hash}'`)
  writeDistFile(to, html)
}

/** terser inlines functions that are called once, which esbuild does not: 97 bytes less, and 27 less of the extras. */
export async function minifyScript(code: string, isModule: boolean, order = NAME_ORDER): Promise<string> {
  const options: MinifyOptions = {
    ecma: 2020,
    module: isModule,
    ...(!isModule && { mangle: { nth_identifier: namesBy(order) } }),
    compress: {
      // 8 bytes less than with one pass.
      passes: isModule ? 3 : 2,
      // 7 bytes less. The compressor finds more repetitions in plain `if` statements.
      conditionals: isModule,
      keep_fargs: isModule,
      // Methods become arrow functions: 5 bytes. Nothing calls them with `new` or reads their `this`.
      unsafe_arrows: true,
      // `true` becomes `1`: 7 bytes. Not in the extras: they send `outbound: true` to the Worker as JSON.
      booleans_as_integers: !isModule,
    },
  }
  return (await minify(code, options)).code!
}

/** Writes what esbuild made of a bundle to `dist/`, with its list of files and imports in `dist/meta/`. */
export async function writeBundle(bundle: string, { outputFiles, metafile }: BuildResult): Promise<void> {
  const { target, format } = optionsOf(bundle)
  for (const { path, text } of outputFiles ?? []) {
    const page = bundle === 'dashboard' && PAGES[basename(path)]
    if (page) writePage(text, page)
    else
      writeDistFile(
        relative(ROOT, path),
        target === script.target ? await minifyScript(text, format !== 'iife') : text,
      )
  }
  if (bundle === 'dashboard')
    writeDistFile('dist/assets/_headers', readFileSync(join(ROOT, 'dashboard/_headers'), 'utf8'))
  writeDistFile(`dist/meta/${bundle}.json`, JSON.stringify(metafile))
}
