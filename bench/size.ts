/** Bytes of the script that a shop loads: brotli at its best, gzip, and as it stands. */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { compressedBytes } from '../tools/budget.ts'

const file = 'dist/assets/t.js'
const script = readFileSync(file)
const line = {
  name: 'script_brotli_bytes',
  value: compressedBytes(file),
  unit: 'bytes',
  raw: script.length,
  gzip: gzipSync(script, { level: 9 }).length,
}
console.log(JSON.stringify(line))
