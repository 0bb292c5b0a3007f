/** Which tests the arguments of `npm test` choose. */
import { existsSync, globSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { ROOT } from './run.ts'

/** As in vitest.config.ts, which also has `firefox`: the browser tests of the script, on Firefox. */
const LAYERS = ['unit', 'sdk', 'worker', 'browser']

export interface ChosenTests {
  /** Names of projects in vitest.config.ts. */
  projects: string[]
  /** Paths of files and folders, relative to the root. Empty: all files of the projects. */
  paths: string[]
  /** Parts of names: a test runs if its name has one of them. Empty: all tests of the files. */
  names: string[]
}

/**
 * Sorts the arguments of `npm test` into layers, paths and parts of names. Layers and paths together choose the tests of
 * both. `firefox` without a path of the browser tests chooses all that run there; with one, those of the path.
 */
export function chooseTests(args: string[]): ChosenTests {
  const onFirefox = args.includes('firefox')
  const layers = LAYERS.filter((layer) => args.includes(layer))
  const files = globSync('test/*/**/*.test.ts', { cwd: ROOT })
  const pathsOf = (arg: string): string[] => {
    if (existsSync(resolve(arg))) return [relative(ROOT, resolve(arg))]
    return arg.endsWith('.ts') ? files.filter((file) => `/${file}`.endsWith(`/${arg}`)) : []
  }
  const others = args
    .filter((arg) => arg !== 'firefox' && !LAYERS.includes(arg))
    .map((arg) => ({ arg, paths: pathsOf(arg) }))
  const paths = others.flatMap((one) => one.paths)
  const names = others.filter((one) => !one.paths.length).map(({ arg }) => arg)
  const layersOfPaths = LAYERS.filter((layer) => paths.some((path) => path.startsWith(`test/${layer}`)))
  if (onFirefox && !layersOfPaths.includes('browser')) layers.push('browser')

  const chosen = LAYERS.filter((layer) => layers.includes(layer) || layersOfPaths.includes(layer))
  const all = chosen.length ? chosen : LAYERS
  return {
    projects: all.map((layer) => (layer === 'browser' && onFirefox ? 'firefox' : layer)),
    paths: paths.length ? [...new Set([...layers.map((layer) => `test/${layer}/`), ...paths])] : [],
    names,
  }
}
