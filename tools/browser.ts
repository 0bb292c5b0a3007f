/** Finds a Chromium for the browser tests, or installs one. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'
import { run, runBin } from './run.ts'
import { say, step } from './say.ts'

/** For a Chromium that may run as root in a container and is to talk to this machine only. */
export const BROWSER_ARGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** Commands on the PATH, best first. */
const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge']

/** Where the browsers' own installers put them. */
const PLACES: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['/usr/lib/chromium/chromium', '/opt/google/chrome/chrome', '/snap/bin/chromium'],
  darwin: ['/Applications', join(homedir(), 'Applications')].flatMap((folder) => [
    `${folder}/Google Chrome.app/Contents/MacOS/Google Chrome`,
    `${folder}/Chromium.app/Contents/MacOS/Chromium`,
    `${folder}/Microsoft Edge.app/Contents/MacOS/Microsoft Edge`,
  ]),
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      join(folder, 'Google/Chrome/Application/chrome.exe'),
      join(folder, 'Chromium/Application/chrome.exe'),
      join(folder, 'Microsoft/Edge/Application/msedge.exe'),
    ]),
}

const onPath = () =>
  process.platform === 'win32'
    ? []
    : COMMANDS.flatMap((name) =>
        (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)),
      )

/** Whether it starts: a download without the system's libraries does not. Windows brings those. */
const runs = (file: string) =>
  existsSync(file) &&
  (process.platform === 'win32' ||
    spawnSync(file, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0)

/** The path of a Chromium or Chrome: `CHROME_PATH`, Playwright's own, the system's; undefined when there is none. */
export function findBrowser(): string | undefined {
  const { CHROME_PATH } = process.env
  if (!CHROME_PATH)
    return [chromium.executablePath(), ...onPath(), ...(PLACES[process.platform] ?? [])].find(runs)
  if (existsSync(CHROME_PATH)) return CHROME_PATH
  throw new Error(`CHROME_PATH is ${CHROME_PATH}, but there is no such file.`)
}

interface Way {
  name: string
  /** Whether it can work here at all. */
  fits(): boolean
  install(): Promise<unknown>
}

const isRoot = () => process.getuid?.() === 0
const isDebian = () =>
  existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
const playwright = (...args: string[]) =>
  runBin('playwright-core', 'cli.js', args, { env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' } })
const apt = (...args: string[]) => run('apt-get', args, { env: { DEBIAN_FRONTEND: 'noninteractive' } })

/** How a browser can be had, tried in this order until one starts. */
const WAYS: Way[] = [
  { name: "Playwright's download", fits: () => true, install: () => playwright('install', 'chromium') },
  {
    name: "Debian's package chromium",
    fits: () => isRoot() && isDebian(),
    // A list that cannot be renewed may still know the package.
    install: () =>
      apt('update', '-q')
        .catch(() => {})
        .then(() => apt('install', '-yq', '--no-install-recommends', 'chromium')),
  },
  {
    name: "the system's libraries for Playwright's download",
    fits: () => isRoot() && process.platform === 'linux' && existsSync(chromium.executablePath()),
    install: () => playwright('install-deps', 'chromium'),
  },
]

/** Finds a browser or installs one; returns its path. Throws with what was tried when none can be had. */
export async function ensureBrowser(): Promise<string> {
  const tried: string[] = []
  for (const way of [undefined, ...WAYS]) {
    if (way) {
      if (!way.fits()) continue
      try {
        await step(`Installing a browser: ${way.name}`, way.install)
      } catch (error) {
        say(`  not to be had: ${way.name}`)
        tried.push(`${way.name}:\n${(error as Error).message}`)
        continue
      }
    }
    const found = findBrowser()
    if (found) return found
  }
  throw new Error(
    [
      ...tried,
      'No Chromium or Chrome is found, and none could be installed. Install one, or set CHROME_PATH.',
    ].join('\n\n'),
  )
}
