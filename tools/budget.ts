/** How many bytes a visitor's browser may be asked to load, and how many it is. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { ROOT } from './run.ts'

/** Brotli at its best, as Cloudflare's edge keeps assets. Bytes. */
export const BUDGETS: Record<string, number> = {
  'dist/assets/t.js': 1962,
  'dist/assets/extras.js': 944,
}

/** Bytes of a built file after brotli. */
export const compressedBytes = (file: string) =>
  brotliCompressSync(readFileSync(join(ROOT, file)), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
    .length
