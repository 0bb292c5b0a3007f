import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { CODE } from '../../dashboard/features/install/scriptTag.ts'
import { run, runNpm } from '../../tools/run.ts'
import type { App } from './apps.ts'
import { type FakeWorker, serveByCommand, serveFolder } from './servers.ts'

const follow = (words: string) => (page: Page) => page.getByRole('link', { name: words, exact: true }).click()

/** Opens one more page, and leaves it at once. So the script sends all page views that still wait, and at least this one. */
async function leave(page: Page) {
  await page.evaluate(() => history.pushState(null, '', '/last'))
  await page.goto('about:blank')
}

/** What a visitor does, and the path of the one page view that follows. */
const VISIT: [act: (page: Page, url: string) => Promise<unknown>, path: string][] = [
  [(page, url) => page.goto(url), '/'],
  [follow('mug'), '/mug'],
  [follow('account'), '/login'],
  [follow('home'), '/'],
  [(page) => page.goBack(), '/login'],
  [leave, '/last'],
]

/**
 * Installs an app with the packed module in a folder of its own, builds and serves it, and visits its pages.
 * @returns what is wrong, in words; empty if nothing is
 */
export async function tryApp(
  app: App,
  archive: string,
  worker: FakeWorker,
  browser: Browser,
): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'framework-'))
  const site = `${app.name.replace(/\W+/g, '-').toLowerCase()}.example`
  try {
    write(app, folder, CODE[app.way](worker.url, site, app.options), archive)
    await runNpm(['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder })
    if (app.build) await run('npx', app.build, { cwd: folder, env: { NEXT_TELEMETRY_DISABLED: '1' } })
    const server = await (app.serve
      ? serveByCommand(app.serve, folder)
      : serveFolder(join(folder, app.folder ?? '.'), app.isSinglePage))
    try {
      return await visit(server.url, site, worker, browser)
    } finally {
      await server.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

function write(app: App, folder: string, code: string, archive: string) {
  const dependencies = { ...app.packages, ...(app.way === 'npm' && { 'utm-dispatcher': `file:${archive}` }) }
  const files: Record<string, string> = {
    'package.json': JSON.stringify({ private: true, type: 'module', dependencies }),
    ...app.files,
    ...(app.way === 'npm' && {
      [app.files['src/pages/index.astro'] ? 'src/tracker.ts' : 'tracker.ts']: code,
    }),
  }
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    const asText = JSON.stringify(code).replaceAll('<', '\\x3c')
    writeFileSync(
      path,
      text.replace('{tag}', () => code).replace('{code}', () => asText),
    )
  }
}

async function visit(url: string, site: string, worker: FakeWorker, browser: Browser): Promise<string[]> {
  const problems: string[] = []
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    page.on('pageerror', (error) => problems.push(`the page throws: ${error.message}`))
    for (const [index, [act, path]] of VISIT.entries()) {
      await act(page, url)
      await worker.received(site, index + 1, path)
    }
  } catch (error) {
    problems.push((error as Error).message)
  } finally {
    await context.close()
  }
  const views = worker.viewsOf(site)
  const paths = views.map(({ path }) => path).join(', ')
  if (paths !== VISIT.map(([, path]) => path).join(', ')) problems.push(`page views of ${paths || 'nothing'}`)
  if (new Set(views.map(({ visitor }) => visitor)).size !== 1) problems.push('not one visitor')
  return problems
}
