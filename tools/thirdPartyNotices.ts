/** The licences of the packages whose code is in what we ship: the Worker, the dashboard, the script and the npm module. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Metafile } from 'esbuild'
import { ROOT } from './run.ts'

/** Bundles that are deployed or published. The demo shop is neither. */
const SHIPPED = ['sdk', 'extras', 'npm', 'client', 'worker', 'dashboard']

/** The licences that a shipped package may have: we may ship its code and keep ours under MIT. AGPL and GPL are not among them. */
const ALLOWED = [
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'Unlicense',
  'BlueOak-1.0.0',
]

/** Data in packages that has a licence of its own. */
const DATA: Record<string, string> = {
  tldts:
    'Contains data of the Public Suffix List, https://publicsuffix.org/list/, under the Mozilla Public License 2.0, https://mozilla.org/MPL/2.0/.',
}

export interface ShippedPackage {
  name: string
  version: string
  licence: string
  /** The text of its licence file. */
  text: string
}

interface Manifest {
  name: string
  version: string
  license?: string
  /** The form of old packages. */
  licenses?: { type: string }[]
}

/** The packages in the bundles of the last build, in the order of their names. */
export function shippedPackages(): ShippedPackage[] {
  const files = SHIPPED.flatMap((bundle) => {
    const meta = JSON.parse(readFileSync(join(ROOT, 'dist', 'meta', `${bundle}.json`), 'utf8')) as Metafile
    return Object.keys(meta.inputs)
  })
  const folders = files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0] ?? [])
  return [...new Set(folders)].sort().map((folder) => {
    const manifest = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as Manifest
    const file = readdirSync(join(ROOT, folder)).find((name) => /^(licen[cs]e|copying)(\.|$)/i.test(name))
    return {
      name: manifest.name,
      version: manifest.version,
      licence: manifest.license ?? manifest.licenses?.[0]?.type ?? '',
      text: file ? readFileSync(join(ROOT, folder, file), 'utf8').trim() : '',
    }
  })
}

/** Returns a sentence. Throws with the packages that may not be shipped: their licence is missing or not allowed. */
export function checkLicences(packages = shippedPackages()): string {
  const problems = packages.flatMap(({ name, licence, text }) => [
    ...(ALLOWED.includes(licence)
      ? []
      : [`${name} has the licence “${licence}”. Allowed are ${ALLOWED.join(', ')}.`]),
    ...(text ? [] : [`${name} has no licence file.`]),
  ])
  if (problems.length) throw new Error(problems.join('\n'))
  return `${packages.length} packages`
}

/** The text that is served next to the dashboard. */
export function thirdPartyNotices(packages = shippedPackages()): string {
  const ours = readFileSync(join(ROOT, 'LICENSE'), 'utf8').trim()
  const parts = packages.map(({ name, version, licence, text }) =>
    [`${name} ${version} (${licence})`, DATA[name], text].filter(Boolean).join('\n\n'),
  )
  const line = `\n\n${'-'.repeat(80)}\n\n`
  return `UTM Dispatcher\n\n${ours}${line}It contains code of these packages:${line}${parts.join(line)}\n`
}
