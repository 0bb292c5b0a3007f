import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './run.ts'

/** The hash of a built file for the attribute `integrity` of a script tag: a browser then runs this file only if it is unchanged. */
export const integrityOf = (file: string): string =>
  `sha384-${createHash('sha384')
    .update(readFileSync(join(ROOT, file)))
    .digest('base64')}`
