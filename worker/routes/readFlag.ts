import { BadParameter } from '../errors.ts'

/** A query parameter that is `1` or `0`; absent or empty counts as 0. Throws 400. */
export function readFlag(name: string, text: string | undefined): boolean {
  if (!text || text === '0') return false
  if (text === '1') return true
  throw new BadParameter(name, 'must be 1 or 0')
}
