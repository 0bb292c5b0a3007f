/** What the script costs a visitor's connection: bytes of the built file, raw and compressed. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { BUDGETS, compressedBytes } from '../tools/budget.ts'
import { ROOT } from '../tools/run.ts'

const FILE = 'dist/assets/t.js'
const raw = readFileSync(join(ROOT, FILE))

console.log(
  JSON.stringify({
    name: 'script_brotli_bytes',
    value: compressedBytes(FILE),
    unit: 'bytes',
    gzip: gzipSync(raw, { level: 9 }).length,
    raw: raw.length,
    budget: BUDGETS[FILE],
  }),
)
