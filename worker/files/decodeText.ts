/** The text of an uploaded file. */
import { BadParameter } from '../errors.ts'

const ALLOWED =
  'send UTF-8 or UTF-16, or name its charset in the Content-Type (text/csv; charset=windows-1251)'

/** The first bytes of a workbook that is no ZIP archive. */
const OLD_WORKBOOK = [0xd0, 0xcf, 0x11, 0xe0]

/**
 * Decodes a file. UTF-8 and UTF-16 are recognised by the bytes alone, even if the sender states another charset, because
 * text in another charset is practically never valid UTF-8.
 * @param type the `Content-Type`. Its charset counts for all other files.
 * @throws BadParameter for a form, an old workbook, an unknown charset, and bytes that are not valid in the charset
 */
export function decodeText(bytes: Uint8Array, type: string): string {
  if (/^multipart\//i.test(type))
    throw new BadParameter('body', 'must be the file itself and not a form: curl --data-binary @costs.csv')
  if (OLD_WORKBOOK.every((byte, i) => bytes[i] === byte))
    throw new BadParameter(
      'body',
      'is an Excel workbook of the old kind (.xls), or one with a password: save it as .xlsx or CSV, without a password',
    )
  const own = byteOrderMarkOf(bytes) ?? utf16Of(bytes) ?? 'utf-8'
  const stated = type.match(/charset\s*=\s*"?([\w.:-]+)/i)?.[1] ?? own
  const text = decoded(bytes, own) ?? decoded(bytes, stated)
  if (text !== null) return text
  throw new BadParameter('body', `${badPlace(bytes, stated)}is not ${stated.toUpperCase()}: ${ALLOWED}`)
}

/** Null if the bytes are not valid in the charset. */
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

function byteOrderMarkOf([a, b, c]: Uint8Array): string | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
}

/**
 * UTF-16 without a byte order mark. Only UTF-16 contains NUL bytes: one in each ASCII character, always the first or
 * always the second of its two bytes.
 */
function utf16Of(bytes: Uint8Array): string | undefined {
  const nuls = [0, 0]
  for (const [i, byte] of bytes.subarray(0, 1000).entries()) if (byte === 0) nuls[i % 2]!++
  const [even, odd] = nuls as [number, number]
  if (even !== odd) return odd > even ? 'utf-16le' : 'utf-16be'
}

const NEWLINE = 10

/** `line 3, character 12: ` of the first bytes that are not UTF-8; empty for other charsets. */
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
