import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { CODE } from '../../dashboard/features/install/scriptTag.ts'
import { run, runNpm, start } from '../../tools/run.ts'
import type { WireEvent } from '../../wire/event.ts'
import type { App } from './apps.ts'
import { type FakeWorker, serveFolder } from './servers.ts'

/** What a visitor does, and the page views that follow. */
const VISIT = ['mug', 'account', 'home']
const EXPECTED = ['/', '/mug', '/login', '/', '/login']
/** Longer than a page view waits to be sent. */
const SENT_MS = 1500

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
    const server = await serve(app, folder)
    try {
      return await visit(server.url, () => worker.eventsOf(site), browser)
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

async function serve(app: App, folder: string) {
  if (!app.serve) return serveFolder(join(folder, app.folder ?? '.'), app.isSinglePage)
  const free = await serveFolder(folder)
  await free.close()
  const child = start('npx', [...app.serve, new URL(free.url).port], { cwd: folder, stdio: 'ignore' })
  for (let i = 0; i < 100; i++) {
    if (await fetch(free.url).catch(() => null)) break
    await after(200)
  }
  return {
    url: free.url,
    close: async () => {
      process.kill(-child.pid!, 'SIGTERM')
    },
  }
}

async function visit(url: string, events: () => WireEvent[], browser: Browser): Promise<string[]> {
  const problems: string[] = []
  const context = await browser.newContext()
  const page = await context.newPage()
  page.on('pageerror', (error) => problems.push(`the page throws: ${error.message}`))
  await page.goto(url)
  await page.waitForTimeout(SENT_MS)
  for (const words of VISIT) {
    await page.getByRole('link', { name: words, exact: true }).click()
    if (words === 'account') await page.waitForURL(`${url}/login`)
    await page.waitForTimeout(SENT_MS)
  }
  await page.goBack()
  await page.waitForTimeout(SENT_MS)
  await context.close()
  await after(500)
  const views = [...new Map(events().map((event) => [event.id, event])).values()].filter(
    ({ name }) => name === 'page_view',
  )
  const paths = views.map((event) => new URL(event.url).pathname.replace(/(?<=.)\/$|\.html$/g, ''))
  if (paths.join() !== EXPECTED.join()) problems.push(`page views of ${paths.join(', ') || 'nothing'}`)
  if (new Set(views.map(({ visitor }) => visitor)).size !== 1) problems.push('not one visitor')
  return problems
}
