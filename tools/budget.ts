/** The size budget of the files that a shop's visitors load. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { ROOT } from './run.ts'

/** Bytes after brotli at its highest level, which is how Cloudflare's edge serves assets. */
export const BUDGETS: Record<string, number> = {
  'dist/assets/t.js': 1995,
  'dist/assets/extras.js': 950,
  'dist/assets/consent.js': 900,
}

/** The size of a text or file in bytes after brotli at its highest level. */
export const brotliBytes = (content: string | Uint8Array) =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length

/** The size of a built file in bytes after brotli at its highest level. */
export const compressedBytes = (file: string) => brotliBytes(readFileSync(join(ROOT, file)))
