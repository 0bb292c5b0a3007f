/** Measures the bytes that a shop's visitors load: the script, its second file, and the scripts of other projects from npm. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { ROOT, run, runNpm } from '../tools/run.ts'
import { print } from './shared/print.ts'

interface Peer {
  /** The package with its version, in npm's form. */
  name: string
  /** The file of the package that a page loads. */
  file: string
  /** For a package without a script: a page's module, which imports the file as `peer`. */
  usage?: string
}

/** Loaded as their documentation says. All have the MIT licence. They are only measured, and are part of no bundle. */
const PEERS: Peer[] = [
  { name: 'sourcebuster@1.1.0', file: 'dist/sourcebuster.min.js' },
  // Its server copies this one to /tracker.js.
  { name: '@counterscale/tracker@3.4.1', file: 'dist/loader/tracker.js' },
  {
    name: '@plausible-analytics/tracker@0.4.6',
    file: 'plausible.js',
    usage: `import { init } from 'peer'; init({ domain: 'shop.example' })`,
  },
  // The same as openpanel.dev/op1.js, without the session replay, which is loaded on request.
  { name: '@openpanel/web@1.4.1', file: 'dist/src/tracker.global.js' },
]

interface Bytes {
  brotli: number
  gzip: number
  raw: number
}

function measure(content: Uint8Array): Bytes {
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
  return {
    brotli: brotliCompressSync(content, { params }).length,
    gzip: gzipSync(content, { level: 9 }).length,
    raw: content.length,
  }
}

function printBytes(name: string, bytes: Bytes | null, more: Record<string, string>) {
  const { brotli: value = null, ...other } = bytes ?? {}
  print(name, value, 'bytes', { ...other, ...more })
}

/** Loads the package, from npm's cache if it is there, and returns what a page would load. */
async function fetchPeer({ name, file, usage }: Peer): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'peer-'))
  try {
    const quick = ['--prefer-offline', '--fetch-retries=0', '--loglevel=error']
    const packed = await runNpm(['pack', name, ...quick, '--pack-destination', folder])
    const archive = packed.split('\n').at(-1)!.trim()
    await run('tar', ['-xzf', join(folder, archive), '-C', folder])
    const path = join(folder, 'package', file)
    if (!usage) return readFileSync(path)
    const { outputFiles } = await build({
      stdin: { contents: usage, resolveDir: folder },
      alias: { peer: path },
      bundle: true,
      minify: true,
      format: 'iife',
      target: 'es2020',
      legalComments: 'none',
      write: false,
    })
    return outputFiles[0]!.contents
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function measureOurs(name: string) {
  const file = `dist/assets/${name === 'script' ? 't' : name}.js`
  const path = join(ROOT, file)
  const bytes = existsSync(path) ? measure(readFileSync(path)) : null
  printBytes(`${name}_brotli_bytes`, bytes, bytes ? { file } : { file, reason: 'it is not built' })
  return bytes
}

const found = ['script', 'extras'].map(measureOurs)
measureOurs('consent')
// The files are two requests: each is compressed by itself.
const sum = found.reduce(
  (all, one) =>
    all && one && { brotli: all.brotli + one.brotli, gzip: all.gzip + one.gzip, raw: all.raw + one.raw },
)
printBytes('script_and_extras_brotli_bytes', sum ?? null, {})

for (const peer of PEERS) {
  const { name, file } = peer
  try {
    printBytes('peer_brotli_bytes', measure(await fetchPeer(peer)), { peer: name, file })
  } catch (error) {
    printBytes('peer_brotli_bytes', null, {
      peer: name,
      file,
      reason: (error as Error).message.split('\n', 5).join(' '),
    })
  }
}
