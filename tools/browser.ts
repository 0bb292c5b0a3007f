/** Finds a Chromium, its headless shell or a Firefox for the browser tests, or installs one. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'
import { print, step } from './output.ts'
import { run, runBin } from './run.ts'

/** Chromium may run as root in a container, and must not contact other hosts. */
export const BROWSER_ARGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/**
 * `shell` is Chromium without the browser around it: no tabs, back-forward cache or prerendering, and a third of the CPU.
 * The tests of the dashboard take it. What the script does in a page is tested in a whole Chromium.
 */
export type Engine = 'chromium' | 'shell' | 'firefox'

interface Kind {
  /** Its name in messages. */
  name: string
  /** The environment's variable that names its program. */
  variable: string
  /** Commands on the PATH, best first. */
  commands: string[]
  /** The path of Playwright's own download. There is none for Firefox: Playwright's is a patched one. */
  own?: () => string
  /** Where the browsers' own installers put them. */
  places: Partial<Record<NodeJS.Platform, string[]>>
}

const inApplications = (...programs: string[]) =>
  ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
    programs.map((program) => join(folder, program)),
  )
const inPrograms = (...programs: string[]) =>
  [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => programs.map((program) => join(folder, program)))

const KINDS: Record<Engine, Kind> = {
  chromium: {
    name: 'Chromium or Chrome',
    variable: 'CHROME_PATH',
    commands: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'],
    own: () => chromium.executablePath(),
    places: {
      linux: ['/usr/lib/chromium/chromium', '/opt/google/chrome/chrome', '/snap/bin/chromium'],
      darwin: inApplications(
        'Google Chrome.app/Contents/MacOS/Google Chrome',
        'Chromium.app/Contents/MacOS/Chromium',
        'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      ),
      win32: inPrograms(
        'Google/Chrome/Application/chrome.exe',
        'Chromium/Application/chrome.exe',
        'Microsoft/Edge/Application/msedge.exe',
      ),
    },
  },
  shell: {
    name: 'Chromium’s headless shell',
    variable: 'CHROME_SHELL_PATH',
    commands: ['chromium-headless-shell', 'chrome-headless-shell'],
    places: {},
  },
  firefox: {
    name: 'Firefox',
    variable: 'FIREFOX_PATH',
    commands: ['firefox-esr', 'firefox'],
    places: {
      linux: ['/usr/lib/firefox-esr/firefox-esr', '/usr/lib/firefox/firefox', '/snap/bin/firefox'],
      darwin: inApplications('Firefox.app/Contents/MacOS/firefox'),
      win32: inPrograms('Mozilla Firefox/firefox.exe'),
    },
  },
}

const onPath = (commands: string[]) =>
  process.platform === 'win32'
    ? []
    : commands.flatMap((name) =>
        (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)),
      )

/** Whether the program starts: a download does not when libraries of the system are missing. Windows has them. */
const runs = (file: string) =>
  existsSync(file) &&
  (process.platform === 'win32' ||
    spawnSync(file, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0)

/**
 * The path of the browser's program: the environment's (`CHROME_PATH`, `CHROME_SHELL_PATH`, `FIREFOX_PATH`), Playwright's own, the system's;
 * undefined when there is none.
 */
export function findBrowser(engine: Engine = 'chromium'): string | undefined {
  const { variable, own, commands, places } = KINDS[engine]
  const given = process.env[variable]
  if (!given)
    return [...(own ? [own()] : []), ...onPath(commands), ...(places[process.platform] ?? [])].find(runs)
  if (existsSync(given)) return given
  throw new Error(`${variable} is ${given}, but there is no such file.`)
}

interface Way {
  name: string
  /** Whether the way exists on this machine. */
  fits(): boolean
  install(): Promise<unknown>
}

const isRoot = () => process.getuid?.() === 0
const isDebian = () =>
  existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
const playwright = (...args: string[]) =>
  runBin('playwright-core', 'cli.js', args, { env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' } })
const apt = (...args: string[]) => run('apt-get', args, { env: { DEBIAN_FRONTEND: 'noninteractive' } })

const debian = (name: string): Way => ({
  name: `Debian's package ${name}`,
  fits: () => isRoot() && isDebian(),
  // When the package list cannot be updated, the old one may still know the package.
  install: () =>
    apt('update', '-q')
      .catch(() => {})
      .then(() => apt('install', '-yq', '--no-install-recommends', name)),
})

/** The ways to install a browser, tried in this order until it starts. */
const WAYS: Record<Engine, Way[]> = {
  chromium: [
    { name: "Playwright's download", fits: () => true, install: () => playwright('install', 'chromium') },
    debian('chromium'),
    {
      name: "the system's libraries for Playwright's download",
      fits: () => isRoot() && process.platform === 'linux' && existsSync(chromium.executablePath()),
      install: () => playwright('install-deps', 'chromium'),
    },
  ],
  shell: [debian('chromium-headless-shell')],
  firefox: [debian('firefox-esr')],
}

/** Finds or installs a browser. Returns its path. Throws with all failed attempts when there is none. */
export async function ensureBrowser(engine: Engine = 'chromium'): Promise<string> {
  const { name, variable } = KINDS[engine]
  const tried: string[] = []
  for (const way of [undefined, ...WAYS[engine]]) {
    if (way) {
      if (!way.fits()) continue
      try {
        await step(`Installing ${name}: ${way.name}`, way.install)
      } catch (error) {
        print(`  failed: ${way.name}`)
        tried.push(`${way.name}:\n${(error as Error).message}`)
        continue
      }
    }
    const found = findBrowser(engine)
    if (found) return found
  }
  throw new Error(
    [...tried, `No ${name} is found, and none could be installed. Install one, or set ${variable}.`].join(
      '\n\n',
    ),
  )
}
