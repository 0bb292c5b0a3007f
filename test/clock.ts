/**
 * The clocks of the tests. `TEST_CLOCK=2026-12-31T23:59:30Z npm test` runs them as if it were that instant. The
 * configuration turns it into a shift. The process of the tests, its Workers and its pages add this to the machine's time.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../tools/run.ts'

/** By how much all clocks of this run are shifted; 0 without `TEST_CLOCK`. */
export const SHIFT_MS = Number(process.env.TEST_CLOCK_SHIFT_MS ?? 0)

interface Realm {
  testClock?: { shift_ms: number }
}

/**
 * Replaces `Date` by one whose present is shifted by `testClock.shift_ms`. It may change at any time. Its own source is
 * put into Workers and pages: it uses nothing from outside.
 */
function install(realm: typeof globalThis & Realm, shift_ms: number) {
  if (realm.testClock) {
    realm.testClock.shift_ms = shift_ms
    return
  }
  const clock = { shift_ms }
  realm.testClock = clock
  const Real = realm.Date
  const now = () => Real.now() + clock.shift_ms
  realm.Date = new Proxy(Real, {
    construct: (target, args, self) => Reflect.construct(target, args.length ? args : [now()], self),
    apply: () => String(new Real(now())),
    get: (target, key, self) => (key === 'now' ? now : Reflect.get(target, key, self)),
  })
}

/** Shifts the clock of this process. */
export const shiftClock = (shift_ms: number) => install(globalThis, shift_ms)

/** A script that shifts the clock of a page or a Worker. */
export const clockScript = (shift_ms: number) => `(${install})(globalThis, ${shift_ms});`

/** Shifts the clock of a Worker that was started with `shiftedConfig`: `?shift_ms=`. */
export const CLOCK_PATH = '/test-clock'

/** Writes at once, as another process of the tests may read it. */
function write(path: string, text: string) {
  writeFileSync(`${path}.${process.pid}`, text)
  renameSync(`${path}.${process.pid}`, path)
}

/** Writes a copy of the built Worker whose clock is shifted. Returns the path of its wrangler configuration. */
export function shiftedConfig(): string {
  const folder = join(ROOT, '.wrangler', 'test-clock')
  mkdirSync(folder, { recursive: true })
  const built = readFileSync(join(ROOT, 'dist/worker/index.js'), 'utf8')
  const shifted = built.replace(
    /export\{(\w+) as default\};/,
    (_, worker: string) => `export default {
  ...${worker},
  fetch(request, ...more) {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname !== '${CLOCK_PATH}') return ${worker}.fetch(request, ...more)
    testClock.shift_ms = Number(searchParams.get('shift_ms'))
    return new Response(new Date().toISOString())
  },
};`,
  )
  if (shifted === built) throw new Error('dist/worker/index.js does not end as expected.')
  write(join(folder, 'index.js'), clockScript(SHIFT_MS) + shifted)
  const config = readFileSync(join(ROOT, 'wrangler.toml'), 'utf8')
    .replace('main = "dist/worker/index.js"', 'main = "index.js"')
    .replace('directory = "dist/assets"', 'directory = "../../dist/assets"')
    .replace('migrations_dir = "migrations"', 'migrations_dir = "../../migrations"')
  write(join(folder, 'wrangler.toml'), config)
  return join(folder, 'wrangler.toml')
}
