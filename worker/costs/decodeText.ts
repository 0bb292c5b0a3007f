/** The text of a file that somebody exported: UTF-8, UTF-16, or what the sender says. */
import { BadParameter } from '../errors.ts'

const ALLOWED =
  'send UTF-8 or UTF-16, or name its charset in the Content-Type (text/csv; charset=windows-1251)'

/**
 * What is UTF-8 or UTF-16 by its bytes is that, whatever the sender says: text in another charset never looks so.
 * @param type the `Content-Type`, whose charset counts for all else
 * @throws BadParameter for a charset that is not known, for bytes that are no text of it, and for what is no text
 */
export function decodeText(bytes: Uint8Array, type: string): string {
  if (/^multipart\//i.test(type))
    throw new BadParameter('body', 'must be the file itself and not a form: curl --data-binary @costs.csv')
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3)
    throw new BadParameter('body', 'is an Excel workbook: export it as CSV')
  const own = markOf(bytes) ?? wideOf(bytes) ?? 'utf-8'
  const said = type.match(/charset\s*=\s*"?([\w.:-]+)/i)?.[1] ?? own
  const text = decoded(bytes, own) ?? decoded(bytes, said)
  if (text !== null) return text
  throw new BadParameter('body', `${badPlace(bytes, said)}is not ${said.toUpperCase()}: ${ALLOWED}`)
}

/** Null when the bytes are no text in the charset. */
function decoded(bytes: Uint8Array, charset: string): string | null {
  let decoder: TextDecoder
  try {
    decoder = new TextDecoder(charset, { fatal: true, ignoreBOM: false })
  } catch {
    throw new BadParameter('body', `has the charset ${charset}, which is not known: ${ALLOWED}`)
  }
  try {
    return decoder.decode(bytes)
  } catch {
    return null
  }
}

function markOf([a, b, c]: Uint8Array): string | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
}

/** UTF-16 without its mark: no other text holds NULs, and tabs, digits and line breaks have them all at one side. */
function wideOf(bytes: Uint8Array): string | undefined {
  const nuls = [0, 0]
  for (const [i, byte] of bytes.subarray(0, 1000).entries()) if (byte === 0) nuls[i % 2]!++
  const [even, odd] = nuls as [number, number]
  if (even !== odd) return odd > even ? 'utf-16le' : 'utf-16be'
}

const NEWLINE = 10

/** `line 3, character 12 ` of the first bytes that are no UTF-8; in other charsets lines are not known. */
function badPlace(bytes: Uint8Array, charset: string): string {
  if (!/^utf-?8$/i.test(charset)) return ''
  let start = 0
  for (let line = 1; start < bytes.length; line++) {
    const found = bytes.indexOf(NEWLINE, start)
    const end = found < 0 ? bytes.length : found
    const text = new TextDecoder().decode(bytes.subarray(start, end))
    const at = text.indexOf('\uFFFD')
    if (at >= 0) return `line ${line}, character ${at + 1}: `
    start = end + 1
  }
  return ''
}
