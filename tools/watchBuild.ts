/** The build of `npm run dev`: builds every bundle, then builds a bundle again whenever one of its source files changes. */
import { watch, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type BuildContext, context } from 'esbuild'
import { BUNDLE_NAMES, optionsOf, writeBundle } from './bundles.ts'
import { removeOtherDistFiles } from './distFiles.ts'
import { print, printError } from './output.ts'
import { ROOT } from './run.ts'

/** The bundles of the npm package are left out: nothing that `npm run dev` serves uses them. */
const WATCHED = BUNDLE_NAMES.filter((name) => optionsOf(name).outdir !== 'dist/npm')

/** An asset that changes with each build of the dashboard. */
const BUILD_ID = 'build-id.txt'
/** Added to the dashboard's scripts, in `npm run dev` only: reloads the page after each build of the dashboard. */
const RELOAD = `{
  let shown
  setInterval(async () => {
    const answer = await fetch('/${BUILD_ID}', { cache: 'no-store' }).catch(() => {})
    const id = answer?.ok && (await answer.text())
    if (id && shown && id !== shown) location.reload()
    if (id) shown = id
  }, 500)
}`
/** Makes the open pages of the dashboard reload. */
export const reloadPages = () => writeFileSync(join(ROOT, 'dist', 'assets', BUILD_ID), String(Date.now()))

/** Files of the dashboard that esbuild does not read: its HTML pages and the headers of the assets. */
const isPageFile = (name: string | null) => name !== null && /\.html$|^_headers$/.test(basename(name))

/**
 * Starts watching. Resolves once every bundle was built without an error. From then on, calls `onRebuilt` with the name of
 * each bundle that was built again. An error in a source file is printed, and the next change of a file tries again.
 */
export async function watchBuild(onRebuilt: (bundle: string) => Promise<void>): Promise<void> {
  const contexts = await Promise.all(WATCHED.map((bundle) => watchBundle(bundle, onRebuilt)))
  removeOtherDistFiles()
  reloadPages()
  const dashboard = contexts[WATCHED.indexOf('dashboard')]!
  watch(join(ROOT, 'dashboard'), { recursive: true }, (_event, name) => {
    // esbuild has printed the error already.
    if (isPageFile(name)) dashboard.rebuild().catch(() => {})
  })
}

/** Watches one bundle. Resolves after its first build without an error. */
async function watchBundle(
  bundle: string,
  onRebuilt: (bundle: string) => Promise<void>,
): Promise<BuildContext> {
  let began_ms = 0
  let isFirst = true
  let resolveFirst: () => void
  const first = new Promise<void>((resolve) => {
    resolveFirst = resolve
  })
  const built: BuildContext = await context({
    ...optionsOf(bundle),
    ...(bundle === 'dashboard' && { banner: { js: RELOAD } }),
    plugins: [
      {
        name: 'write',
        setup({ onStart, onEnd }) {
          onStart(() => {
            began_ms = performance.now()
          })
          onEnd(async (result) => {
            if (result.errors.length) return
            try {
              await writeBundle(bundle, result)
              if (isFirst) resolveFirst()
              else {
                print(`✓ Built ${bundle} (${Math.round(performance.now() - began_ms)} ms)`)
                await onRebuilt(bundle)
              }
              isFirst = false
            } catch (error) {
              printError(error)
            }
          })
        },
      },
    ],
  })
  await built.watch()
  await first
  return built
}
